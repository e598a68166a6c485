/**
 * What a page of changes walks: the rows that tell of them and, of totals and details, which are told by their keys, those of the entities, or
 * those of one look where a page is small: what was written together comes in no order of keys.
 */
import type { ChangeCursor } from '../../../shared/store/contract/changeCursor.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch } from '../../support/changes.ts';
import { storageScope } from '../../support/storageScope.ts';
import { walkedTypes } from '../../support/walkedTables.ts';

const [all, changed, together, look] = [800, 600, 300, 500];

test.each([
  ['series', 1],
  ['totals', 2],
  ['details', 2],
] as const)('%s: %i rows for each change', async (shape, rowsOfEach) => {
  const type = walkedTypes[shape];
  const clock = { now: Date.parse('2031-01-01T00:00:00Z') };
  const store = createStore(createMemoryRows({ now: () => clock.now }));
  const scope = storageScope();
  const keys = Array.from({ length: all }, (_, at) => `k${String(at).padStart(6, '0')}`);
  const write = async (some: readonly string[], reportRefreshDate: string) => {
    for (let from = 0; from < some.length; from += together) {
      const part = some.slice(from, from + together);
      await store.commitEach(
        scope,
        type,
        part.map((key) => patch(type, key, { reportRefreshDate })),
      );
      clock.now += 1000;
    }
  };
  await write(keys, '2030-12-30');
  const begun = await store.startTracking(scope, type);
  clock.now += 600_000;
  const since = clock.now;
  await write(keys.slice(0, changed), '2030-12-31');
  for (const limit of [25, 600]) {
    let cursor: ChangeCursor = { ...begun, since };
    const told: string[] = [];
    for (let page = 0; page === 0 || cursor.after !== undefined; page += 1) {
      const { requests, walked } = scope.usage;
      const read = await store.changes(scope, type, cursor, limit);
      ({ cursor } = read);
      const count = read.changes.length;
      told.push(...read.changes.flatMap((change) => (change.kind === 'changed' ? [change.stored.entity.id] : [])));
      const ofEntities = rowsOfEach === 1 ? 0 : Math.max(look, count) + 2;
      expect(scope.usage.walked - walked).toBeLessThanOrEqual(count + 2 + ofEntities);
      // The first page asks since when there is a set.
      const own = page === 0 ? 1 : 0;
      expect(scope.usage.requests - requests - own).toBeLessThanOrEqual(rowsOfEach * (1 + Math.floor(count / 1000)));
    }
    expect(told.sort()).toEqual(keys.slice(0, changed));
  }
});
