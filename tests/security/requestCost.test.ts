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

/** Units between looks at the clock, and what the dearest request has spent. */
const seen = { most: 0, spent: 0 };

const turns: Turns = {
  look(units, spent) {
    seen.most = Math.max(seen.most, units);
    seen.spent = Math.max(seen.spent, spent);
    return new Promise((resolve) => setImmediate(resolve));
  },
};

let app: StartedApp;

beforeAll(async () => {
  app = await startInProcess({ rows: createMemoryRows(), turns });
  for (let at = 0; at < 70; at += 1) {
    const body = JSON.stringify({ reportDate: '2024-01-01', reportPeriod: '7', teams: at });
    const headers = { 'Content-Type': 'application/json' };
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
    get(`@a='${long}'&@n='${'a'.repeat(63)}b'&$filter=${anyOf(150, () => `contains(${both},@n)`)}`),
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
])('%s', async (_name, [path, request], statuses) => {
  seen.most = 0;
  seen.spent = 0;
  const response = await app.fetch(path, request);
  await response.arrayBuffer();
  expect([response.status, await app.takeFailures()]).toEqual([statuses[0], []]);
  expect(seen.most).toBeLessThanOrEqual(atOnce);
  expect(seen.spent).toBeLessThanOrEqual(limit);
});
