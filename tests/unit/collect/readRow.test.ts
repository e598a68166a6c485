import fc from 'fast-check';
import { matchHeader } from '../../../shared/collect/matchHeader.ts';
import { readRow } from '../../../shared/collect/readRow.ts';
import { joinedItems, splitItems } from '../../../shared/represent/csv/collectionItems.ts';
import { csvCell, neutralised, restored } from '../../../shared/represent/csv/csvCell.ts';
import { model } from '../../../shared/model/model.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

const typeOf = (name: string) => model.find((type) => type.name === name)!;
function read(type: string, header: string, fields: readonly string[] | undefined, reading = {}) {
  return readRow(typeOf(type), matchHeader(typeOf(type), header.split(',')).columns, fields, reading);
}
const users = (fields: readonly string[]) =>
  read(
    'office365ActiveUserDetail',
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Assigned Products',
    fields,
  );
const counts = (fields: readonly string[] | undefined, reading = {}) =>
  read('office365ActiveUserCounts', 'Report Refresh Date,Report Date,Report Period,Exchange,Teams', fields, reading);
const body = (row: ReturnType<typeof readRow>) =>
  JSON.parse('json' in row ? row.json : '{}') as Record<string, unknown>;

test('values by the type of their property; an empty field is null', () => {
  const row = users(['2022-10-23', 'ada', "'=1+1", 'False', '', 'E5+POWER BI (FREE)']);
  expect(body(row)).toEqual({
    id: row.id,
    reportRefreshDate: '2022-10-23',
    userPrincipalName: 'ada',
    displayName: '=1+1',
    isDeleted: false,
    deletedDate: null,
    assignedProducts: ['E5', 'POWER BI (FREE)'],
  });
  const empty = users(['2022-10-23', 'ada', '', '', '', '']);
  expect('json' in empty && empty.json).toContain('"isDeleted":null,"deletedDate":null,"assignedProducts":[]');
});

test('Int64 is exact', () => {
  const row = counts(['2022-10-23', '2022-10-22', '7', '9007199254740993', '-5']);
  expect('json' in row && row.json).toContain('"exchange":9007199254740993,"teams":-5}');
});

test.each([
  ['A+B', ['A', 'B']],
  ['ENTERPRISE MOBILITY + SECURITY E5', ['ENTERPRISE MOBILITY + SECURITY E5']],
  ['A+ENTERPRISE MOBILITY + SECURITY E5+B', ['A', 'ENTERPRISE MOBILITY + SECURITY E5', 'B']],
  ['["A+B","C"]', ['A+B', 'C']],
  ['["A+B",1]', ['["A', 'B",1]']],
])('the products %j', (field, products) => {
  expect(body(users(['2022-10-23', 'ada', '', '', '', field]))['assignedProducts']).toEqual(products);
});

test.each([
  ['True', true],
  ['yes', true],
  ['YES', true],
  ['FALSE', false],
  ['No', false],
])('the boolean %s', (field, value) => {
  expect(body(users(['2022-10-23', 'ada', '', field, '', '']))['isDeleted']).toBe(value);
});

test.each([
  [['2022-10-23', '2022-10-22', '7', '1.5', '1'], "'Exchange' must be an integer from"],
  [['2022-10-23', '2022-10-22', '7', '1,5', '1'], "'Exchange' must be an integer from"],
  [['2022-10-23', '2022-10-22', '7', '1E+05', '1'], "'Exchange' must be an integer from"],
  [['2022-02-30', '2022-10-22', '7', '1', '1'], "'Report Refresh Date' must be a calendar date"],
  [['23.10.2022', '2022-10-22', '7', '1', '1'], "'Report Refresh Date' must be a calendar date"],
  [['10/23/2022', '2022-10-22', '7', '1', '1'], "'Report Refresh Date' must be a calendar date"],
  [['2022-10-23', '', '7', '1', '1'], "'Report Date' is empty"],
  [['2022-10-23', '2022-10-22', '8', '1', '1'], "'Report Period' must be 7, 30, 90 or 180"],
  [['2022-10-23', '2022-10-22', 'D7', '1', '1'], "'Report Period' must be 7, 30, 90 or 180"],
  [['2022-10-23', '2022-10-22', '7', '1'], 'has 4 fields where the header line has 5'],
  [undefined, 'a quote that begins here or further on is never closed'],
])('%j: %s', (fields, problem) => {
  const row = counts(fields);
  expect('problem' in row ? row.problem : row).toContain(problem);
});

test('a boolean that is none', () => {
  expect(users(['2022-10-23', 'ada', '', '1', '', ''])).toEqual({
    problem: "'Is Deleted' must be True or False, Yes or No",
    found: '1',
  });
});

