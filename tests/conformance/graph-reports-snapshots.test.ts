/**
 * The functions of reports that are the state of a date: which date, and that a half-stored one is not served.
 * https://learn.microsoft.com/graph/api/reportroot-getoffice365groupsactivitydetail
 */
import { entityType, type Entity, type EntityType } from '../../shared/edm/entityType.ts';
import { ledgerId, ledgerName } from '../../shared/edm/ledgerId.ts';
import { microsoft365CopilotUserCountSummary as copilot } from '../../shared/model/copilot/microsoft365CopilotUserCountSummary.ts';
import { office365ActivationsUserDetail as activations } from '../../shared/model/microsoft365/office365ActivationsUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { office365ServicesUserCounts as services } from '../../shared/model/microsoft365/office365ServicesUserCounts.ts';
import { model } from '../../shared/model/model.ts';
import { readSnapshots } from '../../shared/operations/reports/snapshot.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { entityOf } from '../support/changes.ts';
import { daysAgo } from '../support/daysAgo.ts';
import { startInProcess } from '../support/inProcess.ts';
import { storageScope } from '../support/storageScope.ts';
import { writeEntities } from '../support/writeEntities.ts';

type Json = Readonly<Record<string, unknown>>;

/** What functions read of the ledger. */
const ledger = entityType({
  name: ledgerName,
  description: 'What became of a report file.',
  properties: { complete: { type: 'Edm.Boolean', description: 'Whether the file was stored to its end.' } },
  naturalKey: [],
  indexes: [],
});

