// An answer has the headers that are promised or that a client needs, and no others (OData Protocol 4.01, 8.1 and 8.3):
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseHeaders
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { jsonBatches } from '../support/batch.ts';
import { startInProcess } from '../support/inProcess.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';

/** Storage that fails in a way nobody knows. */
const brokenRows: Rows = {
  ...createMemoryRows(),
  partition: () => {
    throw new Error('broken');
  },
};

let app: StartedApp;
let broken: StartedApp;
beforeAll(async () => {
  [app, broken] = await Promise.all([startInProcess(), startInProcess({ rows: brokenRows })]);
});
afterAll(async () => await Promise.all([app.stop(), broken.stop()]));

/** On every answer. */
const always = ['cache-control', 'request-id', 'vary', 'x-content-type-options'];
const odata = [...always, 'odata-version'];
const content = [...odata, 'content-type'];
const error = [...content, 'content-language'];

const call = "/v1.0/reports/getOffice365ActiveUserCounts(period='D7')";

/** The page behind the first of an address. */
async function nextOf(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const api = reports(app);
  await Promise.all([api.store(), api.store()]);
  const first = (await (await app.fetch(path, { headers })).json()) as Readonly<Record<string, string>>;
  return await app.fetch(first['@odata.nextLink']!.replace('https://reports.example', ''));
}

type Api = ReturnType<typeof reports>;
interface Stored {
  readonly id: string;
  readonly etag: string;
}

/** Kinds of answers: a request, the status, and exactly the headers. */
const kinds: readonly (readonly [
  kind: string,
  status: number,
  headers: readonly string[],
  ask: (api: Api, stored: Stored) => Promise<Response>,
])[] = [
  ['an entity', 200, [...content, 'etag'], ({ get }, { id }) => get(id)],
  ['the head of one', 200, [...content, 'etag'], (_, { id }) => app.fetch(pathOf(id), { method: 'HEAD' })],
  ['one that is not modified', 304, [...odata, 'etag'], ({ get }, { id, etag }) => get(id, { 'If-None-Match': etag })],
  ['a property', 200, [...content, 'etag'], (_, { id }) => app.fetch(`${pathOf(id)}/teams`)],
  ['a raw value', 200, [...content, 'etag'], (_, { id }) => app.fetch(`${pathOf(id)}/teams/$value`)],
  ['a page', 200, content, () => app.fetch(`${setPath}?$top=2`)],
  [
    'a page of a size that was asked for',
    200,
    [...content, 'preference-applied'],
    () => app.fetch(setPath, { headers: { Prefer: 'maxpagesize=1' } }),
  ],
  ['a number', 200, content, () => app.fetch(`${setPath}/$count`)],
  ['changes', 200, content, () => app.fetch(`${setPath}/delta`)],
  ['the next page of changes', 200, content, async () => await nextOf(`${setPath}/delta`, { Prefer: 'maxpagesize=1' })],
  ['the next page', 200, content, async () => await nextOf(setPath, { Prefer: 'maxpagesize=1' })],
  ['a function', 200, content, () => app.fetch(`${call}?$format=json`)],
  ['a function in CSV', 200, [...content, 'content-disposition'], () => app.fetch(`${call}?$format=text/csv`)],
  [
    'a page that is compressed',
    200,
    [...content, 'content-encoding'],
    () => app.fetch(`/v1.0/$metadata`, { headers: { 'Accept-Encoding': 'gzip' } }),
  ],
  [
    'a batch',
    200,
    content,
    () => jsonBatches(app).raw(JSON.stringify({ requests: [{ id: '1', method: 'GET', url: 'reports' }] })),
  ],
  ['CSV', 200, [...content, 'content-disposition'], () => app.fetch(`${setPath}?$format=csv`)],
  ['the service document', 200, content, () => app.fetch('/v1.0/')],
  ['metadata', 200, content, () => app.fetch('/v1.0/$metadata')],
  [
    'a new entity',
    201,
    [...content, 'etag', 'location', 'odata-entityid'],
    ({ patch }) => patch(newId(), { teams: 1 }),
  ],
  [
    'a new entity that is not shown',
    204,
    [...odata, 'etag', 'location', 'odata-entityid', 'preference-applied'],
    ({ post }) => post({}, { Prefer: 'return=minimal' }),
  ],
  ['an update', 200, [...content, 'etag'], ({ patch }, { id }) => patch(id, { teams: 2 })],
  [
    'an update that is not shown',
    204,
    [...odata, 'preference-applied'],
    ({ patch }, { id }) => patch(id, { teams: 3 }, { Prefer: 'return=minimal' }),
  ],
  ['a deletion', 204, odata, ({ remove }, { id }) => remove(id)],
  ['the methods', 204, [...odata, 'allow'], (_, { id }) => app.fetch(pathOf(id), { method: 'OPTIONS' })],
  ['bad input', 400, error, ({ patch }, { id }) => patch(id, 'broken')],
  ['nobody', 401, [...error, 'www-authenticate'], ({ get }, { id }) => get(id, { Authorization: undefined })],
  ['nothing', 404, error, ({ get }) => get(newId())],
  ['a method that is not', 405, [...error, 'allow'], () => app.fetch(setPath, { method: 'DELETE' })],
  ['what is not implemented', 501, error, () => app.fetch(`${call}/$ref`)],
  ['a failure that nobody knows', 500, error, () => broken.fetch(setPath)],
  ['a condition that fails', 412, error, ({ patch }, { id }) => patch(id, {}, { 'If-Match': 'W/"stale"' })],
];

test.each(kinds)('%s: %d has these headers and no others', async (_kind, status, headers, ask) => {
  const api = reports(app);
  const answer = await ask(api, await api.store());
  await answer.text();
  expect(answer.status).toBe(status);
  expect([...answer.headers.keys()].sort()).toEqual([...headers].sort());
});

test('parts of a batch have these headers and no others', async () => {
  const { id } = await reports(app).store();
  const at = pathOf(id).replace('/v1.0/', '');
  const asked = [
    [{ id: 'an entity', method: 'GET', url: at }, [...content, 'etag']],
    [{ id: 'a page', method: 'GET', url: 'reports' }, content],
    [
      { id: 'a new entity', method: 'PATCH', url: pathOf(newId()), body: { teams: 1 } },
      [...content, 'etag', 'location', 'odata-entityid'],
    ],
    [
      { id: 'an update', method: 'PATCH', url: at, headers: { Prefer: 'return=minimal' }, body: { teams: 2 } },
      [...odata, 'preference-applied'],
    ],
    [{ id: 'bad input', method: 'PATCH', url: at, body: { teams: 'many' } }, error],
    [{ id: 'a deletion', method: 'DELETE', url: at }, odata],
    [{ id: 'nothing', method: 'GET', url: at }, error],
  ] as const;
  const answers = await jsonBatches(app).send(asked.map(([request]) => request));
  const lower = (names: Readonly<Record<string, string>>): string[] =>
    Object.keys(names).map((name) => name.toLowerCase());
  expect(answers.map(({ id: kind, headers }) => [kind, lower(headers).sort()])).toEqual(
    asked.map(([{ id: kind }, headers]) => [kind, [...headers].sort()]),
  );
});
