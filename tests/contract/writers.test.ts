import fc from 'fast-check';
import { ODataError } from '../../shared/errors/odataError.ts';
import { mergeEntity } from '../../shared/operations/write/write.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Change, StorageScope, Store } from '../../shared/store/contract/store.ts';
import { patch, remove, update } from '../support/changes.ts';
import { checkRows } from '../support/checkRows.ts';
import { describeRows } from '../support/describeRows.ts';
import { sampleType } from '../support/sampleType.ts';
import { storageScope } from '../support/storageScope.ts';

describeRows('concurrent writers', (connect) => {
  /** Two stores over the same rows: two instances of the service. */
  const open = () => {
    const stores = [createStore(connect()), createStore(connect())] as const;
    const scope = storageScope();
    const again = () => storageScope({ tenant: scope.tenant });
    return { stores, again, check: async (type = counts) => await checkRows(connect(), again(), type) };
  };

  it('lose nothing when 64 of them change different properties of one entity', async () => {
    const { stores, again, check } = open();
    const properties = Array.from({ length: 64 }, (_, index) => [`p${index}`, { type: 'Edm.Int64' } as const] as const);
    const described = properties.map(([name, property]) => [name, { ...property, description: name }] as const);
    const wide = {
      ...sampleType,
      name: 'wide',
      properties: Object.fromEntries(described),
      indexes: [{ parts: [{ property: 'p0' }] }, { parts: [{ property: 'p1' }] }],
    };
    await Promise.all(
      properties.map(async ([name], index) => {
        const store = stores[index % 2]!;
        await store.commit(again(), wide, [patch(wide, 'one', { [name]: BigInt(index) })]);
      }),
    );
    const entity = (await stores[0].read(again(), wide, 'one'))?.entity;
    expect(properties.map(([name]) => entity?.[name])).toEqual(properties.map((_, index) => BigInt(index)));
    expect(await checkRows(connect(), again(), wide)).toEqual({ entities: 1, tombstones: 0, faults: [] });
    expect(await check()).toEqual({ entities: 0, tombstones: 0, faults: [] });
  });

  it('count exactly when every one increments', async () => {
    const { stores, again } = open();
    const increment = update(counts, 'one', ({ teams }) => ({ teams: ((teams ?? 0n) as bigint) + 1n }));
    const scopes: StorageScope[] = [];
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const scope = again();
        scopes.push(scope);
        await stores[index % 2]!.commit(scope, counts, [increment]);
      }),
    );
    expect((await stores[0].read(again(), counts, 'one'))?.entity['teams']).toBe(40n);
  });

  it('leave indexes and changes right when indexed values move and entities come and go', async () => {
    const { stores, again, check } = open();
    const random = fc.sample(fc.record({ key: fc.nat(3), day: fc.nat(5), kind: fc.nat(4) }), { numRuns: 120, seed: 7 });
    const changeOf = ({ key, day, kind }: (typeof random)[number]): Change =>
      kind === 0
        ? remove(`k${key}`)
        : patch(counts, `k${key}`, {
            reportDate: `2026-01-0${day + 1}`,
            reportRefreshDate: day > 3 ? null : '2026-02-01',
          });
    let next = 0;
    const writer = async (store: Store) => {
      for (let item = random[next++]; item !== undefined; item = random[next++]) {
        const group = [changeOf(item), changeOf({ ...item, key: item.key + 4 })].slice(0, item.kind > 2 ? 2 : 1);
        await store.commit(again(), counts, group);
      }
    };
    await Promise.all([0, 1, 0, 1, 0, 1].map(async (which) => await writer(stores[which]!)));
    expect((await check()).faults).toEqual([]);
  });

  it('keep the newest report of those that meet in one row, in whatever order they come', async () => {
    const { stores, again, check } = open();
    const keepNewer = { latest: '2026-12-31' };
    const ranks = fc.sample(fc.uniqueArray(fc.nat(119), { minLength: 60, maxLength: 60 }), {
      numRuns: 1,
      seed: 11,
    })[0]!;
    // Ranks of 30 dates in four periods: the higher, the newer.
    const rowOf = (rank: number) => ({
      reportDate: '2025-12-01',
      reportRefreshDate: `2026-01-${String(1 + Math.floor(rank / 4)).padStart(2, '0')}`,
      reportPeriod: ['180', '90', '30', '7'][rank % 4]!,
      teams: rank % 3 === 0 ? null : BigInt(rank),
    });
    const write = async (rank: number, at: number) => {
      const properties = rowOf(rank);
      const decide: Change['decide'] = (current) =>
        mergeEntity(counts, '2025-12-01', { properties, conditions: {}, keepNewer }, current);
      await stores[at % 2]!.commit(again(), counts, [{ key: '2025-12-01', decide }]);
    };
    await Promise.all(ranks.map(write));
    const entity = (await stores[0].read(again(), counts, '2025-12-01'))!.entity;
    const newest = rowOf(Math.max(...ranks));
    expect(entity).toMatchObject({ ...newest, teams: newest.teams ?? (expect.any(BigInt) as unknown) });
    expect(await check()).toMatchObject({ entities: 1, faults: [] });
  });

  it('let exactly one win a conditional write', async () => {
    const { stores, again } = open();
    const version = (await stores[0].commit(again(), counts, [patch(counts, 'one', {})]))[0]?.after?.version;
    const winner = (value: bigint): Change => ({
      key: 'one',
      decide: (current) => {
        if (current?.version !== version) throw new ODataError('entityTagDoesNotMatch', 'stale');
        return { kind: 'put', entity: { ...current!.entity, teams: value } };
      },
    });
    const results = await Promise.allSettled(
      Array.from(
        { length: 8 },
        async (_, index) => await stores[index % 2]!.commit(again(), counts, [winner(BigInt(index))]),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const create = (): Change => ({
      key: 'new',
      decide: (current) => {
        if (current !== undefined) throw new ODataError('nameAlreadyExists', 'exists');
        return { kind: 'put', entity: { ...patchOf('new') } };
      },
    });
    const created = await Promise.allSettled(
      [0, 1, 0, 1].map(async (which) => await stores[which]!.commit(again(), counts, [create()])),
    );
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

function patchOf(id: string) {
  const decision = patch(counts, id, {}).decide(undefined);
  if (decision.kind !== 'put') throw new Error('A patch puts');
  return decision.entity;
}
