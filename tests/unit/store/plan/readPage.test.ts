import fc from 'fast-check';
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { ODataError } from '../../../../shared/errors/odataError.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import type { EntityQuery } from '../../../../shared/store/contract/entityQuery.ts';
import { createMemoryRows, type MemoryFault } from '../../../../shared/store/rows/createMemoryRows.ts';
import { choosePlan } from '../../../../shared/store/plan/choosePlan.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import type { Store } from '../../../../shared/store/contract/store.ts';
import { anyEntities, anyKey, anyQuery, anyValues } from '../../../support/anyQuery.ts';
import { entityOf, patch, remove } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { lateScope } from '../../../support/lateScope.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { sampledRuns } from '../../../support/sampled.ts';

/** Something that is written between two pages. */
interface Write {
  readonly kind: 'put' | 'touch' | 'delete';
  readonly key: string;
  readonly values: Parameters<typeof patch>[2];
}

const anyLimit = fc.integer({ min: 1, max: 12 });

/** Rows storage ends its pages after, in turn; all when there is no number. */
const endings = [0, 1, 1, 2, undefined];
const broken = (count: number): MemoryFault => {
  const endPageAfter = endings[count % endings.length];
  return endPageAfter === undefined ? {} : { endPageAfter };
};

const pages = [
  ['whole pages', undefined],
  ['empty and partial pages', broken],
] as const;

async function storeOf(entities: readonly Entity[], faultOf?: typeof broken) {
  let count = 0;
  let on = false;
  const fault = ({ operation }: { operation: string }): MemoryFault | undefined =>
    on && operation === 'range' ? faultOf?.(count++) : undefined;
  const rows = createMemoryRows({ fault });
  const scope = storageScope();
  const store = createStore(rows);
  for (const entity of entities) await store.commit(scope, type, [patch(type, entity.id, entity)]);
  on = true;
  return { rows, store, walk: { rows, type, scope: () => scope }, scope };
}

describe.each(pages)('on %s of storage', (_name, faultOf) => {
  it('agrees with a naive evaluation of every query', async () => {
    const property = fc.asyncProperty(
      anyEntities,
      anyQuery,
      anyLimit,
      fc.nat(4),
      async (entities, query, limit, skip) => {
        const { rows, scope, walk } = await storeOf(entities, faultOf);
        const expected = evaluateNaively(entities, query);
        const seen = await readPages(query, { ...walk, limit, skip });
        const found = seen.flatMap(({ keys }) => keys);
        for (const { keys } of seen.slice(0, -1)) expect(keys).toHaveLength(limit);
        const all = (await readPages(query, { ...walk, limit })).flatMap(({ keys }) => keys);
        expectResult(all, entities, query);
        expect(found).toEqual(all.slice(skip));
        expect(await countMatches(rows, scope, type, query)).toBe(expected.length);
      },
    );
    await fc.assert(property, { numRuns: sampledRuns(200) });
  });

  it('neither loses nor doubles what is there throughout, whatever is written between pages', async () => {
    const write: fc.Arbitrary<Write> = fc.record({
      kind: fc.constantFrom('put' as const, 'touch' as const, 'delete' as const),
      key: anyKey,
      values: anyValues,
    });
    async function carryOut(store: Store, { kind, key, values }: Write, moved: Set<string>): Promise<void> {
      const scope = storageScope();
      const exists = (await store.read(scope, type, key)) !== undefined;
      if (kind === 'touch' && !exists) return;
      // No filter and no order looks at the names, so a touched entity stays where it is.
      const change = {
        put: patch(type, key, values),
        touch: patch(type, key, { names: ['new'] }),
        delete: remove(key),
      };
      await store.commit(scope, type, [change[kind]]);
      if (kind !== 'touch') moved.add(key);
    }

    const writes = fc.array(fc.array(write, { maxLength: 5 }), { maxLength: 8 });
    const property = fc.asyncProperty(anyEntities, anyQuery, anyLimit, writes, async (entities, query, limit, plan) => {
      const { store, walk } = await storeOf(entities, faultOf);
      const moved = new Set<string>();
      const between = async (page: number): Promise<void> => {
        for (const each of plan[page - 1] ?? []) await carryOut(store, each, moved);
      };
      const found = (await readPages(query, { ...walk, limit, between })).flatMap(({ keys }) => keys);
      const steady = entities.filter(({ id }) => !moved.has(id));
      const expected = evaluateNaively(steady, query);
      const ofSteady = found.filter((key) => !moved.has(key));
      expect([...ofSteady].sort()).toEqual([...expected].sort());
      expectResult(ofSteady, steady, query);
    });
    await fc.assert(property, { numRuns: sampledRuns(300) });
  });
});

describe.each(pages)('when every page ends at the deadline, on %s of storage', (_name, faultOf) => {
  const isTimeout = (error: unknown): boolean => error instanceof ODataError && error.innerCode === 'gatewayTimeout';

  it('gives the whole result in pieces, or a 504, and nothing in between', async () => {
    let whole = 0;
    const property = fc.asyncProperty(
      anyEntities,
      anyQuery,
      anyLimit,
      fc.nat(4),
      async (entities, query, limit, skip) => {
        const {
          walk,
          scope: { tenant },
        } = await storeOf(entities, faultOf);
        const plan = choosePlan(type, query);
        let found: string[];
        try {
          found = (await readPages(query, { ...walk, scope: () => lateScope(tenant), limit, skip })).flatMap(
            ({ keys }) => keys,
          );
        } catch (error) {
          if (isTimeout(error) && (plan.kind !== 'keys' || !plan.isOrdered)) return;
          throw error;
        }
        const all = (await readPages(query, { ...walk, limit: 1000 })).flatMap(({ keys }) => keys);
        expectResult(all, entities, query);
        expect(found).toEqual(all.slice(skip));
        whole += 1;
      },
    );
    await fc.assert(property, { numRuns: sampledRuns(200) });
    // Else a 504 for all of them would do.
    expect(whole).toBeGreaterThan(0);
  });
});

it('counts nothing for a filter that contradicts itself, and asks storage nothing', async () => {
  const { rows, scope, walk } = await storeOf([entityOf(type, 'a')]);
  const before = scope.usage.requests;
  const query: EntityQuery = { orderby: [], filter: { kind: 'constant', type: 'Edm.Boolean', value: false } };
  expect(await readPages(query, { ...walk, limit: 1 })).toEqual([{ keys: [], requests: 0, walked: 0 }]);
  expect(await countMatches(rows, scope, type, query)).toBe(0);
  expect(scope.usage.requests).toBe(before);
});
