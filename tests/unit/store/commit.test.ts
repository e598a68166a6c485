import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryFault, type MemoryRequest } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch, remove, update } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { storageScope } from '../../support/storageScope.ts';
import { firstRefused } from '../../support/firstRefused.ts';

type Faults = Partial<Record<MemoryRequest['operation'], readonly MemoryFault[]>>;

/** A store whose requests fail as listed, one after the other, once `arm` was called. */
function open() {
  let faults: Record<string, MemoryFault[]> = {};
  const rows = createMemoryRows({ fault: ({ operation }) => faults[operation]?.shift() });
  const scope = storageScope();
  const arm = ({ get = [], range = [], transact = [] }: Faults) => {
    faults = { get: [...get], range: [...range], transact: [...transact] };
  };
  const check = async () => await checkRows(rows, scope, counts);
  return { rows, store: createStore(rows), other: createStore(rows), scope, arm, check };
}

const increment = update(counts, 'a', ({ teams }) => ({ teams: ((teams ?? 0n) as bigint) + 1n }));
const lost: MemoryFault = { failAfter: { kind: 'unavailable' } };
const refused: MemoryFault = { failBefore: { kind: 'unavailable' } };

describe('a write of unknown outcome', () => {
  it('is acknowledged as it was when it took effect: a create as a create, a delete as a delete', async () => {
    const { store, scope, arm, check } = open();
    arm({ transact: [lost] });
    const [created] = await store.commit(scope, counts, [increment]);
    expect(created?.before).toBeUndefined();
    expect(created?.after?.entity['teams']).toBe(1n);
    expect(await store.read(scope, counts, 'a')).toEqual(created?.after);
    arm({ transact: [lost] });
    expect((await store.commit(scope, counts, [increment]))[0]?.before).toEqual(created?.after);
    arm({ transact: [lost] });
    expect((await store.commit(scope, counts, [remove('a')]))[0]).toMatchObject({ before: {}, after: undefined });
    expect(scope.usage.retries).toBe(3);
    expect(await check()).toEqual({ entities: 0, tombstones: 1, faults: [] });
  });

  it('is repeated when it did not', async () => {
    const { store, scope, arm, check } = open();
    arm({ transact: [refused, refused] });
    expect((await store.commit(scope, counts, [increment, patch(counts, 'b', {})]))[0]?.after?.entity['teams']).toBe(
      1n,
    );
    expect(await check()).toEqual({ entities: 2, tombstones: 0, fences: 1, faults: [] });
  });

  it('is recognised under what others wrote or deleted since', async () => {
    for (const later of [[increment], [increment, increment, increment], [remove('a')], [remove('a'), increment]]) {
      const { rows, store, scope } = open();
      let interfere = true;
      const slow = firstRefused(rows, 'unavailable', async () => {
        if (!interfere) return;
        interfere = false;
        for (const change of later) await store.commit(scope, counts, [change]);
      });
      const [result] = await createStore(slow).commit(scope, counts, [increment]);
      expect(result?.before).toBeUndefined();
      expect(result?.after?.entity['teams']).toBe(1n);
      const now = (await store.read(scope, counts, 'a'))?.entity['teams'];
      expect(now).toBe({ 1: later[0] === increment ? 2n : undefined, 2: 1n, 3: 4n }[later.length]);
    }
  });

  it('is a 503 when nobody can tell any more', async () => {
    const { rows, store, scope } = open();
    const slow = firstRefused(rows, 'unavailable', async () => {
      for (let count = 0; count < 8; count += 1) await store.commit(scope, counts, [increment]);
    });
    await expect(createStore(slow).commit(scope, counts, [increment])).rejects.toMatchObject({ status: 503 });
  });
});

describe('failing storage', () => {
  const many = (fault: MemoryFault) => Array.from({ length: 20 }, () => fault);

  it.each([
    ['unavailable', { kind: 'unavailable' }, 503, '5'],
    ['busy', { kind: 'throttled' }, 503, '5'],
    ['busy for a while', { kind: 'throttled', retryAfter: 17.2 }, 503, '18'],
    ['silent', { kind: 'timeout' }, 504, '2'],
  ] as const)('that is %s is an honest answer', async (_what, failure, status, retryAfter) => {
    const { store, scope, arm, check } = open();
    arm({ get: many({ failBefore: failure }) });
    const answer = { name: 'ODataError', status, headers: { 'Retry-After': retryAfter } };
    await expect(store.read(scope, counts, 'a')).rejects.toMatchObject(answer);
    const before = scope.usage.requests;
    arm({ transact: many({ failBefore: failure }) });
    // A creation that cannot be kept from coming late.
    const late = { ...answer, headers: { 'Retry-After': '30' } };
    await expect(store.commit(scope, counts, [increment])).rejects.toMatchObject(late);
    expect(scope.usage.requests - before).toBeLessThanOrEqual(4 * (1 + 1 + 4));
    arm({});
    expect(await check()).toEqual({ entities: 0, tombstones: 0, faults: [] });
  });

  it('is given up at the deadline with a 504', async () => {
    const { rows, arm } = open();
    const scope = storageScope({ milliseconds: 60 });
    arm({ transact: many({ failBefore: { kind: 'conflict' } }).concat(many({ failBefore: { kind: 'conflict' } })) });
    await expect(createStore(rows).commit(scope, counts, [increment])).rejects.toMatchObject({
      innerCode: 'gatewayTimeout',
      headers: { 'Retry-After': '2' },
    });
  });

  it('that refuses the size is a 400, and one that finds a request malformed is no fault of the caller', async () => {
    const { store, scope, arm } = open();
    arm({ transact: [{ failBefore: { kind: 'tooLarge' } }] });
    await expect(store.commit(scope, counts, [increment])).rejects.toMatchObject({
      innerCode: 'batchRequestLimitExceeded',
    });
    arm({ get: [{ failBefore: { kind: 'rejected' } }] });
    await expect(store.read(scope, counts, 'a')).rejects.not.toHaveProperty('innerCode');
  });
});

it('a main row that cannot be read is neither answered nor overwritten', async () => {
  const { rows, store, scope } = open();
  const properties = { id: 'a', teams: 'poison', _version: 'x', _stamp: 1n, _earlier: '' };
  await rows.partition(scope, counts.name).transact([{ kind: 'upsert', row: { rowKey: 'e_a', properties } }]);
  await expect(store.read(scope, counts, 'a')).rejects.toThrow('cannot be read');
  await expect(store.commit(scope, counts, [increment])).rejects.toThrow('cannot be read');
});
