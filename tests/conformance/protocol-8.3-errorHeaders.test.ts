// What does not go well has the headers that are promised or that a client needs, and no others (OData Protocol 4.01, 8.3 and 9):
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseHeaders
import { createMemoryRows, type MemoryFault } from '../../shared/store/rows/createMemoryRows.ts';
import { jsonBatches } from '../support/batch.ts';
import { startInProcess } from '../support/inProcess.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';
import { virtualClock } from '../support/virtualClock.ts';

const clock = virtualClock();
const fault: { current: MemoryFault | undefined } = { current: undefined };
let app: StartedApp;
let other: StartedApp;
beforeAll(async () => {
  const startClock = () => ({ ...clock, started: clock.now() });
  const rows = createMemoryRows({ fault: () => fault.current });
  [app, other] = await Promise.all([startInProcess({ rows, startClock }), startInProcess()]);
});
afterAll(async () => await Promise.all([app.stop(), other.stop()]));
afterEach(() => {
  fault.current = undefined;
});

const odata = ['cache-control', 'odata-version', 'request-id', 'vary', 'x-content-type-options'];
const error = [...odata, 'content-language', 'content-type'];

/** An answer of storage that fails, as often as it is asked. */
async function whenStorage(failBefore: MemoryFault['failBefore'], ask: () => Promise<Response>): Promise<Response> {
  fault.current = { failBefore: failBefore! };
  return await ask();
}

/** A link to changes that is of other storage. */
async function foreignLink(): Promise<string> {
  await reports(other).store();
  await reports(app).store();
  const { '@odata.deltaLink': link } = (await (await other.fetch(`${setPath}/delta`)).json()) as Record<string, string>;
  return link!.slice(other.publicUrl.length);
}

const head = { method: 'HEAD' };
const options = { method: 'OPTIONS' };
const anonymous = { Authorization: undefined };
const readerOnly = () => ({ Authorization: `Bearer ${app.sign({ claims: { scp: 'Reports.Read' } })}` });

/** Kinds of answers: the status, exactly the headers, and a request. */
const kinds: readonly (readonly [string, number, readonly string[], () => Promise<Response>])[] = [
  [
    'nobody, asked for the head',
    401,
    [...error, 'www-authenticate'],
    () => app.fetch(setPath, { ...head, headers: anonymous }),
  ],
  [
    'a token that is none',
    401,
    [...error, 'www-authenticate'],
    () => app.fetch(setPath, { headers: { Authorization: 'Bearer x' } }),
  ],
  [
    'another scheme',
    401,
    [...error, 'www-authenticate'],
    () => app.fetch(setPath, { headers: { Authorization: 'Basic eDp5' } }),
  ],
  [
    'a caller who may only read',
    403,
    [...error, 'www-authenticate'],
    () => reports(app).patch(newId(), { teams: 1 }, readerOnly()),
  ],
  ['the head of nothing', 404, error, () => app.fetch(pathOf(newId()), head)],
  ['a set that is not', 404, error, () => app.fetch('/v1.0/nothing')],
  ['what is not below the service', 404, error, () => app.fetch('/nothing')],
  ['a method that metadata has not', 405, [...error, 'allow'], () => app.fetch('/v1.0/$metadata', { method: 'POST' })],
  ['a batch that is read', 405, [...error, 'allow'], () => app.fetch('/v1.0/$batch')],
  ['a format that is not', 406, error, () => app.fetch(setPath, { headers: { Accept: 'text/html' } })],
  ['a key that is taken', 409, error, async () => await reports(app).post({ id: (await reports(app).store()).id })],
  // Where to begin anew, as with Microsoft Graph.
  ['changes of other storage', 410, [...error, 'location'], async () => await app.fetch(await foreignLink())],
  ['isolation', 412, error, () => app.fetch(setPath, { headers: { 'OData-Isolation': 'snapshot' } })],
  ['a body that is too long', 413, error, () => reports(app).patch(newId(), { reportPeriod: 'x'.repeat(1 << 20) })],
  ['a type that is not read', 415, error, () => reports(app).patch(newId(), 'x', { 'Content-Type': 'text/plain' })],
  [
    'a coding that is not read',
    415,
    [...error, 'accept-encoding'],
    () => reports(app).patch(newId(), 'x', { 'Content-Encoding': 'br' }),
  ],
  ['a version that is not spoken', 400, error, () => app.fetch(setPath, { headers: { 'OData-MaxVersion': '3.0' } })],
  ['a batch that is none', 400, error, () => jsonBatches(app).raw('{}')],
  [
    'storage that is busy',
    503,
    [...error, 'retry-after'],
    () => whenStorage({ kind: 'throttled' }, () => app.fetch(setPath)),
  ],
  [
    'storage that is away',
    503,
    [...error, 'retry-after'],
    () => whenStorage({ kind: 'unavailable' }, () => reports(app).patch(newId(), { teams: 1 })),
  ],
  [
    'storage that is late',
    504,
    [...error, 'retry-after'],
    () => whenStorage({ kind: 'timeout' }, () => app.fetch(pathOf('a'), head)),
  ],
  ['the methods of a set', 204, [...odata, 'allow'], () => app.fetch(setPath, options)],
  ['the methods of the service', 204, [...odata, 'allow'], () => app.fetch('/v1.0/', options)],
];

test.each(kinds)('%s: %d has these headers and no others', async (_kind, status, headers, ask) => {
  const answer = await ask();
  await answer.text();
  expect(answer.status).toBe(status);
  expect([...answer.headers.keys()].sort()).toEqual([...headers].sort());
});

test('a page of another origin, and an id of the caller, add one header each, whatever the answer', async () => {
  const own = { Origin: 'https://page.example', 'client-request-id': newId() };
  const more = ['access-control-expose-headers', 'client-request-id'];
  for (const [path, headers] of [
    ['/v1.0/', [...odata, 'content-type']],
    ['/v1.0/nothing', error],
  ] as const) {
    const answer = await app.fetch(path, { headers: own });
    await answer.text();
    expect([...answer.headers.keys()].sort()).toEqual([...headers, ...more].sort());
  }
});

test('parts of a batch that fail have these headers and no others', async () => {
  const requests = [
    { id: '404', method: 'GET', url: pathOf(newId()) },
    { id: '405', method: 'DELETE', url: setPath },
    { id: '406', method: 'GET', url: setPath, headers: { Accept: 'text/html' } },
    { id: '424', method: 'GET', url: pathOf(newId()), dependsOn: ['404'] },
  ];
  const answers = await jsonBatches(app).send(requests, { Prefer: 'continue-on-error' });
  const names = answers.map(({ id, status, headers }) => [
    [id, status],
    Object.keys(headers)
      .map((name) => name.toLowerCase())
      .sort(),
  ]);
  expect(names).toEqual([
    [['404', 404], error.toSorted()],
    [['405', 405], [...error, 'allow'].sort()],
    [['406', 406], error.toSorted()],
    [['424', 424], error.toSorted()],
  ]);
});
