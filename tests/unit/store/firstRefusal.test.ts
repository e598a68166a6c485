/** What the first refusal tells of a partition: that of the one row by which a set begins says nothing of how many rows it takes. */
import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { patch } from '../../support/changes.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { pacedStage } from '../../support/pacedStage.ts';
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
