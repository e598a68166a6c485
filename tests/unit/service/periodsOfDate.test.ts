/** What `getX(date=...)` asks storage for: the shortest period of the date, one request for each that is passed over, its entry in the ledger, and the rows. */
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { entityOf } from '../../support/changes.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';
import { writeEntities } from '../../support/writeEntities.ts';

const clock = virtualClock();
let answerTime = 10;
const rows = createMemoryRows({ now: clock.now, answerTime: () => answerTime });
let app: Awaited<ReturnType<typeof startInProcess>>;

/** A date for each of the periods there may be, alone and together; none of the last. */
const stored = [['7'], ['30'], ['90'], ['180'], ['30', '90', '180'], ['7', '30', '90', '180'], []];
const dateOf = (index: number): string => dateFrom('2026-01-01', index);

beforeAll(async () => {
  app = await startInProcess({ rows, startClock: () => ({ ...clock, started: clock.now() }) });
  await writeEntities(
    rows,
    storageScope({ tenant: app.tenant, milliseconds: 60_000 }),
    groups,
    stored.flatMap((periods, index) =>
      periods.flatMap((reportPeriod) =>
        ['a', 'b'].map((groupDisplayName) => {
          const reportRefreshDate = dateOf(index);
          return entityOf(groups, `${index} ${reportPeriod} ${groupDisplayName}`, {
            reportRefreshDate,
            reportPeriod,
            groupDisplayName,
          });
        }),
      ),
    ),
  );
});
afterAll(async () => await app.stop());

async function called(index: number) {
  const from = clock.now();
  const path = `/v1.0/reports/${groups.reportFunction!.name}(date=${dateOf(index)})`;
  const answer = await app.fetch(path, { headers: { Accept: 'application/json' } });
  const { value } = (await answer.json()) as { readonly value: readonly { readonly reportPeriod: string }[] };
  const { storageRequests: requests, storageRows: walked } = JSON.parse(app.log.at(-1)!) as Record<string, number>;
  return { periods: value.map(({ reportPeriod }) => reportPeriod), requests, walked, time: clock.now() - from };
}

describe.each([
  ['quick', 10],
  ['slow', 1000],
])('where storage is %s', (speed, milliseconds) => {
  beforeAll(() => {
    answerTime = milliseconds;
  });

  it.each(stored.map((periods, index) => [periods.join(), periods[0], index] as const))(
    'a date of the periods %s',
    async (_periods, shortest, index) => {
      const { periods, requests, walked, time } = await called(index);
      expect(periods).toEqual(shortest === undefined ? [] : [shortest, shortest]);
      const passed = shortest === undefined ? 4 : ['7', '30', '90', '180'].indexOf(shortest);
      // The rows, the row that tells that there are any, and the entry of the period.
      const own = shortest === undefined ? 0 : 3;
      if (speed === 'quick') expect(requests).toBe(passed + own);
      expect(walked).toBeLessThanOrEqual(periods.length + 2 * requests!);
      // Those behind the first are asked for side by side, so that four answers are the longest of all: two of them the entry and the rows.
      if (speed === 'slow') expect(time).toBeLessThanOrEqual(4 * milliseconds);
    },
  );
});
