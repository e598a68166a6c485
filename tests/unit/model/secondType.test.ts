import { entityType } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { expectError } from '../../support/expectError.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

/** All it takes to add a type: this declaration, and its place in the list. */
const activityDetail = entityType({
  name: 'activityDetail',
  description: 'The activity of one user.',
  properties: {
    reportRefreshDate: { type: 'Edm.Date', description: 'The latest date of the content.' },
    displayName: { type: 'Edm.String', maxLength: 10, description: 'Name of the user.' },
    isDeleted: { type: 'Edm.Boolean', description: 'Whether the user was deleted.' },
    assignedProducts: { type: 'Edm.String', collection: true, description: 'Products of the user.' },
    storage: { type: 'Edm.Int64', description: 'Bytes in use.' },
  },
  naturalKey: ['reportRefreshDate', 'displayName'],
  indexes: [{ parts: [{ property: 'reportRefreshDate', newestFirst: true }] }, { parts: [{ property: 'isDeleted' }] }],
});

const path = "/v1.0/activityDetail('x')";
const body = {
  reportRefreshDate: '2024-02-29',
  displayName: 'Ada',
  isDeleted: false,
  assignedProducts: ['E5', 'Teams, "x"', ''],
  storage: 5,
};
const nothing = {
  reportRefreshDate: null,
  displayName: null,
  isDeleted: null,
  assignedProducts: [],
  storage: null,
};

let app: StartedApp;
beforeEach(async () => {
  app = await startInProcess({ model: [...model, activityDetail] });
});
afterEach(async () => {
  const failures = await app.takeFailures();
  await app.stop();
  expect(failures).toEqual([]);
});

const send = async (method: string, target: string, content: unknown, headers: Record<string, string> = {}) =>
  await app.fetch(target, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  });

test('create, read, patch, put and delete', async () => {
  const created = await send('POST', '/v1.0/activityDetail', { id: 'x', ...body });
  expect([created.status, created.headers.get('location')]).toEqual([201, `${app.publicUrl}${path}`]);
  const text = await created.text();
  expect(Object.entries(JSON.parse(text) as object).slice(2)).toEqual([['id', 'x'], ...Object.entries(body)]);
  expect(await (await app.fetch(path)).text()).toBe(text);

  const patched = await send('PATCH', path, { isDeleted: true, assignedProducts: [] });
  expect(patched.status).toBe(200);
  expect(await patched.json()).toMatchObject({ ...body, isDeleted: true, assignedProducts: [] });

  const replaced = await send('PUT', path, { displayName: 'Eve' });
  expect(await replaced.json()).toMatchObject({ ...nothing, displayName: 'Eve' });
  expect((await app.fetch(path, { method: 'DELETE' })).status).toBe(204);
  expect((await app.fetch(path)).status).toBe(404);
});

test('the two sets know nothing of each other', async () => {
  await send('PUT', path, body);
  expect((await app.fetch("/v1.0/office365ActiveUserCounts('x')")).status).toBe(404);
});

test('a change of nothing keeps the entity tag, collections included', async () => {
  const created = await send('PUT', path, body);
  const etag = created.headers.get('etag');
  expect((await send('PATCH', path, { assignedProducts: body.assignedProducts })).headers.get('etag')).toBe(etag);
  expect((await send('PATCH', path, { assignedProducts: ['E5'] })).headers.get('etag')).not.toBe(etag);
});

test('full metadata names the type of a collection', async () => {
  await send('PUT', path, body);
  const headers = { Accept: 'application/json;odata.metadata=full' };
  const entity = (await (await app.fetch(path, { headers })).json()) as object;
  expect(entity).toMatchObject({ 'assignedProducts@odata.type': '#Collection(String)' });
  expect(Object.keys(entity)).not.toContain('isDeleted@odata.type');
});

test('properties one by one', async () => {
  await send('PUT', path, body);
  expect(await (await app.fetch(`${path}/isDeleted/$value`)).text()).toBe('false');
  expect(await (await app.fetch(`${path}/assignedProducts`)).json()).toMatchObject({ value: body.assignedProducts });
  expect(await (await app.fetch(`${path}/assignedProducts/$count`)).text()).toBe('3');
  const set = await send('PUT', `${path}/assignedProducts`, { value: ['E3'] });
  expect(await set.json()).toMatchObject({ value: ['E3'] });
  expect((await app.fetch(`${path}/assignedProducts`, { method: 'DELETE' })).status).toBe(204);
  expect(await (await app.fetch(path)).json()).toMatchObject({ assignedProducts: [], isDeleted: false });
  const emptied = await app.fetch(`${path}/assignedProducts`);
  expect([emptied.status, ((await emptied.json()) as { value: unknown }).value]).toEqual([200, []]);
});

test.each([
  ['{"isDeleted":"true"}', 'invalidPropertyValue', 'isDeleted', /null or true or false/],
  ['{"isDeleted":1}', 'invalidPropertyValue', 'isDeleted', /true or false/],
  ['{"assignedProducts":null}', 'invalidPropertyValue', 'assignedProducts', /an array/],
  ['{"assignedProducts":"E5"}', 'invalidPropertyValue', 'assignedProducts', /an array/],
  ['{"assignedProducts":["E5",null]}', 'invalidPropertyValue', 'assignedProducts', /an array/],
  ['{"assignedProducts":["E5",5]}', 'invalidPropertyValue', 'assignedProducts', /each item a string/],
  ['{"displayName":"12345678901"}', 'parameterIsTooLong', 'displayName', /10 .*11/],
  ['{"teams":1}', 'RequestBodyRead', 'teams', /displayName/],
  ['{"@odata.type":"#microsoft.graph.office365ActiveUserCounts"}', 'RequestBodyRead', '@odata.type', /activityDetail/],
] as const)('%s is 400', async (content, code, target, message) => {
  await expectError(await send('PUT', path, content), code, { target, message });
  expect((await app.fetch(path)).status).toBe(404);
});
