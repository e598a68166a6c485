import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryRows } from '../../shared/store/memoryRows.ts';
import { expectExactlyOnce, expectSoundRows, type WritersRun } from '../support/runWriters.ts';
import { faultKinds, seededFaults } from '../support/seededFaults.ts';
describe.each(Object.entries(faultKinds))('soak %s', (_kind, make) => {
  it.each([1, 2])('seed %i', async (seed) => {
    const open = (s: number): WritersRun => {
      const faults = seededFaults(s, make);
      const rows = createMemoryRows({ fault: faults.fault });
      return { instances: [rows, rows, rows], sound: rows, operations: 5000, writers: 60, calm: async () => { faults.on = false; await wait(250); } };
    };
    await expectExactlyOnce(open(seed * 101));
    await expectSoundRows(open(seed * 103));
  }, 280_000);
});
