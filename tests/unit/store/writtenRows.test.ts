/** What a write writes, by the shape of the report: rows, and the bytes they take in storage (docs/scale.md). */
import type { Entity, EntityType } from '../../../shared/edm/entityType.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { model } from '../../../shared/model/model.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { NewRow, RowOperation, Rows } from '../../../shared/store/rows/rows.ts';
import type { Change } from '../../../shared/store/contract/store.ts';
import { entityOf } from '../../support/changes.ts';
import { storageScope } from '../../support/storageScope.ts';
import { storedBytes } from '../../support/storedBytes.ts';

const typeOf = (wanted: string): EntityType => model.find(({ name }) => name === wanted)!;

/** A store that remembers the operations of its transactions. */
function recording() {
  const clock = { now: Date.parse('2026-01-10T02:00:00Z') };
  const memory = createMemoryRows({ now: () => clock.now });
  let written: RowOperation[] = [];
  const rows: Rows = {
    ...memory,
    partition(scope, table) {
      const partition = memory.partition(scope, table);
      return {
        ...partition,
        get: async (rowKey) => await partition.get(rowKey),
        range: async (query) => await partition.range(query),
        async transact(operations) {
          written.push(...operations.filter((one) => !('row' in one) || !one.row.rowKey.startsWith('m_')));
          return await partition.transact(operations);
        },
      };
    },
  };
  const take = (): RowOperation[] => {
    const taken = written;
    written = [];
    return taken;
  };
  return { clock, store: createStore(rows), take };
}

/** The kind of a row by its name: `e`, `i1`, `c`; `-` before one that is deleted. */
const named = (operation: RowOperation): string =>
  'row' in operation ? (operation.row.rowKey.split('_')[0] ?? '') : `-${operation.rowKey.split('_')[0] ?? ''}`;
const rowOf = (operations: readonly RowOperation[], name: string): NewRow => {
  const found = operations.find((operation) => named(operation) === name);
  if (found === undefined || !('row' in found)) throw new Error(`no row ${name} was written`);
  return found.row;
};

const night = { reportRefreshDate: '2026-01-09', reportPeriod: '30' };
const series = {
  type: typeOf('office365ActiveUserCounts'),
  values: {
    ...night,
    reportDate: '2026-01-05',
    office365: 9n,
    exchange: 8n,
    oneDrive: 8n,
    sharePoint: 10n,
    skypeForBusiness: 0n,
    yammer: 6n,
    teams: 5n,
  },
  figure: 'teams',
};
const total = {
  type: typeOf('office365ServicesUserCounts'),
  values: { ...night, exchangeActive: 9n, exchangeInactive: 1n },
  figure: 'exchangeActive',
};
const detail = {
  type: typeOf('office365GroupsActivityDetail'),
  values: {
    ...night,
    groupId: '7ac2e2a4-5b1d-4c8e-9f30-1d2c4e9b7a5e',
    groupDisplayName: 'Sales and Marketing',
    isDeleted: false,
    ownerPrincipalName: 'ada@contoso.example',
    lastActivityDate: '2026-01-08',
    groupType: 'Private',
    memberCount: 25n,
  },
  figure: 'memberCount',
};

test.each([
  ['a series', series, ['e', 'i1', 'i2', 'c'], { main: 718, index: 706, change: 746, tombstone: 443 }],
  ['a total', total, ['e', 'i1', 'c'], { main: 532, index: 534, change: 393, tombstone: 459 }],
  ['a detail', detail, ['e', 'i1', 'c'], { main: 1031, index: 1083, change: 545, tombstone: 611 }],
])('%s', async (_what, { type, values, figure }, rows, bytes) => {
  const { clock, store, take } = recording();
  const scope = storageScope();
  const id = naturalId(type, values)!;
  const put = async (more: Partial<Entity> = {}) => {
    const entity = entityOf(type, id, { ...values, ...more });
    const decide: Change['decide'] = (current) =>
      current !== undefined && current.entity[figure] === entity[figure] ? { kind: 'keep' } : { kind: 'put', entity };
    await store.commit(scope, type, [{ key: id, decide }]);
    return take();
  };
  const created = await put();
  expect(created.map(named)).toEqual(rows);
  expect(await put()).toEqual([]);
  const changed = await put({ [figure]: 7n });
  expect(changed.map(named)).toEqual([...rows.slice(0, -1), '-c', 'c']);
  const indexes = rows.filter((name) => name.startsWith('i'));
  await store.commit(scope, type, [{ key: id, decide: () => ({ kind: 'delete' }) }]);
  const deleted = take();
  expect(deleted.map(named)).toEqual(['-e', ...indexes.map((name) => `-${name}`), '-c', 'c']);
  clock.now += 31 * 86_400_000;
  expect(await store.maintain(storageScope({ tenant: scope.tenant }), type)).toMatchObject({ purged: 1 });
  expect(take().map(named)).toEqual(['-c']);
  expect({
    main: storedBytes(rowOf(created, 'e')),
    index: storedBytes(rowOf(created, 'i1')),
    change: storedBytes(rowOf(created, 'c')),
    tombstone: storedBytes(rowOf(deleted, 'c')),
  }).toEqual(bytes);
});
