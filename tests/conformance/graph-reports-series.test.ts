/**
 * The functions of reports with a row for each day: a view over the rows of the set, computed for each answer.
 * https://learn.microsoft.com/graph/api/reportroot-getonedriveusagestorage
 */
import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { naturalId } from '../../shared/edm/naturalId.ts';
import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import { microsoft365CopilotUserCountTrend as copilot } from '../../shared/model/copilot/microsoft365CopilotUserCountTrend.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { emailActivityCounts as mails } from '../../shared/model/exchange/emailActivityCounts.ts';
import { oneDriveUsageStorage as storage } from '../../shared/model/oneDrive/oneDriveUsageStorage.ts';
import { readSeries } from '../../shared/operations/reports/readSeries.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { entityOf } from '../support/changes.ts';
import { expectError } from '../support/expectError.ts';
import { daysAgo } from '../support/daysAgo.ts';
import { startInProcess } from '../support/inProcess.ts';
import { storageScope } from '../support/storageScope.ts';
import { writeEntities } from '../support/writeEntities.ts';

type Values = Readonly<Record<string, PropertyValue>>;
type Json = Readonly<Record<string, unknown>>;

const rows = createMemoryRows();
let app: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  app = await startInProcess({ rows });
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const store = async (type: EntityType, entities: readonly Entity[]) => {
  await writeEntities(rows, storageScope({ tenant: app.tenant, milliseconds: 60_000 }), type, entities);
};
const get = async (path: string, headers: Record<string, string> = { Accept: 'application/json' }) =>
  await app.fetch(encodeURI(`/v1.0/${path}`), { headers });
async function read(path: string, headers?: Record<string, string>) {
  const response = await get(path, headers);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  const { storageRequests: requests, storageRows: walked } = JSON.parse(app.log.at(-1)!) as Record<string, number>;
  const page = JSON.parse(text) as { readonly value: readonly Json[]; readonly '@odata.nextLink'?: string };
  return { page, value: page.value, requests: requests!, walked: walked! };
}

test('one row a day and kind, of several the one that ranks highest', async () => {
  const row = (id: string, date: string, refreshed: string | null, period: string | null, value: bigint): Entity =>
    entityOf(mails, id, { reportDate: date, reportRefreshDate: refreshed, reportPeriod: period, send: value });
  const natural = (date: string, refreshed: string | null, period: string | null, value: bigint): Entity => {
    const made = row('', date, refreshed, period, value);
    return { ...made, id: [naturalId(mails, made)].join('') };
  };
  const [day1, day2, day3, day4, day5, day6, day7] = [7, 6, 5, 4, 3, 2, 1].map((back) => daysAgo(back));
  await store(mails, [
    // The newer refresh date, whatever the period; none is the oldest.
    row('a', day1!, day5!, '7', 10n),
    row('b', day1!, day6!, '180', 11n),
    row('c', day1!, null, '7', 12n),
    // Then the period asked for, then the shorter.
    row('a2', day2!, day6!, '180', 20n),
    row('b2', day2!, day6!, '30', 21n),
    row('c2', day2!, day6!, '90', 22n),
    row('d2', day2!, day6!, null, 23n),
    row('e2', day2!, day6!, 'D7', 24n),
    // Then the row under its natural id, then the lower id.
    row('!first', day3!, day6!, '30', 30n),
    natural(day3!, day6!, '30', 31n),
    row('b4', day4!, day6!, '30', 41n),
    row('a4', day4!, day6!, '30', 40n),
    row('a7', day7!, day7!, '7', 70n),
    // A refresh date that cannot be yet counts as none.
    row('b7', day7!, '2062-01-01', '7', 71n),
    // No day, and a day that cannot be.
    row('undated', null!, day7!, '7', 80n),
    row('future', daysAgo(-2), daysAgo(-2), '7', 90n),
  ]);
  const sent = async (period: string) =>
    (await read(`reports/getEmailActivityCounts(period='${period}')`)).value.map(({ send }) => send);
  expect(await sent('D7')).toEqual([70, 40, 31, 21, 11]);
  expect(await sent('D90')).toEqual([70, 40, 31, 22, 11]);
  expect(await sent('D180')).toEqual([70, 40, 31, 20, 11]);
  const { value } = await read("reports/getEmailActivityCounts(period='D30')");
  expect(new Set(value.map((each) => `${String(each['reportRefreshDate'])} ${String(each['reportPeriod'])}`))).toEqual(
    new Set([`${day7!} 30`]),
  );
  // Tomorrow is a day somewhere already.
  await store(mails, [row('tomorrow', daysAgo(-1), day7!, '7', 99n)]);
  expect(await sent('D7')).toEqual([99, 70, 40, 31]);
});

