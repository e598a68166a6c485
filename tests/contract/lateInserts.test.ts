/** An insert nobody knew the outcome of, and that takes effect at last, or would. */
import { ODataError } from '../../shared/errors/odataError.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Change } from '../../shared/store/contract/store.ts';
import { entityOf, patch, remove, update } from '../support/changes.ts';
import { checkRows } from '../support/checkRows.ts';
import { describeRows } from '../support/describeRows.ts';
import { lateRows } from '../support/lateRows.ts';
import { sampleType as type } from '../support/sampleType.ts';
import { storageScope } from '../support/storageScope.ts';

const gone = { ok: false, failure: { kind: 'conflict' } };
const put = (key: string, count = 1n) => patch(type, key, { count, day: '2026-01-02' });
const create = (key: string): Change => ({
  key,
  decide: (current) => {
    if (current !== undefined) throw new ODataError('nameAlreadyExists', 'exists');
    return { kind: 'put', entity: entityOf(type, key) };
  },
});
const ensure = (key: string): Change => ({
  key,
  decide: (current) => (current === undefined ? { kind: 'put', entity: entityOf(type, key) } : { kind: 'keep' }),
});

describeRows('a late insert', (connect) => {
  const open = () => {
    const sound = connect();
    const late = lateRows(sound);
    const { tenant } = storageScope();
    const scope = () => storageScope({ tenant });
    const other = createStore(sound);
    return {
      ...late,
      scope,
      store: createStore(late.rows),
      other,
      write: async (...changes: readonly Change[]) => await other.commit(scope(), type, changes),
      there: async (key: string) => (await other.read(scope(), type, key)) !== undefined,
      check: async () => await checkRows(sound, scope(), type),
    };
  };

  it('does not bring back an entity that was created by its repetition and deleted since', async () => {
    const { hold, release, store, scope, write, there, check } = open();
    hold();
    const [created] = await store.commit(scope(), type, [put('a')]);
    expect(created).toMatchObject({ before: undefined, after: { entity: { count: 1n } } });
    expect(await check()).toEqual({ entities: 1, tombstones: 0, fences: 1, faults: [] });
    await write(remove('a'));
    expect(await release()).toMatchObject(gone);
    expect(await there('a')).toBe(false);
    expect(await check()).toEqual({ entities: 0, tombstones: 1, fences: 1, faults: [] });
  });

  it.each([
    ['changes', put('a', 2n), undefined],
    ['keeps', ensure('a'), undefined],
    ['refuses', create('a'), 'exists'],
  ])('nor when the repetition %s what others created meanwhile', async (_what, change, refusal) => {
    const { hold, release, store, scope, write, there, check } = open();
    hold(async () => await write(put('a')));
    const committed = store.commit(scope(), type, [change]);
    if (refusal === undefined) expect((await committed)[0]?.before?.entity['count']).toBe(1n);
    else await expect(committed).rejects.toThrow(refusal);
    await write(remove('a'));
    expect(await release()).toMatchObject(gone);
    expect(await there('a')).toBe(false);
    expect((await check()).faults).toEqual([]);
  });

  it('nor with others in its group, as large as a group can be, in one transaction or each for itself', async () => {
    for (const way of ['commit', 'commitEach'] as const) {
      const { hold, release, store, scope, write, there, check } = open();
      // Six rows each, of the hundred a transaction holds.
      const keys = Array.from({ length: 16 }, (_, index) => `k${index}`);
      hold();
      await store[way](
        scope(),
        type,
        keys.map((key) => put(key)),
      );
      expect(await check()).toEqual({ entities: 16, tombstones: 0, fences: 1, faults: [] });
      for (const key of keys) await write(remove(key));
      expect(await release()).toMatchObject(gone);
      expect(await there('k0')).toBe(false);
      expect((await check()).faults).toEqual([]);
    }
  });

  it('nor with a change of another entity that nobody made, because the group was refused', async () => {
    const { hold, release, store, scope, write, other, there, check } = open();
    await write(put('a'));
    hold(async () => await write(put('b')));
    const group = [update(type, 'a', () => ({ count: 9n })), create('b')];
    await expect(store.commit(scope(), type, group)).rejects.toThrow('exists');
    await write(remove('b'));
    expect(await release()).toMatchObject(gone);
    expect(await there('b')).toBe(false);
    expect((await other.read(scope(), type, 'a'))?.entity['count']).toBe(1n);
    expect((await check()).faults).toEqual([]);
  });

  it('is acknowledged when it came in time, also when the entity was changed or deleted since', async () => {
    for (const later of [[], [put('a', 2n)], [remove('a')], [remove('a'), put('a', 3n)]]) {
      const { hold, release, store, scope, write, check } = open();
      hold(async () => {
        expect(await release()).toMatchObject({ ok: true });
        for (const change of later) await write(change);
      });
      const [created] = await store.commit(scope(), type, [put('a')]);
      expect(created).toMatchObject({ before: undefined, after: { entity: { count: 1n } } });
      expect(await release()).toMatchObject({ ok: false });
      const { faults, entities } = await check();
      expect([entities, faults]).toEqual([later.at(-1)?.decide(undefined).kind === 'delete' ? 0 : 1, []]);
    }
  });

  it('leaves nothing followers of changes see', async () => {
    const { hold, store, scope, other } = open();
    const { since } = await store.startTracking(scope(), type);
    hold();
    await store.commit(scope(), type, [put('a')]);
    const follower = scope();
    const { changes } = await other.changes(follower, type, { since }, 1000);
    expect(changes).toMatchObject([{ kind: 'changed', stored: { entity: { id: 'a' } } }]);
    expect(follower.logged).toEqual([]);
  });
});
