/**
 * The same report in every way people get it into a file: whatever separates its fields and lines, however it is encoded and
 * quoted, the import stores the rows and the report function gives them back.
 * https://www.rfc-editor.org/rfc/rfc4180
 */
import { parse } from 'csv-parse/sync';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { reports } from '../../shared/model/reports.ts';
import { dateFrom } from '../support/dateFrom.ts';
import { documentedCsv } from '../support/documentedCsv.ts';
import { importInto } from '../support/importInto.ts';
import { startInProcess } from '../support/inProcess.ts';
import { sampledKinds } from '../support/sampledKinds.ts';
import type { StartedApp } from '../support/testApp.ts';

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  await app.stop();
});

type Table = readonly (readonly string[])[];

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
const needed =
  (delimiter: string) =>
  (field: string): string =>
    /[",;\t\r\n]/.test(field) || field.includes(delimiter) ? quoted(field) : field;
/** A table as the text of a file. */
const written = (table: Table, delimiter = ',', lineEnd = '\r\n', cell = needed(delimiter)): string =>
  table.map((fields) => fields.map(cell).join(delimiter) + lineEnd).join('');
const utf16 = (text: string, isBig = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const reversed = (table: Table): Table => table.map((fields) => [...fields].reverse());
const widened = (table: Table): Table => table.map((fields) => [...fields, '', '']);
const inHeader = ([header = [], ...rows]: Table, change: (title: string) => string): Table => [
  header.map(change),
  ...rows,
];
const inRows = ([header = [], ...rows]: Table, change: (field: string) => string): Table => [
  header,
  ...rows.map((fields) => fields.map(change)),
];
const truths: Readonly<Record<string, string>> = { True: 'TRUE', False: 'no', Yes: 'true', No: 'NO' };

const dialects: readonly (readonly [name: string, write: (table: Table) => string | Uint8Array])[] = [
  ['comma, CR LF', (table) => written(table)],
  ['LF', (table) => written(table, ',', '\n')],
  ['CR', (table) => written(table, ',', '\r')],
  ['no line break at the end', (table) => written(table).trimEnd()],
  ['UTF-8 with mark', (table) => `\ufeff${written(table)}`],
  ['UTF-16 LE with mark', (table) => utf16(`\ufeff${written(table)}`)],
  ['UTF-16 LE without', (table) => utf16(written(table))],
  ['UTF-16 BE with mark', (table) => utf16(`\ufeff${written(table)}`, true)],
  ['UTF-16 BE without, tabs', (table) => utf16(written(table, '\t'), true)],
  ['semicolon', (table) => written(table, ';')],
  ['tab', (table) => written(table, '\t', '\n')],
  ['sep=; behind a mark', (table) => `\ufeffsep=;\r\n${written(table, ';')}`],
  ['sep=| ', (table) => `sep=|\r\n${written(table, '|')}`],
  ['#TYPE and every field quoted', (table) => `#TYPE System.Object\r\n${written(table, ',', '\r\n', quoted)}`],
  ['every field quoted, semicolon', (table) => written(table, ';', '\n', quoted)],
  ['empty columns at the end', (table) => written(widened(table))],
  ['lines of separators only', (table) => `${written(table)},,,,\r\n\r\n;;;\r\n`],
  ['lines of commas between semicolons', (table) => `${written(table, ';')},,,,\r\n;;\r\n`],
  ['empty lines before the header line', (table) => `\r\n\r\n${written(table)}`],
  ['columns the other way round', (table) => written(reversed(table))],
  ['titles in capitals with blanks', (table) => written(inHeader(table, (title) => ` ${title.toUpperCase()} `))],
  ['booleans written otherwise', (table) => written(inRows(table, (field) => truths[field] ?? field))],
  ['lines in another order', ([header = [], ...rows]) => written([header, ...rows.reverse()])],
];

const date = '2024-01-09';
const day = (back: number): string => dateFrom(date, -back);
const hash = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const names = ['Ada, "Countess"\nof Lovelace', 'Jürgen Müller; Straße 😀', hash, '(Unknown)', '(Unknown)'];

/** A plausible field of a column; of texts that tell whom a row is about, the name. */
function fieldOf(type: EntityType, title: string, at: number): string {
  const found = Object.entries(type.properties).find(([, { csvColumn }]) => csvColumn?.trim() === title.trim());
  if (found === undefined) throw new Error(`${type.name} has no column ${title}`);
  const [name, property] = found;
  const { reportFunction: called, subject, naturalKey } = type;
  if (name === called?.refreshDate) return date;
  if (name === called?.period) return '7';
  if (name === called?.newestFirst) return day(at);
  if (subject?.id === name) return `7ac2e2a4-0000-0000-0000-00000000000${at}`;
  if (subject?.names.includes(name) === true) return names[at] ?? '';
  if (naturalKey.includes(name)) return `Kind ${at}`;
  if (property.collection === true) return 'OFFICE 365 E5+ENTERPRISE MOBILITY + SECURITY E5';
  if (property.type === 'Edm.Boolean')
    return (property.isYesNo === true ? ['Yes', 'No'] : ['True', 'False'])[at % 2] ?? '';
  if (property.type === 'Edm.Int64') return String(at * 1_000_000_007);
  if (property.type === 'Edm.Double') return '1.5';
  if (property.type === 'Edm.Duration') return 'PT1H30M';
  return property.type === 'Edm.Date' && at > 0 ? day(at + 1) : '';
}

/** The file of a report as a table, header line first. */
function tableOf(type: EntityType): Table {
  const separator = type.headerSeparator ?? ',';
  const header = (documentedCsv[type.name] ?? '').split(separator);
  const count = type.shape === 'total' ? 1 : names.length;
  const rows = Array.from({ length: count }, (_, at) =>
    header.map((title) => (title.trim() === '' ? '' : fieldOf(type, title, at))),
  );
  return [header, ...rows];
}

/** What the report function gives of the columns of a table. */
async function given({ reportFunction: called }: EntityType, [header = []]: Table): Promise<Table> {
  const argument = called?.parameters.includes('period') === true ? "(period='D7')" : '';
  const address = `/v1.0/${called?.root ?? ''}/${called?.name ?? ''}${argument}`;
  const response = await app.fetch(address, { headers: { Accept: 'text/csv' } });
  expect([address, response.status]).toEqual([address, 200]);
  const [titles = [], ...rows] = parse(await response.text(), { bom: true });
  const places = header.map((title) => titles.findIndex((one) => one.trim() === title.trim()));
  return rows.map((row) => places.map((at) => row[at] ?? ''));
}

async function forget({ name }: EntityType): Promise<void> {
  const headers = { Accept: 'application/json;odata.metadata=none' };
  const response = await app.fetch(`/v1.0/${name}?$select=id`, { headers });
  const { value } = (await response.json()) as { readonly value: readonly { readonly id: string }[] };
  for (const { id } of value) {
    expect((await app.fetch(`/v1.0/${name}('${encodeURIComponent(id)}')`, { method: 'DELETE' })).status).toBe(204);
  }
}

const sorted = (rows: Table): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

/** One or more of each shape, with each kind of column, and those whose header lines are odd. */
const some = [
  'office365ActiveUserCounts',
  'oneDriveUsageStorage',
  'office365ServicesUserCounts',
  'formsUserActivityCounts',
  'mailboxUsageDetail',
  'emailActivityUserDetail',
  'office365GroupsActivityDetail',
  'm365AppUserDetail',
  'browserUserDetail',
  'teamsTeamActivityDetail',
];

/** Each shape in every dialect; each of these types in every dialect at night. */
const inDialects = sampledKinds(
  some.flatMap((name) => dialects.map(([dialect, write]) => ({ name, dialect, write }))),
  ({ name, dialect }) => [name, `${dialect} ${reports.find((report) => report.name === name)?.shape ?? ''}`],
);

test.each(some)('%s in every dialect', async (name) => {
  const type = reports.find((report) => report.name === name)!;
  const table = tableOf(type);
  const [, ...rows] = table;
  for (const { dialect, write } of inDialects.filter((one) => one.name === name)) {
    const { counts, failures } = await importInto(app, `${name}.csv`, write(table));
    expect([dialect, failures, counts.created]).toEqual([dialect, [], rows.length]);
    expect([dialect, sorted(await given(type, table))]).toEqual([dialect, sorted(rows)]);
    await forget(type);
  }
});

test.each(some)('%s without rows, and with a date after tomorrow', async (name) => {
  const type = reports.find((report) => report.name === name)!;
  const [header = [], ...rows] = tableOf(type);
  await forget(type);
  expect((await importInto(app, `${name}.csv`, written([header]))).counts.created).toBe(0);
  expect(await given(type, [header])).toEqual([]);
  // A mistyped year is stored as it was sent, and is never the newest.
  const later = rows.map((fields) => fields.map((field) => (field === date ? '2962-01-09' : field)));
  const { counts } = await importInto(app, `${name}.csv`, written([header, ...rows, ...later.slice(0, 1)]));
  expect(counts.failed).toBe(0);
  const isSeries = type.shape === 'series';
  const found = await given(type, [header]);
  const told = isSeries ? found.map((fields) => fields.map((field) => (field === '2962-01-09' ? date : field))) : found;
  expect(sorted(told)).toEqual(sorted(rows));
  await forget(type);
});

test('a file with nothing in it is none', async () => {
  for (const text of ['', '\ufeff', '\r\n\r\n', ',,,\r\n']) {
    await expect(importInto(app, 'office365ActiveUserCounts.csv', text)).rejects.toThrow(/The file is empty/);
  }
});