test('site types are rows of their own, in their order within a day', async () => {
  const row = (id: string, siteType: string | null, back: number, used: bigint): Entity =>
    entityOf(storage, id, {
      siteType,
      reportDate: daysAgo(back),
      reportRefreshDate: daysAgo(1),
      reportPeriod: '30',
      storageUsedInBytes: used,
    });
  await store(storage, [
    row('1', 'OneDrive', 1, 1n),
    row('2', 'All', 1, 2n),
    row('3', 'All', 2, 3n),
    row('4', 'OneDrive', 2, 4n),
    row('5', null, 2, 5n),
    row('6', 'All', 8, 6n),
  ]);
  const call = "reports/getOneDriveUsageStorage(period='D7')";
  const used = async (options: string) =>
    (await read(`${call}${options}`)).value.map(({ storageUsedInBytes }) => storageUsedInBytes);
  expect(await used('')).toEqual([2, 1, 5, 3, 4]);
  expect(await used("?$filter=siteType eq 'All'")).toEqual([2, 3]);
  expect(await used('?$orderby=siteType')).toEqual([5, 2, 3, 1, 4]);
  expect(await used('?$orderby=storageUsedInBytes desc&$skip=1&$top=2')).toEqual([4, 3]);
  expect(await used("/$filter(siteType ne 'All')?$filter=storageUsedInBytes gt 1")).toEqual([5, 4]);
  const sums = '$apply=groupby((reportDate),aggregate(storageUsedInBytes with sum as total))';
  expect((await read(`${call}?${sums}`)).value.map(({ total }) => total).sort()).toEqual([12, 3]);
  // Each page goes on where the one before ended, whatever the order.
  for (const order of ['', '$orderby=siteType&', '$orderby=storageUsedInBytes mod 2&']) {
    const whole = await used(`?${order}$count=true`);
    const paged: unknown[] = [];
    let path: string | undefined = `${call}?${order}$count=true`;
    while (path !== undefined) {
      const { page }: Awaited<ReturnType<typeof read>> = await read(path, {
        Prefer: 'maxpagesize=2',
        Accept: 'application/json',
      });
      expect(page).toMatchObject({ '@odata.count': 5 });
      paged.push(...page.value.map(({ storageUsedInBytes }) => storageUsedInBytes));
      path = page['@odata.nextLink'] && decodeURI(page['@odata.nextLink'].slice(`${app.publicUrl}/v1.0/`.length));
    }
    expect(paged).toEqual(whole);
  }
});

test('ALL is a block for each period, and the second version of Copilot has 28 days', async () => {
  const days = Array.from({ length: 200 }, (_, back) => daysAgo(back + 1));
  const row = (date: string): Entity =>
    entityOf(copilot, date, { reportDate: date, reportRefreshDate: daysAgo(1), reportPeriod: '180' });
  await store(copilot, days.map(row));
  const call = (argument: string) => `copilot/reports/getMicrosoft365CopilotUserCountTrend(${argument})`;
  const blocks = async (argument: string, options = '') => {
    const { value } = await read(`${call(argument)}${options}`);
    const lengths = new Map<unknown, number>();
    for (const { reportPeriod } of value) lengths.set(reportPeriod, (lengths.get(reportPeriod) ?? 0) + 1);
    return [...lengths];
  };
  const four = [
    ['7', 7],
    ['30', 30],
    ['90', 90],
    ['180', 180],
  ];
  expect(await blocks("period='ALL'")).toEqual(four);
  expect(await blocks("period='ALL',version='v2'")).toEqual([four[0], ['28', 28], four[2], four[3]]);
  expect(await blocks("period='D28',version='v2'")).toEqual([['28', 28]]);
  expect(await blocks("period='ALL'", `?$filter=reportDate ge ${daysAgo(2)}`)).toEqual(four.map(([name]) => [name, 2]));
  await expectError(await get(call("period='D28'")), 'invalidParameterFormat', { target: 'period' });
  // No two rows have the same id, and each is found by its own.
  const { value } = await read(call("period='ALL'"));
  expect(new Set(value.map(({ id }) => id)).size).toBe(307);
  expect(value.slice(0, 7).map(({ reportDate }) => reportDate)).toEqual(days.slice(0, 7));
  const one = await read(`${call("period='ALL'")}('${String(value[10]?.['id'])}')`);
  expect(one.page).toMatchObject(value[10]!);
  const csv = await (await get(call("period='ALL'"), { Accept: 'text/csv' })).text();
  expect(csv.split('\r\n').length).toBe(309);
});

