import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { maxComparisons, type RowFilter } from '../../../shared/store/rows/rowFilter.ts';
import { mostRequests, walkBudget } from '../../../shared/store/walk/walkBudget.ts';
import type { NewRow, Partition, RangeQuery, RowOperation, Rows } from '../../../shared/store/rows/rows.ts';
import { scanRows } from '../../../shared/store/rows/scanRows.ts';
import type { StorageScope } from '../../../shared/store/contract/store.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';

const open = () => createMemoryRows().partition(storageScope(), 'table');
const upsert = (rowKey: string, properties: NewRow['properties'] = {}): RowOperation => ({
  kind: 'upsert',
  row: { rowKey, properties },
});
const compare: RowFilter = { kind: 'compare', property: 'n', operator: 'eq', value: 1n };
const manyNames = Object.fromEntries(Array.from({ length: 253 }, (_, index) => [`p${index}`, true]));
const long = (units: number) => 'x'.repeat(units);
const eighty = (s: string) => Array.from({ length: 80 }, (_, index) => upsert(`r${index}`, { s }));

/** What the table service refuses and Azurite partly takes. */
const refusedTransactions: readonly (readonly [string, string, readonly RowOperation[]])[] = [
  ['no operation', 'rejected', []],
  ['101 operations', 'rejected', Array.from({ length: 101 }, (_, index) => upsert(`r${index}`))],
  ['one row twice', 'rejected', [upsert('a'), { kind: 'delete', rowKey: 'a' }]],
  ['a slash in a key', 'rejected', [upsert('a/b')]],
  ['a control in a key', 'rejected', [upsert('a\u0085')]],
  ['a lone surrogate in a key', 'rejected', [upsert('a\ud800')]],
  ['a key of 513 units', 'rejected', [upsert(long(513))]],
  ['253 properties', 'rejected', [upsert('a', manyNames)]],
  ['a name with a dash', 'rejected', [upsert('a', { 'a-b': true })]],
  ['a system name', 'rejected', [upsert('a', { Timestamp: 'x' })]],
  ['2^63', 'rejected', [upsert('a', { n: 2n ** 63n })]],
  ['a string of 64 KiB', 'tooLarge', [upsert('a', { s: long(32_768) })]],
  [
    'a row over 1 MiB',
    'tooLarge',
    [upsert('a', Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`p${i}`, long(32_000)])))],
  ],
  // What takes two bytes in a row takes three in JSON, and a control character six.
  ['more than 4 MiB as it is sent', 'tooLarge', eighty('\u754c'.repeat(20_000))],
  ['more than 4 MiB of escapes', 'tooLarge', eighty('\u0001'.repeat(10_000))],
];

const refusedRanges: readonly (readonly [string, Partial<RangeQuery>])[] = [
  ['page size 0', { pageSize: 0 }],
  ['page size 1001', { pageSize: 1001 }],
  ['16 comparisons', { filter: { kind: 'or', terms: Array.from({ length: maxComparisons + 1 }, () => compare) } }],
  ['an empty filter', { filter: { kind: 'and', terms: [] } }],
  ['an empty select', { select: [] }],
];

describe('rows in memory', () => {
  it.each(refusedTransactions)('refuse %s', async (_what, kind, operations) => {
    expect(await open().transact(operations)).toMatchObject({ ok: false, failure: { kind } });
  });

  it('take rows of more than 4 MiB that are sent in less', async () => {
    expect(await open().transact(eighty(long(32_000)))).toMatchObject({ ok: true });
  });

  it.each(refusedRanges)('refuse %s', async (_what, query) => {
    const outcome = await open().range({ from: 'a', to: 'b', ...query });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
  });

  it('match no filter without a value of its type', async () => {
    const partition = open();
    await partition.transact([upsert('a', { n: '1' }), upsert('b'), upsert('c', { n: 1n })]);
    for (const operator of ['eq', 'le', 'ge'] as const) {
      const found = await partition.range({ from: 'a', to: 'z', filter: { ...compare, operator } });
      expect(found.ok && found.value.rows.map((row) => row.rowKey)).toEqual(['c']);
    }
  });

  it('do what the fault hook says', async () => {
    const faults = [
      { failBefore: { kind: 'throttled', retryAfter: 3 } },
      { failAfter: { kind: 'unavailable' } },
      { failThenApply: { failure: { kind: 'timeout' }, after: 5 } },
    ] as const;
    let turn = 0;
    const rows = createMemoryRows({
      fault: ({ operation }) => (operation === 'transact' ? faults[turn++] : undefined),
    });
    const partition = rows.partition(storageScope(), 'table');
    const has = async (rowKey: string) => {
      const outcome = await partition.get(rowKey);
      return outcome.ok && outcome.value.row !== undefined;
    };
    expect(await partition.transact([upsert('a')])).toEqual({ ok: false, failure: faults[0].failBefore });
    expect(await has('a')).toBe(false);
    expect(await partition.transact([upsert('b')])).toEqual({ ok: false, failure: faults[1].failAfter });
    expect(await has('b')).toBe(true);
    expect(await partition.transact([upsert('c')])).toEqual({ ok: false, failure: faults[2].failThenApply.failure });
    expect(await has('c')).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await has('c')).toBe(true);
  });

  it('end pages early on demand, and go on where they ended', async () => {
    let size = 0;
    const rows = createMemoryRows({ fault: () => ({ endPageAfter: size++ % 3 }) });
    const partition = rows.partition(storageScope(), 'table');
    await partition.transact(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => upsert(key)));
    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await partition.range({ from: 'b', to: 'g', ...(continuation !== undefined && { continuation }) });
      if (!page.ok) throw new Error(page.failure.kind);
      seen.push(...page.value.rows.map((row) => row.rowKey));
      continuation = page.value.continuation;
    } while (continuation !== undefined);
    expect(seen).toEqual(['b', 'c', 'd', 'e', 'f']);
  });

  it('stop waiting at the deadline', async () => {
    const rows = createMemoryRows({ fault: () => ({ delay: 60_000 }) });
    const outcome = await rows.partition(storageScope({ milliseconds: 20 }), 'table').get('a');
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
  });
});

