/** Change rows of totals and details name their entity, which followers get as it is when they read. */
import { office365ActiveUserCounts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { loggedRow } from '../../../shared/store/keys/loggedRow.ts';
import type { Change } from '../../../shared/store/contract/store.ts';
import type { RangeQuery, Row, Rows } from '../../../shared/store/rows/rows.ts';
import { patch, remove } from '../../support/changes.ts';
import { told } from '../../support/changeRounds.ts';
import { checkRows } from '../../support/checkRows.ts';
import { countingRows } from '../../support/countingRows.ts';
import { storageScope } from '../../support/storageScope.ts';

const type = { ...office365ActiveUserCounts, shape: 'detail' as const };

/** A store over rows in memory; `between` happens once, behind the next page of change rows. */
function open() {
  const clock = { now: Date.parse('2031-01-01T00:00:00Z') };
  const memory = createMemoryRows({ now: () => clock.now });
  const scope = storageScope();
  const writer = createStore(memory);
  let between: (() => Promise<unknown>) | undefined;
  const counted = countingRows(memory);
  const rows: Rows = {
    ...counted.rows,
    partition(of, table) {
      const partition = counted.rows.partition(of, table);
      const range = async (query: RangeQuery) => {
        const page = await partition.range(query);
        if (query.from.startsWith('c_0')) {
          const once = between;
          between = undefined;
          await once?.();
        }
        return page;
      };
      return { ...partition, range };
    },
  };
  const commit = async (change: Change) => {
    clock.now += 1000;
    await writer.commit(scope, type, [change]);
  };
  const put = async (key: string, teams: bigint) => await commit(patch(type, key, { teams }));
  const drop = async (key: string) => await commit(remove(key));
  const rowsBehind = async (prefix: string): Promise<readonly Row[]> => {
    const page = await memory.partition(scope, type.name).range({ from: prefix, to: `${prefix}\uffff` });
    return page.ok ? page.value.rows : [];
  };
  const store = createStore(rows);
  const since = clock.now - 60_000;
  const read = async () => await store.changes(scope, type, { since }, 1000);
  return {
    ...{ clock, memory, scope, writer, store, counted, put, drop, rowsBehind, since, read },
    next: (work: typeof between) => void (between = work),
  };
}

test('a change row holds the key and the versions, and the follower gets the whole entity', async () => {
  const { memory, scope, put, drop, rowsBehind, read } = open();
  await put('a', 1n);
  await put('b', 2n);
  await put('a', 3n);
  await drop('b');
  const changes = await rowsBehind('c_0');
  expect(changes.map(({ properties }) => Object.keys(properties).sort())).toEqual([
    ['_earlier', '_pointer', '_stamp', '_version', 'id'],
    ['_deleted', '_earlier', '_stamp', '_version', 'id'],
  ]);
  const page = await read();
  expect(told(page)).toEqual(['a=3', '-b']);
  expect(page.changes[0]).toMatchObject({ stored: { entity: { id: 'a', teams: 3n, reportDate: null } } });
  expect(await checkRows(memory, scope, type)).toEqual({ entities: 1, tombstones: 1, faults: [] });
});

test.each([
  ['written again', async ({ put }: ReturnType<typeof open>) => await put('a', 9n), ['a=9', 'b=2']],
  ['deleted', async ({ drop }: ReturnType<typeof open>) => await drop('a'), ['-a', 'b=2']],
  [
    'deleted and created anew',
    async ({ put, drop }: ReturnType<typeof open>) => {
      await drop('a');
      await put('a', 9n);
    },
    ['a=9', 'b=2'],
  ],
])(
  'an entity that is %s between the page and the look at it comes as it is then, and again',
  async (_what, work, now) => {
    const opened = open();
    await opened.put('a', 1n);
    await opened.put('b', 2n);
    opened.next(async () => await work(opened));
    expect(told(await opened.read())).toEqual(now);
    const again = told(await opened.read());
    expect(again.filter((change) => !change.startsWith('b')).at(-1)).toBe(now[0]);
  },
);

test('an entity that was deleted before and is there again is not told as deleted', async () => {
  const { put, drop, read } = open();
  await put('a', 1n);
  await drop('a');
  await put('a', 2n);
  expect(told(await read())).toEqual(['a=2']);
});

test('a main row that cannot be read is told to the operator and keeps nothing else back', async () => {
  const { memory, put, read, rowsBehind, store, scope, since } = open();
  await put('a', 1n);
  await put('b', 2n);
  const [main] = await rowsBehind('e_a');
  const broken = { rowKey: main!.rowKey, properties: { id: 'a', teams: 'many' } };
  await memory.partition(scope, type.name).transact([{ kind: 'upsert', row: broken }]);
  const logged: (readonly [message: string, detail: unknown])[] = [];
  const page = await store.changes(
    { ...scope, log: (_level, message, detail) => void logged.push([message, detail]) },
    type,
    { since },
    10,
  );
  expect(told(page)).toEqual(['b=2']);
  // A key may hold a name, which is in no log.
  expect(logged).toEqual([[expect.stringMatching(/main row .* cannot be read/), { row: loggedRow('e_a') }]]);
  expect(told(await read())).toEqual(['b=2']);
});

test('full copies of an earlier version of the service are read as they are', async () => {
  const { clock, scope, writer, read, put } = open();
  clock.now += 1000;
  await writer.commit(scope, office365ActiveUserCounts, [patch(office365ActiveUserCounts, 'copy', { teams: 1n })]);
  await put('pointer', 2n);
  expect(told(await read())).toEqual(['copy=1', 'pointer=2']);
});

test.each([
  ['thick: what changed is all there is', 1, 1000, 4],
  ['thin: every 20th row changed', 20, 200, 203],
  ['few', 1, 10, 12],
])('what a page costs where keys lie %s', async (_what, each, changed, most) => {
  const { clock, scope, writer, store, counted } = open();
  const all = Array.from({ length: changed * each }, (_, at) => `k${String(at).padStart(6, '0')}`);
  const some = all.filter((_key, at) => at % each === 0);
  const write = async (keys: readonly string[], teams: bigint) => {
    clock.now += 600_000;
    for (let start = 0; start < keys.length; start += 1000) {
      const changes = keys.slice(start, start + 1000).map((key) => patch(type, key, { teams }));
      await writer.commitEach(scope, type, changes);
    }
  };
  await write(all, 1n);
  await write(some, 2n);
  counted.reset();
  const { changes } = await store.changes(scope, type, { since: clock.now - 60_000 }, 1000);
  expect(changes.filter((change) => change.kind === 'changed' && change.stored.entity['teams'] === 2n)).toHaveLength(
    changed,
  );
  expect(changes).toHaveLength(changed);
  // The time is asked for, the change rows are one answer.
  expect(counted.counts.get + counted.counts.range).toBeLessThanOrEqual(most);
});
