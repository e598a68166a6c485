/**
 * What one request may cost: requests of a few kilobytes that made the process work for seconds or end. Each is answered,
 * and between two looks at the clock it spends no more units than it may.
 */
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Turns } from '../../shared/expression/cost/turns.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp, TestRequest } from '../support/testApp.ts';

const set = '/v1.0/office365ActiveUserCounts';
const atOnce = 2_000_000;
const limit = 2_000_000_000;

/** What each of them costs is far over what may be spent at once, whatever the number of rows. */
const rows = 20;

/** Units between looks at the clock, and what the dearest request has spent. */
const seen = { most: 0, spent: 0, looks: 0 };

const turns: Turns = {
  isOver: () => false,
  look(units, spent) {
    seen.looks += 1;
    seen.most = Math.max(seen.most, units);
    seen.spent = Math.max(seen.spent, spent);
    return new Promise((resolve) => setImmediate(resolve));
  },
};

let app: StartedApp;

beforeAll(async () => {
  app = await startInProcess({ rows: createMemoryRows(), turns });
  const headers = { 'Content-Type': 'application/json' };
  for (let at = 0; at < rows; at += 1) {
    const body = JSON.stringify({ reportDate: '2024-01-01', reportPeriod: '7', teams: at });
    await app.fetch(`${set}/row${at}`, { method: 'PATCH', headers, body });
  }
});

afterAll(async () => await app.stop());

const long = 'a'.repeat(8000);
const both = 'concat(@a,concat(@a,id))';

function columns(count: number, expression: (at: number) => string): string {
  return Array.from({ length: count }, (_each, at) => `${expression(at)} as c${at}`).join(',');
}

function anyOf(count: number, condition: (at: number) => string): string {
  return Array.from({ length: count }, (_each, at) => condition(at)).join(' or ');
}

const get = (query: string, method = 'GET'): [string, TestRequest] => [
  `${set}?${query.replaceAll(' ', '%20')}`,
  { method },
];

test.each<[string, readonly [string, TestRequest], readonly [number]]>([
  ['long texts made of one another, HEAD', get(`@a='${long}'&$compute=${columns(100, () => both)}`, 'HEAD'), [400]],
  ['long texts made of one another', get(`@a='${long}'&$compute=${columns(60, () => both)}`), [200]],
  [
    'long needles in long texts',
    get(`@a='${long}'&@n='${'a'.repeat(4000)}b${'a'.repeat(3990)}'&$filter=${anyOf(60, () => `contains(${both},@n)`)}`),
    [200],
  ],
  [
    'needles that are just short enough for the engine',
    get(`@a='${long}'&@n='${'a'.repeat(63)}b'&$filter=${anyOf(40, () => `contains(${both},@n)`)}`),
    [200],
  ],
  [
    'decimals of 8,000 digits',
    get(`@d='${'1'.repeat(8000)}'&$filter=${anyOf(90, () => 'cast(concat(@d,id),Edm.Decimal) eq 1')}`),
    [200],
  ],
  [
    'letters mapped to and fro',
    get(`@a='${long}'&$filter=${anyOf(80, () => `tolower(toupper(${both})) eq 'b'`)}`),
    [200],
  ],
  [
    'constants',
    get(`@a='${long}'&@n='${'a'.repeat(63)}b'&$filter=${anyOf(90, () => 'contains(concat(@a,@a),@n)')}`),
    [400],
  ],
  ['a search for 900 terms', get(`$search=${anyOf(900, (at) => `t${at}`).replaceAll(' or ', ' OR ')}`), [200]],
  [
    'groups of long texts',
    get(`@a='${long}'&$apply=compute(${both} as c)/groupby((c),aggregate(c with max as m))`),
    [200],
  ],
  [
    'sorting by long texts',
    get(`@a='${long}'&$orderby=${Array.from({ length: 20 }, () => `tolower(${both})`).join(',')}`),
    [200],
  ],
  [
    'aggregates of long texts',
    get(
      `@a='${long}'&$apply=compute(${both} as c)/aggregate(${Array.from({ length: 400 }, (_each, at) => `c with max as m${at}`).join(',')})`,
    ),
    [400],
  ],
  [
    'different values of long texts',
    get(
      `@a='${long}'&$apply=compute(${both} as c)/aggregate(${Array.from({ length: 300 }, (_each, at) => `c with countdistinct as m${at}`).join(',')})`,
    ),
    [400],
  ],
  [
    'long texts that are made step by step behind groups',
    get(
      `@a='${long}'&$apply=groupby((id))/${Array.from({ length: 70 }, (_each, at) => `compute(${both} as c${at})`).join('/')}`,
    ),
    [400],
  ],
  [
    'groups by the same long texts again and again',
    get(
      `@a='${long}'&$apply=compute(${columns(60, () => both)})/groupby((${Array.from({ length: 800 }, (_each, at) => `c${at % 60}`).join(',')}))`,
    ),
    [400],
  ],
  [
    'long texts compared with one another',
    get(`@a='${long}'&$compute=${both} as c0,concat(@a,concat(@a,'b')) as c1&$filter=${anyOf(400, () => 'c0 lt c1')}`),
    [200],
  ],
  [
    'long constants compared with one another',
    get(`@a='${long}'&@b='${long}b'&$filter=${anyOf(400, () => '@b lt @a')}`),
    [400],
  ],
  [
    'controls, six characters each',
    get(`@a='${'%01'.repeat(16_000)}'&$compute=${columns(60, () => 'concat(@a,id)')}&$top=1`),
    [200],
  ],
  [
    'quotes in a file',
    get(`@a='${"''".repeat(16_000)}'&$compute=${columns(60, () => 'concat(@a,id)')}&$top=1&$format=csv`),
    [200],
  ],
  [
    'an order by many long columns',
    get(
      `@a='${long}'&$compute=${columns(20, () => both)}&$orderby=${Array.from({ length: 20 }, (_each, at) => `c${at} desc`).join(',')}`,
    ),
    [200],
  ],
  [
    'decimals of 16,000 digits, ten of them',
    get(`@d='${'1'.repeat(8000)}'&$compute=${columns(10, () => 'cast(concat(@d,@d),Edm.Decimal)')}`),
    [200],
  ],
])('%s', async (_name, [path, request], statuses) => {
  expect(await cost(path, request)).toEqual([statuses[0], []]);
});

