/**
 * A report file of Microsoft Graph, imported: the report function gives the same rows under the same header line; of a
 * header line it had before, the rows under the newest one.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectPaths } from '../../local/projectPaths.ts';
import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { reports } from '../../shared/model/reports.ts';
import { documentedCsv } from '../support/documentedCsv.ts';
import { importInto } from '../support/importInto.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  await app.stop();
});

/** A field of each kind of column, as Graph writes it. */
const fields: Readonly<Record<Property['type'], string>> = {
  'Edm.String': 'Ada',
  'Edm.Int64': '12',
  'Edm.Double': '1.5',
  'Edm.Date': '2026-11-20',
  'Edm.DateTimeOffset': '2026-11-20T00:00:00Z',
  'Edm.Duration': 'PT1H30M',
  'Edm.Boolean': 'True',
};

const normalised = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]/g, '');

function propertyOf({ properties }: EntityType, title: string): readonly [string, Property] | undefined {
  const wanted = normalised(title);
  return Object.entries(properties).find(([name, { csvColumn = name, csvAliases = [] }]) =>
    [csvColumn, name, ...csvAliases].some((known) => normalised(known) === wanted),
  );
}

function fieldOf(type: EntityType, title: string): string {
  const [name, property] = propertyOf(type, title) ?? [];
  if (property === undefined) return '';
  if (name === type.reportFunction?.period) return '7';
  if (name === type.reportFunction?.refreshDate) return '2026-11-26';
  if (property.collection === true) return 'OFFICE 365 E5+ENTERPRISE MOBILITY + SECURITY E5';
  return property.isYesNo === true ? 'Yes' : fields[property.type];
}

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

/** The report function of a type in CSV, with the first argument it takes. */
async function reportOf({ reportFunction: called }: EntityType): Promise<string> {
  const argument = called?.parameters.includes('period') === true ? "(period='D7')" : '';
  const address = `/v1.0/${called?.root ?? ''}/${called?.name ?? ''}${argument}`;
  const response = await app.fetch(address, { headers: { Accept: 'text/csv' } });
  const text = Buffer.from(await response.arrayBuffer()).toString();
  expect([address, response.status]).toEqual([address, 200]);
  return text;
}

/** Imports a file with its rows and compares what the report function gives with it. */
async function expectSame(type: EntityType, text: string): Promise<void> {
  const { counts, failures, warnings } = await importInto(app, `${type.name}.csv`, text);
  const [header = [], ...rows] = read(text);
  expect([failures, counts.created + counts.updated]).toEqual([[], rows.length]);
  expect(warnings.filter((warning) => !warning.startsWith('Names are concealed'))).toEqual([]);
  const [names = [], ...found] = read(await reportOf(type));
  const newest = (documentedCsv[type.name] ?? '').split(',');
  expect(names.slice(0, newest.length)).toEqual(newest);
  const byName = found.map((row) => new Map(names.map((name, at) => [propertyOf(type, name)?.[0], row[at]])));
  const same = rows.map((_row, at) =>
    header.map((title) => (title.trim() === '' ? '' : byName[at]?.get(propertyOf(type, title)?.[0]))),
  );
  expect(same).toEqual(rows);
  expect(found.length).toBe(rows.length);
  await forget(type);
}

async function forget({ name }: EntityType): Promise<void> {
  const response = await app.fetch(`/v1.0/${name}?$select=id`, {
    headers: { Accept: 'application/json;odata.metadata=none' },
  });
  const { value } = (await response.json()) as { readonly value: readonly { readonly id: string }[] };
  for (const { id } of value) {
    expect((await app.fetch(`/v1.0/${name}('${encodeURIComponent(id)}')`, { method: 'DELETE' })).status).toBe(204);
  }
}

const generations = reports.flatMap((type) =>
  [documentedCsv[type.name] ?? '', ...(type.otherHeaders ?? []).map(({ line }) => line)].map(
    (header) => [type.name, header, type] as const,
  ),
);

test('there are 134 header lines', () => {
  expect(generations.length).toBe(134);
});

test.each(generations)('%s: %s', async (_name, header, type) => {
  const row = header.split(',').map((title) => fieldOf(type, title));
  await expectSame(type, `\ufeff${header}\r\n${row.join(',')}\r\n`);
});

/** Sample files of real calls where they are to be had; none are in this project. */
const samples = process.env['REPORT_SAMPLES'] ?? path.join(projectPaths.root, '../shared/cases/report-samples.json');

interface Samples {
  readonly reports: Readonly<Record<string, { readonly csv?: { readonly text: string } }>>;
}

const given = existsSync(samples) ? Object.entries((JSON.parse(readFileSync(samples, 'utf8')) as Samples).reports) : [];

test(`sample files, ${given.length} of which are beside the project`, async () => {
  for (const [name, { csv }] of given) {
    const type = reports.find((report) => report.name === name);
    if (type === undefined || csv === undefined) throw new Error(`There is no report ${name}`);
    await expectSame(type, csv.text);
  }
});
