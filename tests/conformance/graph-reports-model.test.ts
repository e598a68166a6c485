/**
 * Every report type of the model does everything, and has Microsoft Graph's CSV.
 * https://learn.microsoft.com/graph/api/resources/report
 */
import { reports } from '../../shared/model/reports.ts';
import { documentedCsv } from '../support/documentedCsv.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import { sampleEntity } from '../support/sampleEntity.ts';
import type { StartedApp } from '../support/testApp.ts';

type Json = Readonly<Record<string, unknown>>;

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const send = async (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
  await app.fetch(`/v1.0/${path}`, { method, headers: { 'Content-Type': 'application/json', ...headers }, body });
const read = async (path: string, accept = 'application/json'): Promise<string> => {
  const response = await app.fetch(encodeURI(`/v1.0/${path}`), { headers: { Accept: accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${text}`);
  return text;
};
const readValue = async (path: string): Promise<readonly Json[]> =>
  (JSON.parse(await read(path)) as { value: readonly Json[] }).value;

/** The changes at an address, and the address of those after them. */
async function changesOf(path: string): Promise<{ readonly value: readonly Json[]; readonly link: string }> {
  const page = JSON.parse(await read(path)) as { value: readonly Json[]; '@odata.deltaLink': string };
  return { value: page.value, link: page['@odata.deltaLink'].slice(`${app.publicUrl}/v1.0/`.length) };
}

test('there is every usage report of Microsoft Graph', () => {
  expect(reports.map(({ name }) => name).sort()).toEqual(Object.keys(documentedCsv).sort());
  const shapes = reports.map(({ shape }) => shape);
  expect(['series', 'total', 'detail'].map((each) => shapes.filter((shape) => shape === each).length)).toEqual([
    52, 17, 22,
  ]);
});

describe.each(reports.map((type) => [type.name, type] as const))('%s', (name, type) => {
  const { json: sample, conditions } = sampleEntity(type);
  const names = Object.keys(type.properties);
  const reportFunction = type.reportFunction!;
  const path = `${name}('one')`;

  beforeAll(async () => {
    const response = await send('PATCH', path, sample.replace('{', `{"@odata.type":"#microsoft.graph.${name}",`));
    expect(response.status).toBe(201);
    for (const id of ['three', 'two']) expect((await send('PUT', `${name}('${id}')`, sample)).status).toBe(201);
  });

  test('says in words what it is, and what each number measures', () => {
    expect([type.title, type.service]).toEqual([expect.any(String), expect.any(String)]);
    for (const property of Object.values(type.properties)) {
      expect(property.label).toMatch(/\S/);
      expect(property.description).toMatch(/^\p{Lu}.*\.$/u);
      const isNumber = ['Edm.Int64', 'Edm.Double', 'Edm.Duration'].includes(property.type);
      expect([property.label, property.measure !== undefined]).toEqual([property.label, isNumber]);
    }
    const columns = Object.values(type.properties).flatMap(({ csvColumn }) => csvColumn ?? []);
    expect(new Set(columns).size).toBe(columns.length);
    expect(names).toEqual(expect.arrayContaining([...type.naturalKey, reportFunction.refreshDate]));
  });

  test('is created, read, merged, replaced and deleted, and its delta tells', async () => {
    const changes = (await changesOf(`${name}/delta`)).link;
    const text = await read(path);
    expect(text).toContain(sample.slice(1, -1));
    expect((await send('PATCH', path, '{}')).headers.get('etag')).toBe((JSON.parse(text) as Json)['@odata.etag']);
    const other = `${name}('other')`;
    expect((await send('POST', name, sample.replace('{', '{"id":"other",'))).status).toBe(201);
    const replaced = (await (await send('PUT', other, '{}')).json()) as Json;
    expect(names.map((property) => replaced[property])).toEqual(
      names.map((property) => (type.properties[property]?.collection ? [] : null)),
    );
    expect((await app.fetch(`/v1.0/${other}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.fetch(`/v1.0/${other}`)).status).toBe(404);
    const ids = (await changesOf(changes)).value.map(({ id, '@removed': removed }) => [id, removed !== undefined]);
    expect(ids.filter(([id]) => id === 'other')).toEqual([['other', true]]);
  });

  test('is filtered by each property, ordered and paged', async () => {
    expect(Object.keys(conditions)).toEqual(names);
    for (const condition of Object.values(conditions)) {
      expect((await readValue(`${name}?$filter=${condition}&$select=id`)).length).toBe(3);
      expect(await readValue(`${name}?$filter=not (${condition})&$select=id`)).toEqual([]);
    }
    const singles = names.filter((property) => type.properties[property]?.collection !== true).slice(0, 10);
    const ordered = await readValue(`${name}?$orderby=${singles.join(' desc,')} desc&$select=id`);
    expect(ordered.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
    const page = await app.fetch(`/v1.0/${name}?$select=id`, { headers: { Prefer: 'maxpagesize=2' } });
    const { value, '@odata.nextLink': link } = (await page.json()) as { value: Json[]; '@odata.nextLink': string };
    const rest = await readValue(link.slice(`${app.publicUrl}/v1.0/`.length));
    expect([...value, ...rest].map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  });

  test('refuses values of other types and other properties', async () => {
    for (const property of names) {
      const response = await send('PATCH', path, `{"${property}":{}}`);
      await expectError(response, 'invalidPropertyValue', { target: property });
    }
    await expectError(await send('PATCH', path, '{"nothing":1}'), 'RequestBodyRead', { target: 'nothing' });
  });

  test("is served by its report function, in JSON and as CSV with Microsoft Graph's columns", async () => {
    const { name: called, parameters, root } = reportFunction;
    const argument = parameters.includes('period') ? "period='D7'" : '';
    const rows = await readValue(`${root}/${called}(${argument})`);
    // Of a series there is one row for each day, of other reports there are all three.
    expect(rows.length).toBe(type.shape === 'series' ? 1 : 3);
    for (const row of rows) expect(row).toMatchObject(JSON.parse(sample) as Json);
    const [header, row] = (await read(`${root}/${called}(${argument})`, 'text/csv'))
      .replace(/^\ufeff/, '')
      .split('\r\n');
    const separator = type.headerSeparator ?? ',';
    const columns = header?.split(separator) ?? [];
    const documented = (documentedCsv[name] ?? '').split(separator);
    expect(columns.slice(0, documented.length)).toEqual(documented);
    expect(columns.length).toBe(names.length);
    const values = JSON.stringify(row?.split(',').slice(0, documented.length));
    for (const property of Object.values(type.properties)) {
      if (property.isYesNo) expect(values).toContain('"Yes"');
    }
    if (parameters.includes('date')) {
      expect(await readValue(`${root}/${called}(date=2022-01-02)`)).toEqual([]);
      const both = `/v1.0/${root}/${called}(period='D7',date=2022-01-01)`;
      await expectError(await app.fetch(both), 'invalidParameterFormat', { message: /exactly one/ });
    }
  });
});

test('every type is in the metadata with its functions', async () => {
  const xml = await read('$metadata', 'application/xml');
  for (const { name, reportFunction } of reports) {
    expect(xml).toContain(`<EntityType Name="${name}" BaseType="`);
    expect(xml).toContain(`<EntitySet Name="${name}" EntityType="microsoft.graph.${name}"`);
    expect(xml).toContain(`<Function Name="${reportFunction!.name}"`);
  }
});
