import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { expectAgreement, expectLinearizable } from '../support/expectLinearizable.ts';
import { startInProcess } from '../support/inProcess.ts';
import { recordHistory } from '../support/recordHistory.ts';
import { faultKinds, seededFaults } from '../support/seededFaults.ts';
import { seedOf } from '../support/seedOf.ts';
import { virtualClock } from '../support/virtualClock.ts';

/** 200 for each kind of fault, and 10,000 at night. */
const operations = Number(process.env['FAULT_OPERATIONS'] ?? 200);

/** Every answer is right or an honest 503, 504 or 429, what was acknowledged is there, and all rows agree. */
test.each(Object.entries(faultKinds))(`${operations} operations under %s`, async (kind, make) => {
  const seed = seedOf(kind.length);
  const faults = seededFaults(seed, make, 0.05);
  const clock = virtualClock();
  const rows = createMemoryRows({ now: clock.now, fault: faults.fault });
  const app = await startInProcess({ rows, startClock: () => ({ ...clock, started: clock.now() }) });
  try {
    const calm = async (): Promise<void> => {
      faults.on = false;
      await clock.wait(250, new AbortController().signal);
    };
    const seen = await recordHistory({
      app,
      operations,
      callers: Math.min(100, operations / 40),
      keys: operations / 50,
      seed,
      calm,
    });
    expectLinearizable(seen);
    await expectAgreement(rows, app.tenant);
    expect(seen.statuses['200']).toBeGreaterThan(operations / 4);
  } finally {
    await app.stop();
  }
});
