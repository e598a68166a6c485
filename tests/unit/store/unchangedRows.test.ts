/** What rows that are there already cost of storage, by how the keys of a request lie among them. */
import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Change } from '../../../shared/store/contract/store.ts';
import { patch } from '../../support/changes.ts';
import { countedStore } from '../../support/countedStore.ts';

const dates = ['a', 'b', 'c', 'd', 'e'];
const ofEach = 1600;
const rowsOf = (date: string, from: number, count: number, step = 1): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${date}_${String(from + at * step).padStart(6, '0')}`);
const keep = (key: string): Change => ({ key, decide: () => ({ kind: 'keep' }) });

/** Changes in an order that is not that of their keys. */
const shuffledKeys = (keys: readonly string[]): readonly string[] =>
  keys
    .map((key, at) => [(at * 7919) % keys.length, key] as const)
    .sort(([a], [b]) => a - b)
    .map(([, key]) => key);

const stage = countedStore(counts);
beforeAll(async () => {
  const keys = dates.flatMap((date) => rowsOf(date, 0, ofEach));
  await stage.fill(keys.map((key) => patch(counts, key, { teams: 1n })));
});

test.each<[string, readonly (readonly string[])[], { readonly get: number; readonly range: number }]>([
  ['a thousand one behind the other', [rowsOf('b', 400, 1000)], { get: 0, range: 1 }],
  ['a hundred', [rowsOf('b', 400, 100)], { get: 0, range: 1 }],
  ['every fourth', [rowsOf('b', 0, 400, 4)], { get: 0, range: 3 }],
  [
    'the end of a date and the beginning of the next',
    [rowsOf('a', 1300, 300), rowsOf('b', 0, 700)],
    { get: 0, range: 1 },
  ],
  [
    'the end of a date and the beginning of one further on',
    [rowsOf('a', 1500, 100), rowsOf('d', 0, 900)],
    { get: 0, range: 2 },
  ],
  ['a few of a date, then a gap', [rowsOf('a', 0, 5), rowsOf('d', 0, 495)], { get: 0, range: 2 }],
  ['a run of each date', dates.map((date) => rowsOf(date, 100, 200)), { get: 0, range: 5 }],
  ['one of a hundred', dates.map((date) => rowsOf(date, 0, 16, 100)), { get: 75, range: 1 }],
  ['one of ten', dates.map((date) => rowsOf(date, 0, 160, 10)), { get: 720, range: 1 }],
])('%s', async (_how, runs, { get, range }) => {
  stage.reset();
  const keys = shuffledKeys(runs.flat());
  const outcomes = await stage.store.commitEach(stage.scope, counts, keys.map(keep));
  expect(outcomes.map((one) => !(one instanceof ODataError) && one.before?.entity.id)).toEqual(keys);
  expect(stage.counts).toEqual({ get, range, transact: 0 });
});

test.each([
  ['a hundred one behind the other', rowsOf('b', 400, 100), { get: 0, range: 1 }],
  ['thirty-two, which take one round', rowsOf('b', 400, 32), { get: 32, range: 0 }],
  ['one of a hundred', dates.flatMap((date) => rowsOf(date, 0, 16, 100)), { get: 75, range: 1 }],
])('all or nothing: %s', async (_how, rows, { get, range }) => {
  stage.reset();
  const keys = shuffledKeys(rows);
  const outcomes = await stage.store.commit(stage.scope, counts, keys.map(keep));
  expect(outcomes.map(({ before }) => before?.entity.id)).toEqual(keys);
  expect(stage.counts).toEqual({ get, range, transact: 0 });
});