describe('what is read', () => {
  test.each([
    ['a day once, 20 years long', 7300, 1],
    ['a day as often as the nights that had it', 180, 40],
  ])('%s', async (_what, days, times) => {
    const entities = Array.from({ length: days * times }, (_, at): Entity => {
      const back = (at % days) + 1;
      return entityOf(counts, `${times}-${at}`, {
        reportDate: daysAgo(back),
        reportRefreshDate: daysAgo(Math.max(1, back - Math.floor(at / days))),
        reportPeriod: '30',
      });
    });
    await store(counts, entities);
    for (const [period, options] of [
      [7, ''],
      [180, ''],
      [180, '?$top=5'],
      [180, '?$orderby=office365&$count=true&$top=5'],
      [180, '?$filter=office365 gt 5'],
    ] as const) {
      const { requests, walked } = await read(`reports/getOffice365ActiveUserCounts(period='D${period}')${options}`);
      // The newest day, then the rows of these days and no other.
      expect(walked).toBeLessThanOrEqual(period * times + (times > 1 ? period : 0) + 2);
      expect(requests).toBeLessThanOrEqual(2 + Math.ceil(walked / 1000));
    }
  });

  test('a day that callers stored too often is a 504 that says what helps, and never a part of it', async () => {
    const row = (_: unknown, at: number): Entity =>
      entityOf(counts, `again-${at}`, { reportDate: daysAgo(1), reportRefreshDate: daysAgo(1), reportPeriod: '7' });
    await store(counts, Array.from({ length: 9001 }, row));
    for (const [path, accept] of [
      ["reports/getOffice365ActiveUserCounts(period='D7')", 'application/json'],
      ["reports/getOffice365ActiveUserCounts(period='D7')/$count", 'text/plain'],
      ["reports/getOffice365ActiveUserCounts(period='D7')", 'text/csv'],
    ] as const) {
      await expectError(await get(path, { Accept: accept }), 'gatewayTimeout', {
        message: /more than 9000 rows.*read the set 'office365ActiveUserCounts'/,
      });
    }
    expect((await app.takeFailures()).length).toBe(3);
  });
});

test('an anchor that no page could hold is a 400, an old one its view', async () => {
  const context = { store: createStore(rows), scope: storageScope({ tenant: app.tenant }) };
  const read7 = async (anchor: string) =>
    await readSeries(context, { type: mails, arguments: { period: 'D7' }, anchor });
  const foreign = ['0', '10000', 'x', '3_', '3_x', '3_over_'].map((more) => `${daysAgo(6)}__${more}`);
  const dates = ['', '_', 'x', '2026-02-30_', `${daysAgo(-2)}_`, '2026-01-01_x', '2026-01-01_2026-01-01_'];
  for (const anchor of [...dates, ...foreign]) {
    await expect(read7(anchor)).rejects.toMatchObject({ innerCode: 'invalidSkipToken' });
  }
  for (const more of ['', '_3', '_3_over'])
    expect((await read7(`${daysAgo(6)}_${more}`)).entities.map(({ send }: Values) => send)).toEqual([21n, 11n]);
  expect((await read7('0001-01-01_')).entities).toEqual([]);
});
