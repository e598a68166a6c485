/** The register as instances know it, and writers under keep-newer in turns with the walk. */
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { forgetValues } from '../../../shared/forget/forgetValues.ts';
import { createRegister } from '../../../shared/forget/register.ts';
import { registeredRequest } from '../../../shared/forget/registeredRequest.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { forgetRequests } from '../../../shared/model/register/forgetRequests.ts';
import { beforeWalk } from '../../../shared/service/workOffForgets.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { peopleIn } from '../../support/peopleIn.ts';
import { storageScope } from '../../support/storageScope.ts';

const pseudonym = 'd'.repeat(32);
const date = (at: number): string => dateFrom('2026-01-01', at);

/** A clock that a test moves. */
function movedClock(time: { now: number }) {
  const clock = () => ({
    started: time.now,
    now: () => time.now,
    wait: async () => await Promise.resolve(),
    signalAt: () => new AbortController().signal,
  });
  return { scope: (tenant: string) => storageScope({ tenant, clock: clock() }) };
}

describe('the register', () => {
  test('is read anew when it is a minute old, once for all that ask, and nothing older is used when it cannot be read', async () => {
    const time = { now: 1_800_000_000_000 };
    let [asked, isBroken] = [0, false];
    const memory = createMemoryRows({
      now: () => time.now,
      fault: ({ table }) => {
        if (table === forgetRequests.name) asked += 1;
        return isBroken ? { failBefore: { kind: 'forbidden' } } : undefined;
      },
    });
    const [store, other] = [createStore(memory), createStore(memory)];
    const { scope } = movedClock(time);
    const { tenant } = storageScope();
    const knows = async (of = store) => (await of.register(scope(tenant), forgetRequests)).find('ada@x') !== undefined;
    expect(await Promise.all([knows(), knows(), knows()])).toEqual([false, false, false]);
    const once = asked;
    await other.commit(scope(tenant), forgetRequests, [
      patch(forgetRequests, 'r', { names: ['ada@x'], mode: 'delete' }),
    ]);
    asked = 0;
    time.now += 59_000;
    expect([await knows(), asked]).toEqual([false, 0]);
    expect(await knows(other)).toBe(true);
    time.now += 1000;
    expect(await knows()).toBe(true);
    time.now -= 60_000;
    asked = 0;
    expect([await knows(), asked]).toEqual([true, once]);
    time.now += 61_000;
    isBroken = true;
    await expect(knows()).rejects.toThrow();
    isBroken = false;
    expect(await knows()).toBe(true);
  });
});

describe('a writer under keep-newer in turns with the walk', () => {
  /** Writers of three instances, and a walk that begins so long after the request; the rows that are left of the person. */
  async function race(seed: number, walkAfter: number, mode: 'delete' | 'pseudonym') {
    const next = seededRandom(seed);
    const time = { now: 1_800_000_000_000 };
    const memory = createMemoryRows({ now: () => time.now });
    const { scope } = movedClock(time);
    const { tenant } = storageScope();
    const stores = [createStore(memory), createStore(memory), createStore(memory)];
    const [first] = stores as [ReturnType<typeof createStore>];
    const names = ['ada@contoso.com', 'ada@old.example'];
    const pending: { readonly at: number; readonly write: () => Promise<void> }[] = [];
    /** A write knows the register of its beginning, and appears up to a holdback later. */
    const begin = async (): Promise<void> => {
      const store = stores[Math.floor(next() * 3)] ?? first;
      const register = await store.register(scope(tenant), forgetRequests);
      const values = {
        reportRefreshDate: date(Math.floor(next() * 28)),
        userPrincipalName: next() < 0.7 ? (names[Math.floor(next() * 2)] ?? '') : 'bob@contoso.com',
        displayName: 'x',
      };
      const id = next() < 0.5 ? (naturalId(users, values) ?? '') : `own-${Math.floor(next() * 20)}`;
      const kept = forgetValues(users, id, values, register);
      if (kept.kind === 'delete') return;
      const change = kept.kind === 'put' ? patch(users, kept.id, kept.values) : patch(users, id, values);
      pending.push({
        at: time.now + next() * 60_000,
        write: async () => {
          await store.commit(scope(tenant), users, [change]);
        },
      });
    };
    const pass = async (milliseconds: number): Promise<void> => {
      const until = time.now + milliseconds;
      for (;;) {
        pending.sort((one, other) => one.at - other.at);
        const [soon] = pending;
        if (soon === undefined || soon.at > until) break;
        pending.shift();
        time.now = Math.max(time.now, soon.at);
        await soon.write();
      }
      time.now = until;
    };
    for (let step = 0; step < 20; step += 1) {
      await begin();
      await pass(next() * 20_000);
    }
    const requested = time.now;
    await first.commit(scope(tenant), forgetRequests, [
      patch(forgetRequests, 'r', { names, mode, pseudonym: mode === 'delete' ? null : pseudonym }),
    ]);
    while (time.now < requested + walkAfter) {
      await begin();
      await pass(Math.min(next() * 20_000, requested + walkAfter - time.now));
    }
    const { entries } = await first.readRegister(scope(tenant), forgetRequests);
    const register = createRegister(
      tenant,
      entries.map(({ entity }) => registeredRequest(tenant, entity)),
    );
    const walk = first.forget(scope(tenant), users, register, undefined, async () => {
      await begin();
      await pass(next() * 5000);
    });
    const others = (async () => {
      for (let step = 0; step < 6; step += 1) await begin();
    })();
    await walk;
    await others;
    for (let step = 0; step < 10; step += 1) {
      await begin();
      await pass(30_000);
    }
    await pass(120_000);
    const left = await peopleIn(first, scope(tenant));
    expect(await checkRows(memory, scope(tenant), users)).toMatchObject({ faults: [] });
    const named = left.filter(([, name]) => name === pseudonym);
    expect(mode === 'delete' ? named : named.slice(0, 1)).toHaveLength(mode === 'delete' ? 0 : 1);
    return left.filter(([, name]) => names.includes(String(name)));
  }
  const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

  test.each(['delete', 'pseudonym'] as const)('nothing comes back with 25 seeds: %s', async (mode) => {
    for (const seed of seeds) expect([seed, await race(seed, beforeWalk, mode)]).toEqual([seed, []]);
  });

  test('a walk that did not wait would leave rows, so that the test would see it', async () => {
    let left = 0;
    for (const seed of seeds) left += (await race(seed, 0, 'delete')).length;
    expect(left).toBeGreaterThan(0);
  });
});
