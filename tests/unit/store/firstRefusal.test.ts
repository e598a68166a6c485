/** What becomes of bulks where storage takes nothing at first: the refusal of the one row by which a set begins says nothing of how many rows it takes. */
import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { patch } from '../../support/changes.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { pacedStage } from '../../support/pacedStage.ts';
import { secondsFor } from '../../support/secondsFor.ts';
import { seededRandom } from '../../support/seededFaults.ts';

// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  [100, 250],
  [200, 500],
  [500, 1000],
])('%i rows a second, after storage took nothing while the set began: %i items find time', async (perSecond, count) => {
  const rows = (time: number): number => (time >= 27 && time < 1427 ? 0 : perSecond);
  const { stores, scope, faults } = pacedStage({ rows, burst: 0.25 });
  const changes = hashedKeys(count).map((key) => patch(counts, key, { teams: 1n, reportDate: '2026-01-02' }));
  const outcomes = await stores[0]!.commitEach(scope(), counts, changes);
  expect(outcomes.filter((one) => one instanceof ODataError)).toHaveLength(0);
  expect(await faults()).toEqual([]);
});

// With 125 rows saved up there is never a transaction more after a quarter of twice the time it takes.
test('500 rows a second are found by one that took the partition for slower', async () => {
  const rows = (time: number): number => (time >= 27 && time < 3027 ? 0 : 500);
  const { stores, scope, seconds } = pacedStage({ rows, burst: 0.25 });
  const changes = hashedKeys(1000).map((key) => patch(counts, key, { teams: 1n, reportDate: '2026-01-02' }));
  const outcomes = await stores[0]!.commitEach(scope(), counts, changes);
  expect(outcomes.filter((one) => one instanceof ODataError)).toHaveLength(0);
  expect(seconds()).toBeLessThanOrEqual(1.3 * secondsFor(4000, rows) + 1);
});
