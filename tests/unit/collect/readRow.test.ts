import fc from 'fast-check';
import { recogniseType } from '../../../local/import/recogniseType.ts';
import { readRow } from '../../../shared/collect/readRow.ts';
import { csvCell, neutralised, restored } from '../../../shared/represent/csv/csvCell.ts';
import { model } from '../../../shared/model/model.ts';

function read(header: string, fields: readonly string[] | undefined) {
  const { type, columns } = recogniseType(model, header.split(','), { fileName: '', named: undefined });
  return readRow(type, columns, fields);
}
const users = 'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Assigned Products';
const counts = 'Report Refresh Date,Report Date,Report Period,Exchange,Teams';

test('values by the type of their property; an empty field is null', () => {
  const row = read(users, ['2022-10-23', 'ada', "'=1+1", 'False', '', 'E5+POWER BI (FREE)']);
  expect(JSON.parse('json' in row ? row.json : '')).toEqual({
    id: row.id,
    reportRefreshDate: '2022-10-23',
    userPrincipalName: 'ada',
    displayName: '=1+1',
    isDeleted: false,
    deletedDate: null,
    assignedProducts: ['E5', 'POWER BI (FREE)'],
  });
  const empty = read(users, ['2022-10-23', 'ada', '', '', '', '']);
  expect('json' in empty && empty.json).toContain('"isDeleted":null,"deletedDate":null,"assignedProducts":[]');
});

test('Int64 is exact', () => {
  const row = read(counts, ['2022-10-23', '2022-10-22', '7', '9007199254740993', '-5']);
  expect('json' in row && row.json).toContain('"exchange":9007199254740993,"teams":-5}');
});

test.each([
  [['2022-10-23', '2022-10-22', '7', '1.5', '1'], "'Exchange' must be an integer from"],
  [['2022-02-30', '2022-10-22', '7', '1', '1'], "'Report Refresh Date' must be a calendar date"],
  [['2022-10-23', '', '7', '1', '1'], "'Report Date' is empty"],
  [['2022-10-23', '2022-10-22', '7', '1'], 'has 4 fields where the header line has 5'],
  [undefined, 'a quote that begins here or further on is never closed'],
])('%j: %s', (fields, problem) => {
  const row = read(counts, fields);
  expect('problem' in row ? row.problem : row).toContain(problem);
});

test('what stands in a field instead is told apart from the problem: it may be about a person', () => {
  const row = read(counts, ['2022-10-23', 'Ada Lovelace'.repeat(9), '7', '1', '1']);
  expect(row).toEqual({
    problem: expect.stringMatching(/^'Report Date' must be a calendar date[^A]*$/) as string,
    found: `${'Ada Lovelace'.repeat(5)}...`,
  });
});

test('a text that was neutralised for spreadsheets comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
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
