/** Storage that takes 5 seconds for each answer, behind the whole service: what has no pages is answered in time, or says what is less. */
import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { microsoft365CopilotUserCountSummary as summary } from '../../shared/model/copilot/microsoft365CopilotUserCountSummary.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365GroupsActivityDetail as groups } from '../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { entityOf } from '../support/changes.ts';
import { expectError } from '../support/expectError.ts';
import { daysAgo } from '../support/daysAgo.ts';
import { startInProcess } from '../support/inProcess.ts';
import { reading, type Page } from '../support/reading.ts';
import { storageScope } from '../support/storageScope.ts';
import { virtualClock, type VirtualClock } from '../support/virtualClock.ts';
import { writeEntities } from '../support/writeEntities.ts';

/** Milliseconds a request may take, and storage for an answer. */
const longest = 25_000;
const slow = 5000;

const storage = { walked: 1000, answerTime: 0 };
/** What takes longer than one try may, so that it is given up. */
const tooLong = 7000;
let times: (() => number) | undefined;
const rows = createMemoryRows({ walk: () => storage.walked, answerTime: () => times?.() ?? storage.answerTime });
let app: Awaited<ReturnType<typeof startInProcess>>;
let clock: VirtualClock | undefined;

beforeAll(async () => {
  app = await startInProcess({ rows, startClock: () => (clock = virtualClock(Date.now())) });
});
afterEach(() => {
  Object.assign(storage, { walked: 1000, answerTime: 0 });
  times = undefined;
});
afterAll(async () => await app.stop());

const tookAtMost = (milliseconds: number): void => {
  if (clock === undefined) throw new Error('No request had a clock');
  expect(clock.now() - clock.started).toBeLessThan(milliseconds);
};

const store = async (type: EntityType, entities: readonly Entity[]): Promise<void> => {
  await writeEntities(rows, storageScope({ tenant: app.tenant, milliseconds: 60_000 }), type, entities);
};

test('the newest dates of all periods are looked for side by side', async () => {
  const newest = { 7: daysAgo(1), 30: daysAgo(2), 90: daysAgo(3), 180: daysAgo(4) };
  const row = (period: string, date: string): Entity =>
    entityOf(summary, `${period}_${date}`, { reportPeriod: period, reportRefreshDate: date });
  await store(
    summary,
    Object.entries(newest).flatMap(([period, date]) => [row(period, date), row(period, daysAgo(9))]),
  );
  storage.answerTime = slow;
  const call = "copilot/reports/getMicrosoft365CopilotUserCountSummary(period='ALL')?$format=json";
  const pages = await reading(app).pages(call);
  expect(pages.flatMap(({ value }) => value.map(({ id }) => id)).sort()).toEqual(
    Object.entries(newest)
      .map(([period, date]) => `${period}_${date}`)
      .sort(),
  );
  tookAtMost(longest);
});

test('the only period there is of a date is found in time, the longest too', async () => {
  const date = daysAgo(5);
  await store(groups, [entityOf(groups, 'one', { reportPeriod: '180', reportRefreshDate: date })]);
  storage.answerTime = slow;
  const pages = await reading(app).pages(`reports/getOffice365GroupsActivityDetail(date=${date})?$format=json`);
  expect(pages.flatMap(({ value }) => value.map(({ reportPeriod }) => reportPeriod))).toEqual(['180']);
  tookAtMost(longest);
});

test('an answer that is given up costs a series and a detail nothing but time, and more of them are 504 in time', async () => {
  await store(
    counts,
    Array.from({ length: 30 }, (_each, at) =>
      entityOf(counts, `day${at}`, { reportDate: daysAgo(at + 1), reportRefreshDate: daysAgo(1) }),
    ),
  );
  await store(groups, [entityOf(groups, 'two', { reportPeriod: '7', reportRefreshDate: daysAgo(6) })]);
  const calls = [
    "reports/getOffice365ActiveUserCounts(period='D30')?$format=json",
    `reports/getOffice365GroupsActivityDetail(date=${daysAgo(6)})?$format=json`,
  ];
  for (const call of calls) {
    const { value: whole } = await reading(app).json(call);
    expect(whole.length).toBeGreaterThan(0);
    for (let quick = 0; quick < 4; quick += 1) {
      let asked = 0;
      times = () => (asked++ === quick ? tooLong : 0);
      expect((await reading(app).pages(call)).flatMap(({ value }) => value)).toEqual(whole);
      asked = 0;
      times = () => (asked++ >= quick ? tooLong : 0);
      const { status } = await reading(app).get(call);
      expect([200, 504]).toContain(status);
      tookAtMost(longest);
    }
    times = undefined;
  }
});

test('a number of changes that would take too long says how they can be counted', async () => {
  const { get, json, text } = reading(app);
  await store(
    summary,
    Array.from({ length: 200 }, (_each, at) => entityOf(summary, `row${at}`, {})),
  );
  let link = summary.name;
  let page: Page;
  do {
    page = await json(link, { Prefer: 'track-changes' });
    link = page['@odata.nextLink'] ?? String(page['@odata.deltaLink']);
  } while (page['@odata.nextLink'] !== undefined);
  const counted = link.replace(/(?=\?)/, '/$count');
  expect(Number(await text(counted))).toBeGreaterThanOrEqual(200);
  Object.assign(storage, { walked: 20, answerTime: slow });
  const refused = await get(counted);
  await expectError(refused, 'gatewayTimeout', {
    message: /[Ff]ollow the link itself, whose pages end in time, and count what they hold/,
  });
  tookAtMost(longest);
});

test('$apply counts everything or is a 504 in time, never a part: an answer that is given up is asked for again', async () => {
  const days = Array.from({ length: 120 }, (_each, at) =>
    entityOf(groups, `group${at}`, {
      reportPeriod: '7',
      reportRefreshDate: daysAgo(7 + (at % 3)),
      memberCount: BigInt(at),
    }),
  );
  await store(groups, days);
  const applied = [
    "$apply=filter(reportPeriod eq '7')/aggregate($count as n)",
    '$apply=groupby((reportRefreshDate),aggregate(memberCount with sum as members))&$orderby=members desc&$count=true',
    '$apply=filter(memberCount gt 100)/compute(memberCount mul 2 as twice)&$orderby=twice desc&$top=3',
  ].map((options) => `${groups.name}?${options}`);
  for (const query of applied) {
    Object.assign(storage, { walked: 20, answerTime: 0 });
    const whole = await reading(app).text(query);
    for (let quick = 0; quick < 4; quick += 1) {
      let asked = 0;
      times = () => (asked++ === quick ? tooLong : 0);
      expect(await reading(app).text(query)).toBe(whole);
      tookAtMost(longest);
      asked = 0;
      times = () => (asked++ >= quick ? tooLong : 0);
      await expectError(await reading(app).get(query), 'gatewayTimeout');
      tookAtMost(longest);
    }
    times = undefined;
    storage.answerTime = slow;
    await expectError(await reading(app).get(query), 'gatewayTimeout', { message: /Narrow the filter/ });
    tookAtMost(longest);
  }
});
