import fc from 'fast-check';
import { foldChanges } from '../../../shared/batch/foldChanges.ts';
import { GroupStore } from '../../../shared/batch/groupStore.ts';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { Change, Committed, Decision, StorageScope, Store } from '../../../shared/store/contract/store.ts';
import type { StoredEntity } from '../../../shared/store/contract/storedEntity.ts';
import { sampleType } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';

/** What a change may be, and what it needs to find. */
type Move =
  | { readonly kind: 'put'; readonly count: bigint; readonly needs?: 'absent' | 'present' }
  | { readonly kind: 'merge'; readonly count: bigint }
  | { readonly kind: 'delete' }
  | { readonly kind: 'keep' };

const move = fc.oneof<fc.Arbitrary<Move>[]>(
  fc.record({ kind: fc.constant('put' as const), count: fc.bigInt(0n, 3n) }),
  fc.record({
    kind: fc.constant('put' as const),
    count: fc.bigInt(0n, 3n),
    needs: fc.constantFrom('absent' as const, 'present' as const),
  }),
  fc.record({ kind: fc.constant('merge' as const), count: fc.bigInt(0n, 3n) }),
  fc.constant({ kind: 'delete' as const }),
  fc.constant({ kind: 'keep' as const }),
);
const moves = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), move }), { minLength: 1, maxLength: 8 });
const start = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });

function decide(key: string, what: Move, current: StoredEntity | undefined): Decision {
  if (what.kind === 'keep') return { kind: 'keep' };
  if (what.kind === 'delete') {
    if (current === undefined) throw new ODataError('Request_ResourceNotFound', 'There is none.');
    return { kind: 'delete' };
  }
  if (what.kind === 'put' && what.needs !== undefined && (what.needs === 'present') !== (current !== undefined)) {
    throw new ODataError('entityTagDoesNotMatch', 'It is not as it must be.');
  }
  const entity = { id: key, day: null, count: what.count, other: null, text: null, code: null, flag: null, names: [] };
  return what.kind === 'merge' && current?.entity['count'] === what.count ? { kind: 'keep' } : { kind: 'put', entity };
}

const toChange = ({ key, move: what }: { key: string; move: Move }): Change => ({
  key,
  decide: (current) => decide(key, what, current),
});

async function open(scope: StorageScope, keys: readonly string[]): Promise<Store> {
  const store = createStore(createMemoryRows());
  for (const key of new Set(keys)) {
    await store.commit(scope, sampleType, [toChange({ key, move: { kind: 'put', count: 9n } })]);
  }
  return store;
}

async function valuesOf(scope: StorageScope, store: Store): Promise<readonly unknown[]> {
  const read = async (key: string) => (await store.read(scope, sampleType, key))?.entity['count'];
  return await Promise.all(['a', 'b', 'c'].map(read));
}

/** What can be told of a result besides its versions. */
const shown = ({ before, after }: Committed): readonly unknown[] => [before?.entity['count'], after?.entity['count']];

test('a group comes to what its changes would have come to one after the other, or to nothing', async () => {
  await fc.assert(
    fc.asyncProperty(start, moves, async (keys, all) => {
      const scope = storageScope();
      const [alone, together] = [await open(scope, keys), await open(scope, keys)];
      const initial = await valuesOf(scope, together);

      const expected: (Committed | undefined)[] = [];
      let failure: unknown;
      for (const each of all) {
        const result = await alone
          .commit(scope, sampleType, [toChange(each)])
          .catch((error: unknown) => void (failure ??= error));
        if (failure !== undefined) break;
        expected.push(result?.[0]);
      }

      const group = new GroupStore(together);
      const results = all.map((each, position) =>
        group
          .member(position)
          .store.commit(scope, sampleType, [toChange(each)])
          .then(
            ([result]) => result,
            (error: unknown) => error,
          ),
      );
      await group.commit(scope, (position) => new ODataError('failedDependency', `Number ${position} failed.`));
      const answered = await Promise.all(results);

      if (failure !== undefined) {
        expect(await valuesOf(scope, together)).toEqual(initial);
        const own = answered.filter((error) => error instanceof ODataError && error.innerCode !== 'failedDependency');
        expect([answered.every((error) => error instanceof ODataError), own.length]).toEqual([true, 1]);
        return;
      }
      expect(await valuesOf(scope, together)).toEqual(await valuesOf(scope, alone));
      expect((answered as Committed[]).map(shown)).toEqual((expected as Committed[]).map(shown));
      // A version is new exactly where sequential changes would have made a new one, and the last one is what is stored.
      const kept = (each: Committed | undefined): boolean => each?.before?.version === each?.after?.version;
      expect((answered as Committed[]).map(kept)).toEqual(expected.map(kept));
      for (const key of ['a', 'b', 'c']) {
        const last = all.findLastIndex((each) => each.key === key);
        if (last < 0) continue;
        expect((answered[last] as Committed).after).toEqual(await together.read(scope, sampleType, key));
      }
    }),
  );
});

test('the results follow what was there when it was written, not what was decided on last', () => {
  const folded = foldChanges('a', [
    toChange({ key: 'a', move: { kind: 'merge', count: 1n } }),
    toChange({ key: 'a', move: { kind: 'merge', count: 2n } }),
  ]);
  const entity = { id: 'a', count: 1n, names: [] };
  folded.decide(undefined);
  const before = { entity, version: 'before' };
  const after = { entity: { ...entity, count: 2n }, version: 'after' };
  const [first, second] = folded.results({ before, after });
  expect(first).toEqual({ before, after: before });
  expect(second).toEqual({ before, after });
});

test('changes of two keys by one request, and two requests, in one transaction', async () => {
  const rows = createMemoryRows();
  const store = createStore(rows);
  const scope = storageScope();
  const own = storageScope();
  await store.begin(storageScope({ tenant: own.tenant }), sampleType);
  const group = new GroupStore(store);
  const put = (key: string, count: bigint): Change => toChange({ key, move: { kind: 'put', count } });
  const first = group.member(0).store.commit(scope, sampleType, [put('a', 1n), put('b', 2n)]);
  const second = group.member(1).store.commit(scope, sampleType, [put('b', 3n)]);
  await group.commit(own, () => new ODataError('failedDependency', 'Another one failed.'));
  expect((await first).map(shown)).toEqual([
    [undefined, 1n],
    [undefined, 2n],
  ]);
  expect((await second).map(shown)).toEqual([[2n, 3n]]);
  expect(own.usage.requests).toBe(3);
});
