/**
 * The release before and this version write the same rows in turns, as while one is deployed after the other or taken back:
 * one order of events, nothing lost, by seeds; storage is slow and fails.
 */
import { createMemoryRows, type MemoryFault } from '../../shared/store/rows/createMemoryRows.ts';
import { expectAgreement, expectLinearizable } from '../support/expectLinearizable.ts';
import { startInProcess } from '../support/inProcess.ts';
import { startLastRelease } from '../support/lastRelease.ts';
import { recordHistory } from '../support/recordHistory.ts';
import { sampled } from '../support/sampled.ts';
import { seededRandom } from '../support/seededFaults.ts';
import { seedOf } from '../support/seedOf.ts';
import { spreadApps } from '../support/spreadApps.ts';

const unavailable = { kind: 'unavailable' } as const;
const seeds = Array.from({ length: 20 }, (_, at) => seedOf(at + 1));

test.each(sampled(seeds, 2))('callers of both see one order of events, and nothing is lost (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  let isCalm = false;
  const fault = (): MemoryFault | undefined => {
    if (isCalm) return undefined;
    const drawn = random();
    if (drawn < 0.02) return { failBefore: unavailable };
    if (drawn < 0.04) return { failAfter: unavailable };
    return drawn < 0.5 ? { delay: random() * 3 } : undefined;
  };
  const rows = createMemoryRows({ fault });
  const apps = [await startLastRelease({ rows }), await startInProcess({ rows })] as const;
  try {
    expect(apps[0].tenant).toBe(apps[1].tenant);
    const calm = async (): Promise<void> => await Promise.resolve(void (isCalm = true));
    const seen = await recordHistory({ app: spreadApps(apps), operations: 400, callers: 8, keys: 4, seed, calm });
    expectLinearizable(seen);
    await expectAgreement(rows, apps[0].tenant);
    expect(Object.keys(seen.statuses)).toEqual(expect.arrayContaining(['200', '201', '204', '404', '412']));
  } finally {
    for (const app of apps) await app.stop();
  }
});
