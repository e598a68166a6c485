/**
 * Every report type of the model does everything, and has Microsoft Graph's CSV.
 * https://learn.microsoft.com/graph/api/resources/office365activeusercounts
 */
import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { primitiveTypes } from '../../shared/edm/primitiveTypes.ts';
import { writeJson } from '../../shared/json/writeJson.ts';
import type { JsonValue } from '../../shared/json/jsonValue.ts';
import { indexLayouts } from '../../shared/store/indexKey.ts';
import { model } from '../../shared/model/model.ts';
import { documentedCsv } from '../support/documentedCsv.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

type Json = Readonly<Record<string, unknown>>;

const exampleOf = ({ type, example = '' }: Property): JsonValue => primitiveTypes[type].fromText(example) ?? null;

/** An entity with a value for every property, as JSON values. */
function sampleOf(type: EntityType): Readonly<Record<string, JsonValue>> {
  const values = Object.entries(type.properties).map(([name, property]) => {
    const value = exampleOf(property);
    return [name, property.collection ? [value, 'B'] : value] as const;
  });
  return Object.fromEntries(values);
}

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const send = async (method: string, path: string, body: JsonValue, headers: Record<string, string> = {}) =>
  await app.fetch(`/v1.0/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: writeJson(body),
  });
const read = async (path: string, accept = 'application/json'): Promise<string> => {
  const response = await app.fetch(`/v1.0/${path}`.replaceAll(' ', '%20'), { headers: { Accept: accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${text}`);
  return text;
};
const readValue = async (path: string): Promise<readonly Json[]> =>
  (JSON.parse(await read(path)) as { value: readonly Json[] }).value;

test('the model has the eight types of the Office 365 reports', () => {
  expect(model.map(({ name }) => name)).toEqual(Object.keys(documentedCsv));
});

