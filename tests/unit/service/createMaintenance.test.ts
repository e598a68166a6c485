import { createMaintenance } from '../../../shared/service/createMaintenance.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';
import { startClock } from '../../../shared/store/contract/clock.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { model } from '../../../shared/model/model.ts';

interface Timed {
  /** Milliseconds since the epoch. */
  readonly time?: () => number;
  /** What upkeep of a set does to the time. */
  readonly passes?: () => void;
  /** Told of each set whose old rows have their turn. */
  readonly retained?: (name: string) => void;
}

/** Upkeep over sets that take so many runs each, one after the other, whatever is done between. */
function open(
  runsOf: Readonly<Record<string, number>>,
  { time = Date.now, passes = () => undefined, retained = () => undefined }: Timed = {},
) {
  const asked: string[] = [];
  const counts = new Map<string, number>();
  const log: string[] = [];
  const counted: string[] = [];
  const parts = {
    model,
    gate: { authenticate: () => Promise.reject(new Error('nobody calls')), check: () => Promise.resolve(true) },
    publicUrl: 'https://reports.example',
    log: createServiceLog((line) => void log.push(line)),
    startClock: () => startClock({ wall: time, monotonic: () => 0 }),
    telemetry: Promise.resolve({
      count: (metric: string, _report: string, kind: string) => void counted.push(`${metric} ${kind}`),
      begin: () => ({ context: undefined, end: () => undefined }),
      flush: async () => await Promise.resolve(),
    }),
    store: {
      ...createStore(createMemoryRows()),
      retain: async (_scope: unknown, { name }: { readonly name: string }) => {
        retained(name);
        return await Promise.resolve({ expired: 0, undated: 0, complete: true });
      },
      maintain: async ({ tenant }: { readonly tenant: string }, { name }: { readonly name: string }) => {
        const set = `${tenant} ${name}`;
        const runs = (counts.get(set) ?? 0) + 1;
        counts.set(set, runs);
        asked.push(set);
        passes();
        const needed = runsOf[name] ?? 1;
        if (needed === Infinity) throw new Error('storage is gone');
        return await Promise.resolve({ purged: 0, damaged: 0, complete: runs % needed === 0 });
      },
    },
  };
  return {
    maintenance: createMaintenance(parts as never, { auth: { tenants: ['a', 'b'] }, timeLimit: 570_000 }),
    asked,
    counted,
    log,
  };
}

const [first, second, third] = model.map(({ name }) => name) as [string, string, string];

test('sets that take different numbers of runs are complete together when each has been complete once', async () => {
  const { maintenance, asked } = open({ [first]: 7, [second]: 5, [third]: 3 });
  const done = new Set<string>();
  let runs = 1;
  while (!(await maintenance.run(done))) runs += 1;
  expect(runs).toBe(7);
  expect(asked.filter((set) => set === `a ${third}`)).toHaveLength(3);
  expect(asked.filter((set) => set === `b ${model[3]?.name}`)).toHaveLength(1);
});

test('the timer begins anew every night', async () => {
  const { maintenance, asked } = open({});
  expect([await maintenance.run(), await maintenance.run()]).toEqual([true, true]);
  expect(asked).toHaveLength(2 * 2 * model.length);
});

test('what fails for one set keeps no other from its turn, is named, and is not complete', async () => {
  const { maintenance, asked, log } = open({ [second]: Infinity });
  const done = new Set<string>();
  await expect(maintenance.run(done)).rejects.toThrow(`Upkeep failed for ${second}, ${second}; the log says why.`);
  expect(asked).toHaveLength(2 * model.length);
  expect(log.filter((line) => line.includes('storage is gone'))).toHaveLength(2);
  await expect(maintenance.run(done)).rejects.toThrow(second);
  expect(asked).toHaveLength(2 * model.length + 2);
});

test('a run whose time is over leaves time for old rows, is not counted, and the next day begins at another set', async () => {
  const day = 86_400_000;
  const retained = new Set<string>();
  const nights = 34;
  let [now, perSet] = [0, 60_000];
  const { maintenance, asked, counted, log } = open(
    {},
    {
      time: () => now,
      passes: () => void (now += perSet),
      retained: (name) => void retained.add(name),
    },
  );
  const firsts = new Set<string | undefined>();
  const seen = new Set<string>();
  for (let night = 0; night < nights; night += 1) {
    now = night * day;
    asked.length = 0;
    expect(await maintenance.run()).toBe(false);
    // 570 seconds, of which the last 25 begin nothing and a quarter is not for this.
    expect(asked).toHaveLength(7);
    firsts.add(asked[0]);
    for (const set of asked) seen.add(set);
  }
  expect(firsts.size).toBeGreaterThan(nights / 2);
  expect(seen.size).toBe(2 * model.length);
  expect(retained.size).toBeGreaterThan(0);
  expect(counted).toEqual([]);
  expect(log.filter((line) => line.includes('before every set had its turn'))).toHaveLength(nights);
  perSet = 0;
  expect(await maintenance.run()).toBe(true);
  expect(counted).toEqual(['upkeep complete']);
});
