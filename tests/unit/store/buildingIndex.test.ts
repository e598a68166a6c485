import type { EntityType } from '../../../shared/edm/entityType.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { mainPrefix } from '../../../shared/store/keys/layout.ts';
import { keyRange } from '../../../shared/store/keys/keyRange.ts';
import { choosePlan } from '../../../shared/store/plan/choosePlan.ts';
import { createMemoryRows, type MemoryRowsOptions } from '../../../shared/store/rows/createMemoryRows.ts';
import type { Partition } from '../../../shared/store/rows/rows.ts';
import { scanRows } from '../../../shared/store/rows/scanRows.ts';
import { patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { sampleType } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';

const indexes: EntityType['indexes'] = sampleType.indexes.slice(0, 2);
const byCount = { parts: [{ property: 'count' }] } as const;
/** The declaration before the index, while it is built, and with it. */
const before: EntityType = { ...sampleType, indexes };
const building: EntityType = { ...sampleType, indexes: [...indexes, { ...byCount, building: true }] };
const after: EntityType = { ...sampleType, indexes: [...indexes, byCount] };

function open(options: MemoryRowsOptions = {}) {
  const rows = createMemoryRows(options);
  const store = createStore(rows);
  const scope = storageScope();
  const partition = rows.partition(scope, sampleType.name);
  const put = async (type: EntityType, key: string, count: bigint) =>
    await store.commit(scope, type, [patch(type, key, { count, day: '2031-01-01' })]);
  const found = async (type: EntityType, count: bigint) => {
    const filter = {
      kind: 'comparison',
      type: 'Edm.Boolean',
      operator: 'eq',
      left: { kind: 'property', type: 'Edm.Int64', name: 'count' },
      right: { kind: 'constant', type: 'Edm.Int64', value: count },
    } as const;
    const { entities } = await store.page(
      scope,
      type,
      { filter, orderby: [] },
      { skip: 0, limit: 1000, complete: true },
    );
    return entities.map(({ entity }) => entity.id).sort();
  };
  const plan = (type: EntityType) =>
    choosePlan(type, {
      orderby: [{ expression: { kind: 'property', type: 'Edm.Int64', name: 'count' }, descending: false }],
    });
  return { rows, store, scope, partition, put, found, plan };
}

/** Makes main rows those of a version that did not list their indexes. */
async function asBefore(partition: Partition, scope: ReturnType<typeof storageScope>): Promise<void> {
  for await (const { rows } of scanRows(partition, scope, keyRange(mainPrefix))) {
    for (const { rowKey, properties } of rows) {
      const { _indexes, ...others } = properties as Record<string, string>;
      expect(_indexes).toMatch(/^i1 i2/);
      await partition.transact([{ kind: 'upsert', row: { rowKey, properties: others } }]);
    }
  }
}

describe('an index on a type that has rows', () => {
  test('is kept by every writer while it is built, used by no query, and complete when upkeep says so', async () => {
    const { rows, store, scope, partition, put, found, plan } = open();
    for (let at = 0; at < 30; at += 1) await put(before, `k${at}`, BigInt(at % 3));
    await asBefore(partition, scope);
    // A newer instance writes some, then an older one, which knows nothing of the index, some of the same.
    for (let at = 0; at < 10; at += 1) await put(building, `k${at}`, 7n);
    for (let at = 0; at < 5; at += 1) await put(before, `k${at}`, 8n);
    await store.commit(scope, building, [remove('k29')]);
    expect(plan(building)).not.toMatchObject({ scan: { prefix: expect.stringContaining('i3') } });
    expect(await found(building, 8n)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
    expect((await checkRows(rows, scope, building)).faults).not.toEqual([]);

    expect(await store.maintain(scope, building)).toEqual({
      purged: 0,
      damaged: 0,
      added: 24,
      deleted: 5,
      complete: true,
    });
    expect(await checkRows(rows, scope, building)).toMatchObject({ entities: 29, faults: [] });
    expect(await store.maintain(scope, building)).toMatchObject({ added: 0, deleted: 0, complete: true });
    expect(await found(after, 8n)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
    await put(after, 'k0', 9n);
    await store.commit(scope, after, [remove('k1')]);
    expect(await checkRows(rows, scope, after)).toMatchObject({ entities: 28, faults: [] });
  });

  test('is built by runs that are bounded each, and not complete before the last of them', async () => {
    let walk = 1000;
    const { rows, store, scope, partition, put } = open({ walk: () => walk });
    for (let at = 0; at < 120; at += 1) await put(before, `k${at}`, BigInt(at));
    await asBefore(partition, scope);
    walk = 1;
    const runs = [];
    for (let run = 0; run < 20; run += 1) {
      const own = { ...scope, ...storageScope({ tenant: scope.tenant }) };
      const { added = 0, deleted, complete } = await store.maintain(own, building);
      runs.push([added, deleted, complete]);
      if (complete) break;
    }
    walk = 1000;
    expect(runs.length).toBeGreaterThan(3);
    expect(runs.slice(0, -1).every(([, , complete]) => complete === false)).toBe(true);
    expect(runs.reduce((sum, [added]) => sum + Number(added), 0)).toBe(120);
    expect(await checkRows(rows, scope, building)).toMatchObject({ entities: 120, faults: [] });
  });

  test('is built right while others write', async () => {
    const { rows, store, scope, partition, put } = open();
    for (let at = 0; at < 60; at += 1) await put(before, `k${at}`, 1n);
    await asBefore(partition, scope);
    const writers = Array.from({ length: 60 }, async (_, at) => {
      if (at % 3 === 0) await store.commit(scope, building, [remove(`k${at}`)]);
      await put(building, `k${at}`, 2n);
    });
    await Promise.all([store.maintain(scope, building), ...writers, store.maintain(scope, building)]);
    expect(await checkRows(rows, scope, building)).toMatchObject({ entities: 60, faults: [] });
  });
});

describe('rows that should be there and are not', () => {
  const lose = async (partition: Partition, scope: ReturnType<typeof storageScope>, beginning: string) => {
    for await (const { rows } of scanRows(partition, scope, keyRange(beginning)))
      for (const { rowKey } of rows) await partition.transact([{ kind: 'delete', rowKey }]);
  };

  test.each(['i1_', 'i2_', 'c_'])('%s: the write that misses them adds them first, and says so', async (beginning) => {
    for (const write of ['patch', 'remove']) {
      const { rows, store, scope, partition, put } = open();
      await put(before, 'a', 1n);
      await put(before, 'b', 1n);
      await lose(partition, scope, beginning);
      scope.usage.requests = 0;
      const values = { count: 2n, day: '2031-02-02', text: 'x' };
      await store.commit(scope, before, [write === 'patch' ? patch(before, 'a', values) : remove('a')]);
      expect(scope.usage.requests).toBeLessThan(12);
      expect(scope.logged).toEqual([{ level: 'warning', message: expect.stringContaining('lacks rows') as string }]);
      await put(before, 'b', 5n);
      if (beginning !== 'c_') await store.commit(scope, before, [patch(before, 'b', values)]);
      expect((await checkRows(rows, scope, before)).faults).toEqual([]);
    }
  });

  test('an index declared without being built first harms no write', async () => {
    const { rows, store, scope, partition, put } = open();
    for (const key of ['a', 'b', 'c']) await put(before, key, 1n);
    await asBefore(partition, scope);
    scope.usage.requests = 0;
    await put(after, 'a', 2n);
    await store.commit(scope, after, [remove('b')]);
    await store.commit(scope, after, [patch(after, 'c', { count: 4n })]);
    expect(scope.usage.requests).toBeLessThan(40);
    expect(await checkRows(rows, scope, after)).toMatchObject({ entities: 2, faults: [] });
  });

  test('nor one of many', async () => {
    const { rows, store, scope, partition, put } = open();
    for (let at = 0; at < 20; at += 1) await put(before, `k${at}`, 1n);
    await asBefore(partition, scope);
    scope.usage.requests = 0;
    const changes = Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0 ? remove(`k${at}`) : patch(after, `k${at}`, { count: 5n }),
    );
    for (const done of await store.commitEach(scope, after, changes)) expect(done).not.toHaveProperty('error');
    expect(scope.usage.requests).toBeLessThan(200);
    expect(await checkRows(rows, scope, after)).toMatchObject({ entities: 10, faults: [] });
  });
});
