/** What becomes of the files of a report when they cannot be had. */
import { CollectFailure } from '../../../shared/collect/collectFailure.ts';
import type { PlannedReport } from '../../../shared/collect/night/planNight.ts';
import { reportRun } from '../../../shared/collect/night/reportRun.ts';

const requests = ['a', 'b'].map((call) => ({ call }));

/** A run of the files of a report that are left, of two, with an hour of time. */
function runOf(left: number, count: () => Promise<boolean>, collect: () => Promise<never>) {
  const planned = { wanted: requests, requests: requests.slice(2 - left), asked: 0 } as unknown as PlannedReport;
  const [unexpected, differing] = [() => undefined, () => []];
  return reportRun(planned, collect, { deadline: Date.now() + 3_600_000, count, unexpected, differing });
}
const counted = async () => await Promise.resolve(true);

test('a service that does not count the request is asked five times, and not until the time is over', async () => {
  let asked = 0;
  const busy = async () => {
    asked += 1;
    return await Promise.reject<boolean>(new CollectFailure('busy', { isTransient: true, retryAfter: '0' }));
  };
  const run = runOf(1, busy, async () => await Promise.reject(new Error('not reached')));
  for (let steps = 0; steps < 20 && !run.isOver(); steps += 1) await run.step();
  expect([run.isOver(), asked]).toEqual([true, 5]);
  expect(run.result()).toMatchObject({ asked: 0, failures: [{ report: 'b', reason: 'busy' }] });
});

test.each([
  ['none of its files was got today', 2, { unavailable: 'no licence', failures: [] }],
  ['others were, a failure', 1, { unavailable: undefined, failures: [{ report: 'b', reason: 'no licence' }] }],
])('a report that Graph does not give is not to be had where %s', async (_what, left, expected) => {
  const run = runOf(left, counted, async () => {
    return await Promise.reject(new CollectFailure('no licence', { isUnavailable: true }));
  });
  while (!run.isOver()) await run.step();
  expect(run.result()).toMatchObject(expected);
});