/** Sends a request and looks at what it spent, at once and in all. */
async function cost(
  path: string,
  request: TestRequest,
): Promise<readonly [status: number, failures: readonly string[]]> {
  seen.most = 0;
  seen.spent = 0;
  seen.looks = 0;
  const response = await app.fetch(path, request);
  await response.arrayBuffer();
  expect(seen.most).toBeLessThanOrEqual(atOnce);
  expect(seen.spent).toBeLessThanOrEqual(limit);
  return [response.status, await app.takeFailures()];
}

test('computed texts of a row have 1 Mi characters at most', async () => {
  const most = columns(64, () => 'concat(@a,@a)');
  const ask = async (more: string): Promise<number> =>
    (await app.fetch(`${set}/row1?@a='${'a'.repeat(8192)}'&$compute=${most}${more}`.replaceAll(' ', '%20'))).status;
  expect([await ask(''), await ask(`,tolower('A') as more`)]).toEqual([200, 400]);
});

const dear = anyOf(60, () => `contains(${both},@n)`);
const aliases = `@a='${long}'&@n='${'a'.repeat(4000)}b${'a'.repeat(3990)}'`;

test.each<[string, string, string, number]>([
  ['one entity with long texts', 'row1', `@a='${long}'&$compute=${columns(40, () => both)}`, 200],
  ['one entity with long needles', 'row1', `${aliases}&$compute=${columns(60, () => `contains(${both},@n)`)}`, 200],
  ['one entity as long as it passes', `$filter(@f)/row1`, `${aliases}&@f=${dear}`, 404],
  ['all rows, of which most are passed over', '', `$orderby=reportDate,teams&$skip=600000`, 200],
  ['the largest page', '', `@a='${long}'&$compute=${columns(50, () => both)}`, 200],
  ['the largest page as CSV', '', `@a='${long}'&$compute=${columns(50, () => both)}&$format=csv`, 200],
  ['a count of what is dear', '$count', `${aliases}&$filter=${dear}`, 200],
])('%s makes room for others', async (_name, path, query, status) => {
  const target = `${set}${path === '' ? '' : `/${path}`}?${query.replaceAll(' ', '%20')}`;
  expect(await cost(target, {})).toEqual([status, []]);
});

test('the characters of a CSV file are charged', async () => {
  const copies = Array.from({ length: 3 }, (_each, at) => `@a as c${at}`).join(',');
  await cost(`${set}?@a='${long}'&$compute=${copies.replaceAll(' ', '%20')}&$format=csv`, {});
  // What the last row costs is charged behind the last look.
  expect(seen.spent).toBeGreaterThanOrEqual((rows - 1) * 3 * long.length);
});

test('a page of changes makes room for others', async () => {
  const query = `${aliases}&$filter=${dear}`.replaceAll(' ', '%20');
  const tracked = await app.fetch(`${set}/$query`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Prefer: 'track-changes' },
    body: query,
  });
  const { '@odata.deltaLink': link = '' } = (await tracked.json()) as Record<string, string>;
  expect(await cost(link.slice(app.publicUrl.length), {})).toEqual([200, []]);
  expect(seen.looks).toBeGreaterThan(10);
});

test('conditions of a batch make room for others', async () => {
  const url = set.slice('/v1.0/'.length);
  const requests = [
    { id: '1', method: 'GET', url: `${url}?$top=${rows}` },
    ...Array.from({ length: 90 }, (_each, at) => ({
      id: String(at + 2),
      dependsOn: ['1'],
      if: anyOf(40, () => "contains($1,'b')"),
      method: 'GET',
      url: `${url}/row1`,
    })),
  ];
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ requests });
  expect((await cost('/v1.0/$batch', { method: 'POST', headers, body }))[0]).toBeLessThan(500);
});

test('twelve counts of the singleton make room for others', async () => {
  const counted = Array.from({ length: 12 }, (_each, at) => `office365ActiveUserCounts/$count($filter=teams gt ${at})`);
  const query = `$compute=${counted.map((count, at) => `${count} as c${at}`).join(',')}&$select=${counted.map((_count, at) => `c${at}`).join(',')}`;
  expect(await cost(`/v1.0/reports?${query.replaceAll(' ', '%20')}`, {})).toEqual([200, []]);
});
