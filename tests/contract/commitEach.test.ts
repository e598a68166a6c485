import { createHash } from 'node:crypto';
import { ODataError } from '../../shared/errors/odataError.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { patch, remove } from '../support/changes.ts';
import { checkRows } from '../support/checkRows.ts';
import { countingRows } from '../support/countingRows.ts';
import { describeRows } from '../support/describeRows.ts';
import { sampleType as type } from '../support/sampleType.ts';
import { storageScope } from '../support/storageScope.ts';

const keyOf = (name: string): string => createHash('sha1').update(name).digest('hex');
const put = (key: string, count: bigint) => patch(type, key, { count, day: '2026-01-02' });

describeRows('changes for themselves, and what is told of them', (connect) => {
  it('finds keys among many rows, and tells new ones by their transactions', async () => {
    const counted = countingRows(connect());
    const store = createStore(counted.rows);
    const { tenant } = storageScope();
    const scope = () => storageScope({ tenant, milliseconds: 60_000 });
    const old = Array.from({ length: 1200 }, (_, index) => keyOf(`old-${index}`));
    const { since } = await store.startTracking(scope(), type);
    await store.commitEach(
      scope(),
      type,
      old.map((key) => put(key, 1n)),
    );
    counted.reset();
    const quoted = `it's ${keyOf('quoted')} & "more" %`;
    const some = [...old.slice(0, 8), quoted, ...Array.from({ length: 5 }, (_, index) => keyOf(`new-${index}`))];
    const outcomes = await store.commitEach(
      scope(),
      type,
      some.map((key) => put(key, 2n)),
    );
    const before = outcomes.map((one) => (one instanceof ODataError ? one : one.before !== undefined));
    expect(before).toEqual(some.map((key) => old.includes(key)));
    expect(counted.counts.get).toBeLessThan(some.length);
    expect(counted.counts.range).toBe(1);

    const [gone = ''] = some;
    await store.commit(scope(), type, [remove(gone)]);
    const told = new Map<string, bigint | undefined>();
    let cursor: Parameters<typeof store.changes>[2] = { since };
    do {
      const page = await store.changes(scope(), type, cursor, 1000);
      for (const change of page.changes) {
        if (change.kind === 'deleted') told.set(change.key, undefined);
        else told.set(change.stored.entity.id, change.stored.entity['count'] as bigint);
      }
      ({ cursor } = page);
    } while (cursor.after !== undefined);
    expect(told.size).toBe(1206);
    expect(told.get(gone)).toBeUndefined();
    expect(told.get(quoted)).toBe(2n);
    expect(await checkRows(counted.rows, scope(), type)).toEqual({ entities: 1205, tombstones: 1, faults: [] });
  });
});