const rows = createMemoryRows();
let app: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  app = await startInProcess({ rows, model: [...model.filter(({ name }) => name !== ledgerName), ledger] });
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const store = async (type: EntityType, entities: readonly Entity[]) => {
  await writeEntities(rows, storageScope({ tenant: app.tenant, milliseconds: 60_000 }), type, entities);
};
const entry = async (type: EntityType, period: string | null, date: string, complete: boolean | null) => {
  const response = await app.fetch(`/v1.0/${ledger.name}('${ledgerId(type.name, period, date)}')`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(complete === null ? {} : { complete }),
  });
  if (!response.ok) throw new Error(await response.text());
};
async function read(path: string, accept = 'application/json') {
  const response = await app.fetch(encodeURI(`/v1.0/${path}`), { headers: { Accept: accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  const { storageRequests: requests, storageRows: walked } = JSON.parse(app.log.at(-1)!) as Record<string, number>;
  return { text, requests: requests!, walked: walked! };
}
async function page(path: string) {
  const { text, ...cost } = await read(path);
  const parsed = JSON.parse(text) as { readonly value: readonly Json[]; readonly '@odata.nextLink'?: string };
  const link = parsed['@odata.nextLink']?.slice(`${app.publicUrl}/v1.0/`.length);
  return { ...cost, value: parsed.value, next: link === undefined ? undefined : decodeURI(link) };
}

const snapshot = (date: string, period: string | null, more: Json = {}) =>
  ({ reportRefreshDate: date, reportPeriod: period, ...more }) as Readonly<Record<string, string | null>>;

test('the newest date of the period that can be, and its rows only', async () => {
  const row = (id: string, date: string, period: string): Entity => entityOf(services, id, snapshot(date, period));
  await store(services, [
    row('old-7', daysAgo(3), '7'),
    row('new-7', daysAgo(2), '7'),
    row('new-30', daysAgo(1), '30'),
    row('future-7', daysAgo(-2), '7'),
    row('tomorrow-90', daysAgo(-1), '90'),
    entityOf(services, 'undated-180', { reportPeriod: '180' }),
  ]);
  const ids = async (period: string) =>
    (await page(`reports/getOffice365ServicesUserCounts(period='${period}')`)).value.map(({ id }) => id);
  expect(await ids('D7')).toEqual(['new-7']);
  expect(await ids('D30')).toEqual(['new-30']);
  expect(await ids('D90')).toEqual(['tomorrow-90']);
  // Nobody collected that period: an empty answer, in CSV the header alone.
  expect(await ids('D180')).toEqual([]);
  const { text } = await read("reports/getOffice365ServicesUserCounts(period='D180')", 'text/csv');
  expect(text.split('\r\n').length).toBe(2);
});

test('ALL is the newest date of each period', async () => {
  const row = (date: string, period: string): Entity => entityOf(copilot, `${date}_${period}`, snapshot(date, period));
  const [older, newer] = [daysAgo(3), daysAgo(2)];
  const call = (argument: string) => `copilot/reports/getMicrosoft365CopilotUserCountSummary(${argument})`;
  const ids = async (argument: string) => (await page(call(argument))).value.map(({ id }) => id).sort();
  await store(copilot, [row(newer, '7'), row(newer, '30'), row(older, '7'), row(older, '90'), row(newer, '28')]);
  expect(await ids("period='ALL'")).toEqual([`${older}_90`, `${newer}_30`, `${newer}_7`]);
  expect(await ids("period='ALL',version='v2'")).toEqual([`${older}_90`, `${newer}_28`, `${newer}_7`]);
  await entry(copilot, '7', newer, false);
  expect(await ids("period='ALL'")).toEqual([`${older}_7`, `${older}_90`, `${newer}_30`]);
  const first = await app.fetch(`/v1.0/${call("period='ALL'")}`, {
    headers: { Accept: 'application/json', Prefer: 'maxpagesize=1' },
  });
  const { '@odata.nextLink': link, value } = (await first.json()) as { '@odata.nextLink': string; value: Json[] };
  const rest = await page(decodeURI(link.slice(`${app.publicUrl}/v1.0/`.length)));
  expect([...value, ...rest.value].length + (rest.next === undefined ? 0 : 1)).toBe(3);
});

describe('a date of which the ledger says that it is not complete', () => {
  const [day3, day2, day1] = [daysAgo(3), daysAgo(2), daysAgo(1)];
  const call = (argument: string) => `reports/getOffice365GroupsActivityDetail(${argument})`;
  const names = async (argument: string) =>
    (await page(call(argument))).value.map(({ groupDisplayName }) => groupDisplayName);

  beforeAll(async () => {
    await store(groups, [
      ...[day3, day2, day1].flatMap((date) =>
        ['7', '30'].map((period) =>
          entityOf(groups, `${date}_${period}`, snapshot(date, period, { groupDisplayName: `${date} ${period}` })),
        ),
      ),
      entityOf(groups, 'own', snapshot(day1, null, { groupDisplayName: 'own' })),
    ]);
  });

  test('is passed over, for that period, and counts again when it is complete', async () => {
    expect(await names("period='D7'")).toEqual([`${day1} 7`]);
    await entry(groups, '7', day1, false);
    expect(await names("period='D7'")).toEqual([`${day2} 7`]);
    expect(await names("period='D30'")).toEqual([`${day1} 30`]);
    await entry(groups, '7', day2, false);
    const { requests, walked } = await page(call("period='D7'"));
    expect(await names("period='D7'")).toEqual([`${day3} 7`]);
    // The date and its entry, for each date; then the rows.
    expect([requests, walked <= 1 + 2 * requests]).toEqual([7, true]);
    await entry(groups, '7', day3, false);
    expect(await names("period='D7'")).toEqual([]);
    const { text } = await read(call("period='D7'"), 'text/csv');
    expect(text.split('\r\n').length).toBe(2);
    expect((await read(`${call("period='D7'")}/$count`, 'text/plain')).text).toBe('0');
    await entry(groups, '7', day2, true);
    expect(await names("period='D7'")).toEqual([`${day2} 7`]);
  });

  test('nothing else an entry says hides a row', async () => {
    await entry(groups, '30', day1, null);
    expect(await names("period='D30'")).toEqual([`${day1} 30`]);
    await entry(groups, '30', day1, true);
    await entry(groups, '90', daysAgo(0), true);
    expect(await names("period='D90'")).toEqual([]);
    expect(await names("period='D30'")).toEqual([`${day1} 30`]);
  });

  test('a date is served in its shortest period that is all there', async () => {
    await entry(groups, '7', day1, false);
    await entry(groups, '30', day1, true);
    expect(await names(`date=${day1}`)).toEqual([`${day1} 30`]);
    await entry(groups, '7', day1, true);
    expect(await names(`date=${day1}`)).toEqual([`${day1} 7`]);
    expect(await names(`date=${daysAgo(9)}`)).toEqual([]);
    const { text } = await read(call(`date=${day1}`), 'text/csv');
    expect(text.split('\r\n').length).toBe(3);
  });

  test('also where the report has no periods', async () => {
    const row = (date: string): Entity => entityOf(activations, date, { reportRefreshDate: date, displayName: date });
    await store(activations, [row(day2), row(day1)]);
    const dates = async (parentheses = '()') =>
      (await page(`reports/getOffice365ActivationsUserDetail${parentheses}`)).value.map(
        ({ displayName }) => displayName,
      );
    expect(await dates()).toEqual([day1]);
    // A call without parameters may leave out the parentheses (Protocol 4.01, 13.2.1).
    expect(await dates('')).toEqual([day1]);
    await entry(activations, null, day1, false);
    expect(await dates()).toEqual([day2]);
  });
});

test.each([1000, 10_000])('a detail of %i people: each page walks what it returns', async (people) => {
  const type = model.find(
    ({ name }) => name === (people === 1000 ? 'teamsUserActivityUserDetail' : 'emailActivityUserDetail'),
  )!;
  const name = (at: number): string => `user${String((at * 7919) % people).padStart(6, '0')}@contoso.example`;
  const entities = [daysAgo(2), daysAgo(1)].flatMap((date) =>
    ['7', '30'].flatMap((period) =>
      Array.from({ length: period === '30' ? people : 10 }, (_, at) =>
        entityOf(type, `${date}_${period}_${at}`, snapshot(date, period, { userPrincipalName: name(at) })),
      ),
    ),
  );
  await store(type, entities);
  const call = `reports/${type.reportFunction!.name}`;
  // To count takes a walk over the people of the period, and over no row of another.
  const counted = '$count=true&$orderby=userPrincipalName&$top=25';
  const ofPeriod = `${type.name}?$filter=reportPeriod eq '30' and reportRefreshDate eq ${daysAgo(1)}&${counted}`;
  for (const path of [`${call}(period='D30')?${counted}`, ofPeriod]) {
    const { value, requests, walked } = await page(path);
    expect([value.length, walked <= people + 25 + 2 * requests]).toEqual([25, true]);
    expect(requests).toBeLessThanOrEqual(6 + people / 1000);
  }
  const seen: unknown[] = [];
  let path: string | undefined = `${call}(period='D30')?$select=userPrincipalName`;
  for (let first = true; path !== undefined; first = false) {
    const { value, requests, walked, next }: Awaited<ReturnType<typeof page>> = await page(path);
    expect(walked).toBeLessThanOrEqual(value.length + 2 * requests);
    expect(requests).toBeLessThanOrEqual(1 + value.length / 1000 + (first ? 2 : 0));
    seen.push(...value.map(({ userPrincipalName }) => userPrincipalName));
    // What comes meanwhile is another report.
    if (first) await store(type, [entityOf(type, 'newer', snapshot(daysAgo(0), '30', { userPrincipalName: 'new' }))]);
    path = next;
  }
  expect(seen).toEqual(Array.from({ length: people }, (_, at) => name(at)).sort());

  const ofDate = `${call}(date=${daysAgo(1)})`;
  for (const [options, returned] of [
    ['?$top=25', 10],
    ["?$filter=startswith(userPrincipalName,'user00000')&$orderby=userPrincipalName", undefined],
  ] as const) {
    const { value, requests, walked } = await page(ofDate + options);
    if (returned !== undefined) expect(value.length).toBe(returned);
    expect(walked).toBeLessThanOrEqual(value.length + 2 * requests);
    expect(requests).toBeLessThanOrEqual(4);
  }
  const { text, requests, walked } = await read(`${call}(period='D30')?$filter=reportRefreshDate ne null`, 'text/csv');
  expect([text.split('\r\n').length, requests <= 4, walked <= 10]).toEqual([3, true, true]);
});

test('what no page of a call could be of is a 400', () => {
  const [latest, periods] = ['2026-11-30', ['7', '30']];
  const right = [{ period: '7', date: '2026-11-28' }];
  expect(readSnapshots('7=2026-11-28', periods, { period: 'D7' }, latest)).toEqual(right);
  expect(readSnapshots('=2026-11-28', [], {}, latest)).toEqual([{ period: undefined, date: '2026-11-28' }]);
  for (const wrong of [
    '',
    '7',
    '7=',
    '=2026-11-28',
    '90=2026-11-28',
    '7=2026-02-30',
    '7=2026-12-01',
    '7=2026-11-28=',
    '7=2026-11-28;7=2026-11-27',
    '7=2026-11-28;',
  ]) {
    expect(() => readSnapshots(wrong, periods, { period: 'D7' }, latest)).toThrow(/paging token/);
  }
  expect(() => readSnapshots('7=2026-11-28', periods, { date: '2026-11-27' }, latest)).toThrow(/paging token/);
});
