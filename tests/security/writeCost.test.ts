/**
 * What one request that writes may cost: bodies, items and batches are charged by what is read of them, and others have their
 * turn meanwhile, as for requests that read.
 */
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Turns } from '../../shared/expression/cost/turns.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

const set = '/v1.0/office365ActiveUserCounts';
const atOnce = 2_000_000;
const json = { 'Content-Type': 'application/json' };

/** Units between looks at the clock, looks, and what the dearest request has spent. */
const seen = { most: 0, spent: 0, looks: 0 };
const turns: Turns = {
  isOver: () => false,
  look(units, spent) {
    seen.looks += 1;
    seen.most = Math.max(seen.most, units);
    seen.spent = Math.max(seen.spent, spent);
    return undefined;
  },
};

let app: StartedApp;

beforeAll(async () => {
  app = await startInProcess({ rows: createMemoryRows(), turns });
});
afterAll(async () => await app.stop());

/** Sends a request; it spends a unit at least for each byte of its body, never too many at once. */
async function send(method: string, path: string, body: string, headers: Readonly<Record<string, string>> = json) {
  Object.assign(seen, { most: 0, spent: 0, looks: 0 });
  const answer = await app.fetch(path, { method, headers, body });
  const text = await answer.text();
  expect(seen.spent).toBeGreaterThanOrEqual(body.length);
  expect(seen.most).toBeLessThanOrEqual(atOnce);
  expect(seen.looks).toBeGreaterThanOrEqual(2 + Math.floor(body.length / 1_500_000));
  expect(await app.takeFailures()).toEqual([]);
  return { status: answer.status, text };
}

const items = (count: number, item: (at: number) => object): string =>
  JSON.stringify({ '@context': '#$delta', value: Array.from({ length: count }, (_each, at) => item(at)) });
const unknown = Object.fromEntries(Array.from({ length: 190 }, (_each, at) => [`teamz${at}`, at]));
const each = { ...json, Prefer: 'continue-on-error,return=minimal' };

test.each<[string, string, string, string, Readonly<Record<string, string>>, number]>([
  [
    'a PATCH of unknown members',
    'PATCH',
    `${set}/a`,
    JSON.stringify({ ...unknown, x: 'a'.repeat(900_000) }),
    json,
    400,
  ],
  ['a PATCH of a long text', 'PATCH', `${set}/a`, JSON.stringify({ reportPeriod: 'a'.repeat(1_000_000) }), json, 400],
  ['a POST of many values', 'POST', set, JSON.stringify({ id: 'a', teams: Array(190_000).fill(1) }), json, 400],
  ['a PUT of blanks', 'PUT', `${set}/a`, `{${' '.repeat(1_000_000)}"teams":1}`, json, 201],
  [
    'many items',
    'PATCH',
    set,
    items(1000, (at) => ({ id: `row${at}`, teams: at, reportDate: '2024-01-01' })),
    each,
    204,
  ],
  ['many items of unknown members', 'PATCH', set, items(900, (at) => ({ id: `row${at}`, ...unknown })), each, 200],
  ['one item of many values', 'PATCH', set, items(1, () => ({ id: 'a', teams: Array(190_000).fill(1) })), each, 200],
  ['items of no kind', 'PATCH', set, items(1000, () => [{}, [], {}]), each, 200],
])('%s makes room for others', async (_what, method, path, body, headers, status) => {
  expect((await send(method, path, body, headers)).status).toBe(status);
});

test('a batch of large bodies makes room for others', async () => {
  const requests = Array.from({ length: 20 }, (_each, at) => ({
    ...{
      id: String(at),
      method: 'PATCH',
      url: set.slice('/v1.0'.length),
      headers: { ...each, 'OData-Version': '4.01' },
    },
    body: JSON.parse(items(900, (item) => ({ id: `part${item}`, teams: item, reportDate: '2024-01-01' }))) as object,
  }));
  const { status, text } = await send('POST', '/v1.0/$batch', JSON.stringify({ requests }));
  expect(status).toBe(200);
  const { responses } = JSON.parse(text) as { responses: { status: number }[] };
  expect(responses.map((one) => one.status)).toEqual(requests.map(() => 204));
});

