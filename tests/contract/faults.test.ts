import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { expectExactlyOnce, expectSoundRows, type WritersRun } from '../support/runWriters.ts';
import { faultKinds, seededFaults } from '../support/seededFaults.ts';
import { seedOf } from '../support/seedOf.ts';

/** For each kind of fault; 10,000 at night. */
const operations = Number(process.env['FAULT_OPERATIONS'] ?? 150);

describe.each(Object.entries(faultKinds))('rows in memory under %s', (_kind, make) => {
  const open = (seed: number): WritersRun => {
    const faults = seededFaults(seed, make);
    const rows = createMemoryRows({ fault: faults.fault });
    const calm = async () => {
      faults.on = false;
      await wait(250);
    };
    return { instances: [rows, rows], sound: rows, operations, writers: 24, calm };
  };

  it('carry out each acknowledged change exactly once', async () => {
    await expectExactlyOnce(open(seedOf(11)));
  });

  it('agree when indexed values move and entities come and go', async () => {
    await expectSoundRows(open(seedOf(12)));
  });
});