test('the period is trimmed, and must be the one that was asked for; it counts for a file without it', () => {
  const fields = (period: string) => ['2022-10-23', '2022-10-22', period, '1', '1'];
  const reading = { given: { reportPeriod: '30' } };
  expect(body(counts(fields(' 30 ')))['reportPeriod']).toBe('30');
  expect(body(counts(fields('30\t'), reading))['reportPeriod']).toBe('30');
  expect(body(counts(fields(' '), reading))['reportPeriod']).toBe('30');
  expect(counts(fields('7'), reading)).toEqual({ problem: "'Report Period' must be 30", found: '7' });
  const teams = 'Report Refresh Date,Report Date,Public Teams,Active Public Teams,Private Teams,Active Private Teams';
  const row = read('teamsTeamCounts', teams, ['2022-10-23', '2022-10-22', '1', '1', '1', '1'], reading);
  expect(body(row)).toMatchObject({ reportDate: '2022-10-22', reportPeriod: '30' });
});

test('a row with an id of its own is as it was stored: any period, texts with blanks, empty texts, no key', () => {
  const header = 'Report Refresh Date,Site Type,Total,Active,Report Date,Report Period,id';
  const set = (fields: readonly string[], emptyTexts: readonly number[] = []) =>
    body(read('sharePointSiteUsageSiteCounts', header, fields, { emptyTexts }));
  expect(set(['', ' All ', '1', '', '', ' x ', "'=1/\n2"])).toEqual({
    id: '=1/\n2',
    reportRefreshDate: null,
    siteType: ' All ',
    total: 1,
    active: null,
    reportDate: null,
    reportPeriod: ' x ',
  });
  expect(set(['', '', '', '', '', '', 'a'], [1])).toMatchObject({ id: 'a', siteType: '', reportPeriod: null });
  const own = set(['2022-10-23', 'All', '1', '', '2022-10-22', '7', '']);
  expect(own['id']).toBe(
    read('sharePointSiteUsageSiteCounts', header, ['2022-10-23', 'All', '1', '', '2022-10-22', '7', '']).id,
  );
});

test('what stands in a field instead is told apart from the problem: it may be about a person', () => {
  const row = counts(['2022-10-23', 'Ada Lovelace'.repeat(9), '7', '1', '1']);
  expect(row).toEqual({
    problem: expect.stringMatching(/^'Report Date' must be a calendar date[^A]*$/) as string,
    found: `${'Ada Lovelace'.repeat(5)}...`,
  });
});

test('items of a collection come back from its field, whatever they are', () => {
  const item = fc.oneof(fc.string(), fc.stringMatching(/^[A["\]+ ]{0,6}$/));
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
      const text = joinedItems(items);
      expect(splitItems(text)).toEqual(items);
    }),
  );
  expect(joinedItems(['A', 'ENTERPRISE MOBILITY + SECURITY E5'])).toBe('A+ENTERPRISE MOBILITY + SECURITY E5');
});

test('a text that was neutralised for spreadsheets comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: anyCharacter }),
        fc.tuple(fc.stringMatching(/^'{0,3}[-=+@\t\r\n＝]/), fc.string()).map((parts) => parts.join('')),
      ),
      (text) => {
        expect(restored(neutralised(text))).toBe(text);
        expect(/^[=+\-@\t\r\n]/.test(neutralised(text))).toBe(false);
        expect(/^(?:"(?:[^"]|"")*"|[^",\r\n]*)$/.test(csvCell(text))).toBe(true);
      },
    ),
  );
});

test.each([
  [
    'a comma more in the line',
    'Report Refresh Date,Report Date,Report Period,Teams',
    '2022-10-23,2022-10-22,7,5,',
    true,
  ],
  ['blanks behind it', 'Report Refresh Date,Report Date,Report Period,Teams', '2022-10-23,2022-10-22,7,5, ,', true],
  [
    'a comma more in the header',
    'Report Refresh Date,Report Date,Report Period,Teams,',
    '2022-10-23,2022-10-22,7,5',
    true,
  ],
  ['a field more', 'Report Refresh Date,Report Date,Report Period,Teams', '2022-10-23,2022-10-22,7,5,6', false],
  ['a field less', 'Report Refresh Date,Report Date,Report Period,Teams', '2022-10-23,2022-10-22,7', false],
])('%s', (_what, header, line, isRead) => {
  const row = read('office365ActiveUserCounts', header, line.split(','));
  expect(isRead ? body(row)['teams'] : row).toEqual(
    isRead ? 5 : { problem: expect.stringMatching(/^has \d fields where the header line has 4$/) as unknown },
  );
});
