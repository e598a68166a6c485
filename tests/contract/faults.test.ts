import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { expectExactlyOnce, expectSoundRows, type WritersRun } from '../support/runWriters.ts';
import { faultKinds, seededFaults } from '../support/seededFaults.ts';
import { seedOf } from '../support/seedOf.ts';
import { virtualClock } from '../support/virtualClock.ts';

/** For each kind of fault; 10,000 at night. */
const operations = Number(process.env['FAULT_OPERATIONS'] ?? 150);

describe.each(Object.entries(faultKinds))('rows in memory under %s', (_kind, make) => {
  const open = (seed: number): WritersRun => {
    const faults = seededFaults(seed, make);
    const clock = virtualClock();
    const rows = createMemoryRows({ now: clock.now, fault: faults.fault });
    const calm = async () => {
      faults.on = false;
      await clock.wait(250, new AbortController().signal);
    };
    return { instances: [rows, rows], sound: rows, operations, writers: 24, clock, calm };
  };

  it('carry out each acknowledged change exactly once', async () => {
    await expectExactlyOnce(open(seedOf(11)));
  });

  it('agree when indexed values move and entities come and go', async () => {
    await expectSoundRows(open(seedOf(12)));
  });
});