describe.each(model.map((type) => [type.name, type] as const))('%s', (name, type) => {
  const sample = sampleOf(type);
  const names = Object.keys(type.properties);
  const { reportFunction } = type;
  const path = `${name}('one')`;

  beforeAll(async () => {
    const response = await send('PATCH', path, { '@odata.type': `#microsoft.graph.${name}`, ...sample });
    expect(response.status).toBe(201);
    for (const id of ['three', 'two']) expect((await send('PUT', `${name}('${id}')`, sample)).status).toBe(201);
  });

  test('declares examples, distinct columns, and keys, indexes and orders of its own properties', () => {
    expect(Object.values(sample)).not.toContain(null);
    const columns = Object.values(type.properties).flatMap(({ csvColumn }) => csvColumn ?? []);
    expect(new Set(columns).size).toBe(columns.length);
    const { refreshDate, newestFirst, period } = reportFunction!;
    const dates = names.filter((property) => type.properties[property]?.type === 'Edm.Date');
    expect(dates).toEqual(expect.arrayContaining([refreshDate, ...(newestFirst ? [newestFirst] : [])]));
    const indexed = indexLayouts(type).flatMap(({ parts }) => parts.map(({ property }) => property));
    expect(names).toEqual(expect.arrayContaining([...type.naturalKey, ...indexed, ...(period ? [period] : [])]));
  });

  test('is created, read, merged, replaced and deleted', async () => {
    const text = await read(path);
    expect(text).toContain(writeJson(sample).slice(1, -1));
    expect((await send('PATCH', path, {})).headers.get('etag')).toBe((JSON.parse(text) as Json)['@odata.etag']);
    const other = `${name}('other')`;
    expect((await send('POST', name, { id: 'other', ...sample })).status).toBe(201);
    const replaced = (await (await send('PUT', other, {})).json()) as Json;
    expect(names.map((property) => replaced[property])).toEqual(
      names.map((property) => (type.properties[property]?.collection ? [] : null)),
    );
    expect((await app.fetch(`/v1.0/${other}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.fetch(`/v1.0/${other}`)).status).toBe(404);
  });

  test('is filtered, ordered and paged', async () => {
    for (const property of names) {
      const declared = type.properties[property]!;
      const literal = primitiveTypes[declared.type].toUrlLiteral(
        primitiveTypes[declared.type].fromText(declared.example ?? '')!,
      );
      const condition = declared.collection ? `${property}/any(x:x eq ${literal})` : `${property} eq ${literal}`;
      expect((await readValue(`${name}?$filter=${condition}&$select=id`)).length).toBe(3);
      expect(await readValue(`${name}?$filter=not (${condition})`)).toEqual([]);
      if (declared.collection) continue;
      const ordered = await readValue(`${name}?$orderby=${property} desc&$select=id`);
      expect(ordered.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
    }
    const page = await app.fetch(`/v1.0/${name}?$select=id`, { headers: { Prefer: 'maxpagesize=2' } });
    const { value, '@odata.nextLink': link } = (await page.json()) as { value: Json[]; '@odata.nextLink': string };
    const rest = await readValue(link.slice(`${app.publicUrl}/v1.0/`.length));
    expect([...value, ...rest].map(({ id }) => id)).toEqual(['one', 'three', 'two']);
    expect(await read(`${name}/$count`, 'text/plain')).toBe('3');
  });

  test('has its properties one by one', async () => {
    for (const property of names) {
      expect((JSON.parse(await read(`${path}/${property}`)) as Json)['value']).toEqual(
        (JSON.parse(writeJson(sample)) as Json)[property],
      );
      if (type.properties[property]?.collection) continue;
      expect(await read(`${path}/${property}/$value`, 'text/plain')).toBe(type.properties[property]?.example);
      expect((await app.fetch(`/v1.0/${name}('two')/${property}`, { method: 'DELETE' })).status).toBe(204);
      expect((await app.fetch(`/v1.0/${name}('two')/${property}`)).status).toBe(204);
    }
    expect((await send('PUT', `${name}('two')`, sample)).status).toBe(200);
  });

  test('refuses values of other types and other properties', async () => {
    for (const property of names) {
      const response = await send('PATCH', path, { [property]: {} });
      await expectError(response, 'invalidPropertyValue', { target: property });
    }
    await expectError(await send('PATCH', path, { nothing: 1n }), 'RequestBodyRead', { target: 'nothing' });
    const asText = { 'Content-Type': 'application/json;IEEE754Compatible=true' };
    const numbers = names.filter((property) => type.properties[property]?.type === 'Edm.Int64');
    for (const property of numbers) {
      expect((await send('PATCH', path, { [property]: '9223372036854775807' }, asText)).status).toBe(200);
      await expectError(await send('PATCH', path, { [property]: 2n ** 63n }), 'invalidPropertyValue', {});
    }
    expect((await send('PATCH', path, sample)).status).toBe(200);
  });

  test("is served by its report function, as CSV with Microsoft Graph's columns", async () => {
    const { name: called, parameters, refreshDate, period, newestFirst } = reportFunction!;
    const earlier = { ...sample, [refreshDate]: '2022-01-01' };
    expect((await send('PUT', `${name}('earlier')`, earlier)).status).toBe(201);
    for (const parameter of parameters) {
      const argument = parameter === 'date' ? type.properties[refreshDate]?.example : "'D7'";
      const call = `reports/${called}(${parameter}=${argument ?? ''})`;
      expect((await readValue(call)).map(({ id }) => id)).toEqual(['one', 'three', 'two']);
      const [header, row, ...rest] = (await read(call, 'text/csv')).split('\r\n');
      const further = names.filter((property) => type.properties[property]?.csvColumn === undefined);
      expect([header, rest.length]).toEqual([[documentedCsv[name], ...further].join(','), 3]);
      for (const property of further) expect(row?.split(',')).toContain(type.properties[property]?.example);
      expect(row?.split(',').length).toBe(header?.split(',').length);
    }
    const others = await readValue(`reports/${called}(period='D30')`);
    expect(others.length).toBe(period === undefined ? 3 : 0);
    if (parameters.includes('date')) {
      expect(await readValue(`reports/${called}(date=2022-01-01)`)).toHaveLength(1);
      expect(await readValue(`reports/${called}(date=2022-01-02)`)).toEqual([]);
      await expectError(await app.fetch(`/v1.0/reports/${called}(date=2022-02-30)`), 'invalidParameterFormat', {});
      const both = `/v1.0/reports/${called}(period='D7',date=2022-01-01)`;
      await expectError(await app.fetch(both), 'invalidParameterFormat', { message: /exactly one/ });
    }
    if (newestFirst !== undefined) {
      await send('PATCH', `${name}('two')`, { [newestFirst]: '2023-01-01' });
      expect((await readValue(`reports/${called}(period='D7')`)).map(({ id }) => id)).toEqual(['two', 'one', 'three']);
    }
  });

  test('is in the metadata with its functions', async () => {
    const xml = await read('$metadata', 'application/xml');
    expect(xml).toContain(`<EntityType Name="${name}" BaseType="graph.entity">`);
    expect(xml).toContain(`<EntitySet Name="${name}" EntityType="graph.${name}"`);
    const overloads = xml.split(`<Function Name="${reportFunction!.name}"`).length - 1;
    expect(overloads).toBe(reportFunction!.parameters.length);
    expect(xml).toContain(`<ReturnType Type="Collection(graph.${name})" Nullable="false"/>`);
  });
});
