import { recogniseType } from '../../../local/import/recogniseType.ts';
import { normalisedName } from '../../../shared/collect/normalisedName.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';

const recognise = (header: string, fileName = 'report.csv', named?: string) =>
  recogniseType(model, header.split(','), { fileName, named });

/** What is said of a header line that is not recognised; '' of one that is. */
function problemOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each(Object.entries(documentedCsv))('%s by its header line', (name, header) => {
  const { type, columns } = recognise(header, `${name}9_1_2024 3_04_05 PM.csv`);
  expect(type.name).toBe(name);
  expect(columns.map((column) => column?.property.csvColumn)).toEqual(header.split(/, ?/));
});

const generations = model.flatMap(({ name, otherHeaders = [] }) =>
  otherHeaders.map(({ line }) => [name, line] as const),
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

test.each(Object.entries(documentedCsv))(
  '%s is refused without any one of its columns, with both compared',
  (name, header) => {
    const { otherHeaders = [] } = model.find((type) => type.name === name)!;
    const titles = header.split(/, ?/);
    for (const [at, title] of titles.entries()) {
      const fewer = titles.filter((_title, index) => index !== at);
      // What an earlier file had is enough.
      if (otherHeaders.some(({ line }) => line.split(/, ?/).every((one) => fewer.includes(one)))) continue;
      const problem = problemOf(() => recognise(fewer.join(','), `${name}.csv`));
      expect(problem).toContain(`held against ${name}, it lacks '${title}'`);
      expect(problem).toContain(`The file has:   ${fewer.join(', ')}\n  The report has: `);
    }
  },
);

test('an export of another report that has most columns of one is not taken for it', () => {
  const header =
    'Report Refresh Date,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,Report Period';
  for (const fileName of [
    'Office365ActiveUserActivityCounts11_29_2026 2_00_00 AM.csv',
    'office365ActiveUserCounts.csv',
  ]) {
    expect(() => recognise(header, fileName)).toThrow(/held against office365ActiveUserCounts, it lacks 'Office 365'/);
  }
  expect(() => recognise(header, 'x.csv', 'office365ActiveUserCounts')).toThrow(
    /^--type says office365ActiveUserCounts, but/,
  );
});

test('columns in another order and other spellings', () => {
  const header = 'report period,REPORT DATE,active,Report-Refresh-Date,TOTAL';
  expect(
    recognise(header, 'MailboxUsageMailboxCounts9_1_2024 3_04_05 PM.csv').columns.map((column) => column?.name),
  ).toEqual(['reportPeriod', 'reportDate', 'active', 'reportRefreshDate', 'total']);
  const detail = (documentedCsv['office365GroupsActivityDetail'] ?? '').replace('External Member Count', 'Guest Count');
  expect(recognise(detail).columns[7]).toMatchObject({ header: 'Guest Count', name: 'externalMemberCount' });
});

test('no two properties of a type can be meant by one name', () => {
  for (const { name, properties } of model) {
    const names = Object.entries(properties).flatMap(([property, { csvColumn = property, csvAliases = [] }]) =>
      [...new Set([property, csvColumn, ...csvAliases].map(normalisedName))].map((known) => known),
    );
    expect([name, new Set(names).size, names.includes('id')]).toEqual([name, names.length, false]);
  }
});

test('a column nobody knows is told', () => {
  const header = `${documentedCsv['office365ServicesUserCounts'] ?? ''},Copilot,`;
  const { type, unknown, columns } = recognise(header);
  expect([type.name, unknown, columns.slice(-2)]).toEqual([
    'office365ServicesUserCounts',
    ['Copilot'],
    [undefined, undefined],
  ]);
});

test('of types whose columns a file has, that of the most is meant', () => {
  const newest = documentedCsv['teamsUserActivityUserCounts'] ?? '';
  expect(recognise(newest, 'teamsUserActivityUserCounts.csv').type.name).toBe('teamsUserActivityUserCounts');
  const storage = 'Report Refresh Date,Site Type,Storage Used (Byte),Report Date,Report Period';
  expect(() => recognise(storage)).toThrow(/columns are those of oneDriveUsageStorage and sharePointSiteUsageStorage;/);
  expect(() => recognise(storage, 'mailboxUsageStorage.csv')).toThrow(
    /^The name of the file says mailboxUsageStorage, but .*'Site Type' is not in it.*The columns are those of oneDriveUsageStorage and/s,
  );
});

test.each([
  ['no report', 'a,b', undefined, /no column is known, in 'a', 'b'/],
  [
    'a column twice',
    `${documentedCsv['office365ServicesUserCounts'] ?? ''},Report Period`,
    undefined,
    /held against office365ServicesUserCounts, it has 'Report Period' twice/,
  ],
  ['no key', 'Report Refresh Date,Exchange Active', undefined, /held against .*, it lacks/],
  [
    'another type',
    documentedCsv['office365ServicesUserCounts'] ?? '',
    'office365ActiveUserCounts',
    /held against office365ActiveUserCounts, it lacks .*The columns are those of office365ServicesUserCounts/s,
  ],
  [
    'JSON',
    '{"value":[',
    undefined,
    /^The file is JSON, and no CSV: give the file that Microsoft Graph answers without/,
  ],
  ['JSON in lines', ' [', 'office365ActiveUserCounts', /^The file is JSON, and no CSV/],
  [
    'a page',
    '<!DOCTYPE html><title>Sign in',
    undefined,
    /^The file is HTML or XML, such as a page to sign in, and no CSV/,
  ],
  ['an unknown type', 'a', 'nothing', /no type 'nothing'; the types are m365AppPlatformUserCounts, /],
])('%s is refused with what would fit', (_what, header, named, message) => {
  expect(() => recognise(header, 'report.csv', named)).toThrow(message);
});

test('a type that contradicts the name of the file is refused', () => {
  const header = documentedCsv['yammerGroupsActivityGroupCounts'] ?? '';
  expect(() => recognise(header, 'yammerGroupsActivityGroupCounts (1).csv', 'mailboxUsageMailboxCounts')).toThrow(
    'The name of the file says yammerGroupsActivityGroupCounts, and --type says mailboxUsageMailboxCounts',
  );
  expect(recognise(header, 'export.csv', 'mailboxUsageMailboxCounts').type.name).toBe('mailboxUsageMailboxCounts');
});
