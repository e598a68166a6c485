import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { openChanges } from '../../support/changeRounds.ts';

const hour = 3_600_000;
const tooOld = { status: 410 };

describe('since when a set exists', () => {
  test('an empty set exists since it was looked at, and a link of another storage from before is 410', async () => {
    const { clock, store, scope, put, round } = openChanges();
    await store.begin(scope, counts);
    await put('a');
    await expect(round({ since: clock.now - hour })).rejects.toMatchObject(tooOld);
    expect((await round({ since: clock.now })).changes).toHaveLength(1);
  });

  test('a set that has rows exists since its oldest change row, whoever stored the first', async () => {
    const { clock, store, scope, put, drop, round } = openChanges();
    const first = clock.now;
    await put('a');
    await drop('a');
    clock.now += hour;
    await put('b');
    await store.begin(scope, counts);
    expect((await round({ since: first })).changes).toHaveLength(2);
    await expect(round({ since: first - hour })).rejects.toMatchObject(tooOld);
  });

  test('it is remembered once, in every process, and what is remembered does not change', async () => {
    const { clock, memory, store, scope, put, round, counts: used, reset } = openChanges();
    await store.begin(scope, counts);
    reset();
    await store.begin(scope, counts);
    expect(used).toMatchObject({ get: 0, range: 0, transact: 0 });
    clock.now += hour;
    await put('a');
    await createStore(memory).begin(scope, counts);
    expect((await round({ since: clock.now - hour })).changes).toHaveLength(1);
  });

  test.each<[what: string, fault: MemoryFault]>([
    ['before', { failBefore: { kind: 'unavailable' } }],
    ['after', { failAfter: { kind: 'unavailable' } }],
  ])('a write that storage fails %s it took effect is made sure of', async (_what, failing) => {
    let left = 2;
    const { clock, store, scope, put, round } = openChanges(({ operation }) =>
      operation === 'transact' && (left -= 1) >= 0 ? failing : undefined,
    );
    await store.begin(scope, counts);
    left = 0;
    await put('a');
    await expect(round({ since: clock.now - hour })).rejects.toMatchObject(tooOld);
  });
});