test('the parts of a batch spend from one account: the last end by what the first have spent', async () => {
  const rows = 20;
  await send(
    'PATCH',
    set,
    items(rows, (at) => ({ id: `row${at}`, teams: at })),
    each,
  );
  const filter = Array(380).fill('length(c) lt 0').join(' or ');
  const url = `${set.slice('/v1.0/'.length)}?$top=${rows}&@a='${'a'.repeat(8000)}'&$compute=concat(@a,@a) as c&$filter=not (${filter})&$select=id`;
  const requests = Array.from({ length: 20 }, (_each, at) => ({
    id: String(at),
    method: 'GET',
    url: url.replaceAll(' ', '%20'),
  }));
  const answers = async (some: typeof requests) => {
    const sent = { method: 'POST', headers: json, body: JSON.stringify({ requests: some }) };
    const { responses } = (await (await app.fetch('/v1.0/$batch', sent)).json()) as {
      readonly responses: { readonly status: number; readonly body: { readonly value?: unknown[] } }[];
    };
    return responses.map(({ status, body }) => [status, body.value?.length]);
  };
  expect(await answers(requests.slice(0, 1))).toEqual([[200, rows]]);
  const all = await answers(requests);
  expect(all[0]).toEqual([200, rows]);
  // A page ends behind one row at least, or is refused where nothing is left for one.
  const short = all.filter(([status, length]) => status === 400 || Number(length) < rows);
  expect(short.length).toBeGreaterThan(2);
  expect(seen.spent).toBeLessThanOrEqual(2_000_000_000);
});

test.each([
  ['parts', '--b\r\nContent-Type: application/http\r\n\r\nGET /x\r\n'],
  ['change sets', '--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n\r\n--c--\r\n'],
  ['delimiters', '--b\r\n'],
])('a batch of far too many %s is refused before they are read', async (_what, part) => {
  const headers = { 'Content-Type': 'multipart/mixed; boundary=b' };
  const answer = await app.fetch('/v1.0/$batch', { method: 'POST', headers, body: `${part.repeat(50_000)}--b--` });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('at most 100 are allowed');
});

describe('a condition that names a long answer thousands of times', () => {
  const page = `${set.slice('/v1.0'.length)}?$top=1000`;
  const batch = (condition: string): string =>
    JSON.stringify({
      requests: [
        { id: '1', method: 'GET', url: page },
        { id: '2', method: 'PATCH', url: `${set.slice('/v1.0'.length)}/written`, headers: json, body: { teams: 7 } },
        { id: '3', method: 'GET', url: page, dependsOn: ['1'], if: condition },
        { id: '4', method: 'GET', url: `${set.slice('/v1.0'.length)}/written` },
      ],
    });

  test.each([
    ['in a row', '$1'.repeat(4096), 400],
    ['side by side', Array(4096).fill('$1').join(' '), 400],
    ['compared', Array(1000).fill('$1 eq $1').join(' or '), 400],
    ['in texts', Array(40).fill("contains($1,'b')").join(' or '), 424],
    ['in one text', `contains($1,${'concat('.repeat(40)}$1${",'a')".repeat(40)})`, 424],
    ['by a path', Array(1000).fill('$1/value/x eq null').join(' and '), 400],
    ['as it was sent', '"$1"'.repeat(2000), 400],
  ])('%s fails its own request, and no other', async (_what, condition, refused) => {
    const { status, text } = await send('POST', '/v1.0/$batch', batch(condition));
    expect(status).toBe(200);
    const { responses } = JSON.parse(text) as {
      responses: { id: string; status: number; body?: { teams?: number } }[];
    };
    const of = (id: string) => responses.find((one) => one.id === id);
    expect([of('1')?.status, of('4')?.status, of('4')?.body?.teams]).toEqual([200, 200, 7]);
    expect([200, 201]).toContain(of('2')?.status);
    expect(of('3')?.status).toBe(refused);
    expect(text.length).toBeLessThan(17 * 1024 * 1024);
  });
});
