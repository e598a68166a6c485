import { createMaintenance } from '../../../shared/service/createMaintenance.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { model } from '../../../shared/model/model.ts';

/** Upkeep over sets that take so many runs each, one after the other, whatever is done between. */
function open(runsOf: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const counts = new Map<string, number>();
  const log: string[] = [];
  const parts = {
    model,
    gate: { authenticate: () => Promise.reject(new Error('nobody calls')), check: () => Promise.resolve(true) },
    publicUrl: 'https://reports.example',
    log: createServiceLog((line) => void log.push(line)),
    store: {
      ...createStore(createMemoryRows()),
      maintain: async ({ tenant }: { readonly tenant: string }, { name }: { readonly name: string }) => {
        const set = `${tenant} ${name}`;
        const runs = (counts.get(set) ?? 0) + 1;
        counts.set(set, runs);
        asked.push(set);
        const needed = runsOf[name] ?? 1;
        if (needed === Infinity) throw new Error('storage is gone');
        return await Promise.resolve({ purged: 0, damaged: 0, complete: runs % needed === 0 });
      },
    },
  };
  return {
    maintenance: createMaintenance(parts as never, { auth: { tenants: ['a', 'b'] }, timeLimit: 570_000 }),
    asked,
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
