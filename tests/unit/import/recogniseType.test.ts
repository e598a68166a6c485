import { recogniseType } from '../../../local/import/recogniseType.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';

const recognise = (header: string, fileName = 'report.csv', named?: string) =>
  recogniseType(model, header.split(','), { fileName, named });

test.each(Object.entries(documentedCsv))('%s by its header line', (name, header) => {
  const { type, columns } = recognise(header, `${name}9_1_2024 3_04_05 PM.csv`);
  expect(type.name).toBe(name);
  expect(columns.map((column) => column?.property.csvColumn)).toEqual(header.split(/, ?/));
});

const generations = model.flatMap(({ name, otherHeaders = [] }) =>
  otherHeaders.map((header) => [name, header] as const),
);

test('there are 134 header lines: the newest of 91 reports, and 43 they had before', () => {
  expect([Object.keys(documentedCsv).length, generations.length]).toEqual([91, 43]);
});

test.each(generations)('%s by a header line it had before: %s', (name, header) => {
  const { type, columns } = recognise(header, `${name}.csv`);
  const named = header.split(',').filter((title) => title !== '');
  expect([type.name, columns.filter((column) => column !== undefined).length]).toEqual([name, named.length]);
});

test('some types have the same columns: the name of the file or --type says which', () => {
  const header = documentedCsv['office365GroupsActivityFileCounts'] ?? '';
  expect(() => recognise(header)).toThrow(
    /mailboxUsageMailboxCounts and office365GroupsActivityFileCounts and office365GroupsActivityGroupCounts and yammerGroupsActivityGroupCounts; say which it is with --type/,
  );
  expect(recognise(header, 'x.csv', 'Office365GroupsActivityGroupCounts').type.name).toBe(
    'office365GroupsActivityGroupCounts',
  );
});

test('columns in another order, other spellings, and those Graph has not documented', () => {
  const header = 'report period,REPORT DATE,Report Refresh Date,Exchange Emails Received,Teams Channel Messages';
  expect(recognise(header).columns.map((column) => column?.name)).toEqual([
    'reportPeriod',
    'reportDate',
    'reportRefreshDate',
    'exchangeEmailsReceived',
    'teamsChannelMessages',
  ]);
  const detail = (documentedCsv['office365GroupsActivityDetail'] ?? '').replace('External Member Count', 'Guest Count');
  expect(recognise(detail).columns[7]).toMatchObject({ header: 'Guest Count', name: 'externalMemberCount' });
});

test.each([
  ['no report', 'a,b', undefined, /no column is known/],
  [
    'an unknown column',
    `${documentedCsv['office365ServicesUserCounts'] ?? ''},Copilot`,
    undefined,
    /no column 'Copilot'/,
  ],
  [
    'a column twice',
    `${documentedCsv['office365ServicesUserCounts'] ?? ''},Report Period`,
    undefined,
    /has it already/,
  ],
  ['no key', 'Report Refresh Date,Exchange Active', undefined, /needs the column 'Report Period'/],
  ['another type', documentedCsv['office365ServicesUserCounts'] ?? '', 'office365ActiveUserCounts', /no column/],
  ['an unknown type', 'a', 'nothing', /no type 'nothing'; the types are m365AppPlatformUserCounts, /],
])('%s is refused with what would fit', (_what, header, named, message) => {
  expect(() => recognise(header, 'report.csv', named)).toThrow(message);
});