describe('answers of rows in memory', () => {
  const all = { from: 'a', to: 'z' };
  const fill = async (rows: Rows, count: number, scope = storageScope()) => {
    const partition = rows.partition(scope, 'table');
    const keys = Array.from({ length: count }, (_, index) => `k${String(index).padStart(5, '0')}`);
    for (let start = 0; start < count; start += 100) {
      await partition.transact(keys.slice(start, start + 100).map((key, at) => upsert(key, { n: BigInt(start + at) })));
    }
    return { partition, keys, scope };
  };
  const readAll = async (partition: Partition, scope: StorageScope, query: RangeQuery) => {
    const sizes: number[] = [];
    const found: string[] = [];
    for await (const { rows } of scanRows(partition, scope, query)) {
      sizes.push(rows.length);
      found.push(...rows.map((row) => row.rowKey));
    }
    return { sizes, found };
  };

  it('end after 1,000 rows walked, found or not, and count them', async () => {
    const { partition, scope } = await fill(createMemoryRows(), 2500);
    const filter: RowFilter = { kind: 'compare', property: 'n', operator: 'ge', value: 2400n };
    const { sizes } = await readAll(partition, scope, { ...all, filter });
    expect(sizes).toEqual([0, 0, 100]);
    expect(scope.usage.walked).toBe(2500);
  });

  it.each([1, 2, 3, 4])('end after as many rows as are drawn, and get to the end (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const drawn: number[] = [];
    const walk = () => {
      drawn.push(Math.floor(random() ** 3 * 1001));
      return drawn.at(-1) ?? 0;
    };
    const { partition, keys, scope } = await fill(createMemoryRows({ walk }), 3000);
    const { found, sizes } = await readAll(partition, scope, all);
    expect(found).toEqual(keys);
    expect(sizes).toHaveLength(drawn.length);
    expect(new Set(sizes).size).toBeGreaterThan(3);
  });

  it('get on by at least one row, even when none is drawn', async () => {
    const { partition, keys, scope } = await fill(createMemoryRows({ walk: () => 0 }), 5);
    const { found, sizes } = await readAll(partition, scope, all);
    expect(found).toEqual(keys);
    expect(sizes).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('take the time they are told by the clock of the scope, and no more than one try has', async () => {
    const clock = virtualClock();
    let seconds = 5;
    const rows = createMemoryRows({ now: clock.now, answerTime: () => seconds * 1000 });
    const scope = storageScope({ clock });
    const partition = rows.partition(scope, 'table');
    expect(await partition.get('a')).toMatchObject({ ok: true, value: { answered: clock.started + 5000 } });
    seconds = 7;
    expect(await partition.get('a')).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
    expect(clock.now()).toBe(clock.started + 11_000);
    expect(walkBudget(scope, mostRequests).isSpent()).toBe(false);
    clock.pass(12_001);
    expect(walkBudget(scope, mostRequests).isSpent()).toBe(true);
    seconds = 5;
    expect(await partition.get('a')).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
    expect(clock.now()).toBe(clock.started + 25_000);
  });

  it('get nowhere on demand, which is 503 and no endless loop', async () => {
    const { partition, scope } = await fill(createMemoryRows({ fault: () => ({ stuck: true }) }), 5);
    await expect(readAll(partition, scope, all)).rejects.toMatchObject({ status: 503 });
    expect(scope.usage.retries).toBe(3);
  });
});
