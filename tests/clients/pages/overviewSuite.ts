import type { Page } from 'playwright-core';
import { dateFrom } from '../../support/dateFrom.ts';
import { fixtureMean, fixtureNewest, fixtureRows } from './pageFixture.ts';
import { eventually, mainText, settled, tableRows, type Talk } from './pageTalk.ts';

const active = 'office365ActiveUserCounts';
const services = 'office365ServicesUserCounts';
const daysBefore = (days: number): string => dateFrom(fixtureNewest, -days);
const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

function signed(value: number, digits?: number): string {
  const places = digits ?? (Math.abs(value) < 10 ? 1 : 0);
  const text = Math.abs(value).toFixed(places);
  const sign = Number(text) === 0 ? '' : value > 0 ? '+' : '−';
  return `${sign}${text}${digits === undefined ? '\u00a0%' : ''}`;
}

function total(period: string, date: string): Readonly<Record<string, number>> {
  return (fixtureRows[services] ?? []).find(
    (row) => row['reportPeriod'] === period && row['reportRefreshDate'] === date,
  ) as Readonly<Record<string, number>>;
}

/** The overview: what it asks, and that every figure is that of the rows. */
export function overviewSuite({ stage, at }: Talk): void {
  let page: Page;
  let asked: readonly string[];

  beforeAll(async () => {
    stage().asked();
    page = await at('/');
    asked = stage().asked();
  });

  test('asks for everything in one batch of 13', () => {
    const days = 'reportDate le 2026-11-29';
    const dates = 'reportRefreshDate le 2026-11-29';
    const newestDays = (filter: string, select: string): string =>
      `$filter=${filter}&$orderby=reportDate desc&$top=378&$select=${select}`;
    const stored = 'reportDate,reportRefreshDate,storageUsedInBytes';
    const byDate = '$orderby=reportRefreshDate desc';
    expect(asked).toEqual([
      'POST /v1.0/$batch',
      `active: ${active}?${newestDays(days, 'reportDate,reportRefreshDate,office365,exchange,teams,oneDrive,sharePoint,yammer')}`,
      `enabled: ${services}?$filter=reportPeriod eq '30' and ${dates}&${byDate}&$top=45`,
      `reach: ${services}?$filter=reportPeriod in ('7','90','180') and ${dates}&${byDate}&$top=9&$select=reportRefreshDate,reportPeriod,office365Active,office365Inactive`,
      `copilotDays: microsoft365CopilotUserCountTrend?${newestDays(days, 'reportDate,reportRefreshDate,anyAppEnabledUsers,anyAppActiveUsers')}`,
      `copilot: microsoft365CopilotUserCountSummary?$filter=reportPeriod in ('28','30') and ${dates}&${byDate}&$top=45&$select=reportRefreshDate,reportPeriod,anyAppEnabledUsers,anyAppActiveUsers`,
      `mailboxStorage: mailboxUsageStorage?${newestDays(days, stored)}`,
      `oneDriveStorage: oneDriveUsageStorage?${newestDays(`siteType eq 'OneDrive' and ${days}`, stored)}`,
      `siteStorage: sharePointSiteUsageStorage?${newestDays(`siteType eq 'All' and ${days}`, stored)}`,
      `quota: mailboxUsageQuotaStatusMailboxCounts?$filter=${days}&$orderby=reportDate desc&$top=1`,
      `devices: teamsDeviceUsageDistributionUserCounts?$filter=reportPeriod eq '30' and ${dates}&${byDate}&$top=1`,
      `apps: m365AppUserCounts?$filter=${days}&$orderby=reportDate desc&$top=14`,
      `activations: office365ActivationsUserCounts?$filter=${dates}&${byDate}&$top=30`,
      'coverage: reportCoverage?$top=200',
    ]);
  });

  test('the share is that of the services report, against a month before', async () => {
    const [now, before] = [total('30', fixtureNewest), total('30', daysBefore(30))];
    const enabled = now['office365Active']! + now['office365Inactive']!;
    const text = await mainText(page);
    expect(text).toContain(
      `${number(now['office365Active']!)} of ${number(enabled)} people who may use it; ${((100 * before['office365Active']!) / (before['office365Active']! + before['office365Inactive']!)).toFixed(1)}\u00a0% a month ago.`,
    );
    expect(await page.locator('.huge').innerText()).toBe(`${((100 * now['office365Active']!) / enabled).toFixed(0)}%`);
    const half = total('180', fixtureNewest);
    const idle = `${number(half['office365Inactive']!)} people`;
    expect(text).toContain(`${idle} of them had no activity in 180 days.`);
    // The list behind it is of as many days.
    expect(await page.getByRole('link', { name: idle }).getAttribute('href')).toMatch(/\?show=idle-180$/);
    expect(text).toContain('Figures up to Thursday 26 November 2026.');
  });

  test.each([
    ['office365', 'Microsoft 365'],
    ['teams', 'Teams'],
    ['yammer', 'Viva Engage'],
  ])('the row of %s has the figures of the rows', async (column, name) => {
    const row = (await tableRows(page, '.score tbody')).find(([first]) => first === name)!;
    const share = total('30', fixtureNewest);
    const before = total('30', daysBefore(30));
    const percent = (of: Readonly<Record<string, number>>): number =>
      (100 * of[`${column}Active`]!) / (of[`${column}Active`]! + of[`${column}Inactive`]!);
    // The empty cell of Viva Engage is left out of its mean.
    const now = fixtureMean(active, column, fixtureNewest);
    const to = (days: number): string =>
      signed(
        (100 * (now - fixtureMean(active, column, daysBefore(days)))) / fixtureMean(active, column, daysBefore(days)),
      );
    expect(row[1]).toContain(`${percent(share).toFixed(0)}\u00a0%`);
    expect(row.slice(2, 7)).toEqual([signed(percent(share) - percent(before), 1), number(now), to(7), to(28), to(364)]);
  });

  test('Copilot says that it counts over 28 days', async () => {
    const row = (await tableRows(page, '.score tbody')).find(([first]) => first === 'Copilot')!;
    expect(row[1]).toMatch(/of \d+, 28 days$/);
  });

  test('storage, devices, quota, activations and coverage are told', async () => {
    const text = await mainText(page);
    const bytes = fixtureRows['mailboxUsageStorage']![0]!['storageUsedInBytes'] as number;
    expect(text).toContain(`${(bytes / 1024 ** 4).toFixed(1)}\u00a0TB`);
    expect(text).toContain('1,800 of 1,980 assigned licences are activated (91\u00a0%).');
    expect(text).toContain('1,954 of 1,975 are below the warning.');
    expect(text).toContain('1 day of active users is missing, and 1 report failed at the last run.');
    expect(text).toContain(
      '2 of 3 reports stored, 0 without news, 1 failed: Teams device usage: licensed people by device (too many requests).',
    );
    expect(await page.locator('.strip .hole').count()).toBeGreaterThan(0);
    // Reports are called as their titles call them.
    expect(await page.locator('.strips > span:first-child').innerText()).toBe('Microsoft 365 active users');
    const heads = await page.locator('.panel h3 a').allInnerTexts();
    expect(heads).toEqual(
      expect.arrayContaining(['Teams device usage', 'Microsoft 365 Apps usage', 'Mailboxes by quota']),
    );
  });

  test('a gap breaks the lines, is hatched, and is named', async () => {
    const paths = await page
      .locator('#daily path.line')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('d') ?? ''));
    expect(paths).toHaveLength(6);
    for (const path of paths) expect(path.match(/M/g)).toHaveLength(2);
    expect(await page.locator('#daily .missing').count()).toBe(1);
    expect(await page.locator('#daily .gap').textContent()).toBe('12 Sep missing');
  });

  test('six questions lead to details by name, with a figure where a total gives it', async () => {
    const links = await page
      .locator('section[aria-labelledby="namesTitle"] li')
      .evaluateAll((items) =>
        items.map((item) => [
          item.querySelector('a')?.getAttribute('href')?.replace('/reports/', ''),
          item.querySelector('.number')?.textContent,
        ]),
      );
    const [copilot, quota] = ['microsoft365CopilotUserCountSummary', 'mailboxUsageQuotaStatusMailboxCounts'].map(
      (set) => fixtureRows[set]!.find(({ reportPeriod }) => reportPeriod === '28' || set.startsWith('mailbox')),
    ) as unknown as readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>];
    expect(links).toEqual([
      ['office365ActiveUserDetail?show=idle-90', number(total('90', fixtureNewest)['office365Inactive']!)],
      [
        'microsoft365CopilotUsageUserDetail?show=idle-28',
        number(copilot['anyAppEnabledUsers']! - copilot['anyAppActiveUsers']!),
      ],
      [
        'mailboxUsageDetail?show=full',
        number(quota['warningIssued']! + quota['sendProhibited']! + quota['sendReceiveProhibited']!),
      ],
      ['office365GroupsActivityDetail?show=idle-90', ''],
      ['sharePointSiteUsageDetail?show=anonymous', ''],
      ['teamsTeamActivityDetail?show=guests', ''],
    ]);
  });

  test('a part without its set or without rows leaves its panel out; one that fails says so in it, and is asked again alone', async () => {
    const away = { error: { code: 'x', message: 'Storage is away.' } };
    const refused = Response.json(away, { status: 503, headers: { 'Retry-After': '60' } });
    stage().instead(async (path, _body, own) => {
      if (!path.includes('$batch')) return undefined;
      const answer = (await (await own()).json()) as { responses: { id: string }[] };
      const others: Readonly<Record<string, object>> = {
        quota: { status: 503, headers: { 'Retry-After': '60' }, body: away },
        devices: { status: 404, body: { error: { code: 'x', message: 'There is no such set.' } } },
        apps: { status: 200, body: { value: [] } },
      };
      const responses = answer.responses.map((part) => ({ ...part, ...others[part.id] }));
      return Response.json({ responses });
    });
    await page.reload();
    await settled(page);
    const box = page.locator('.problem').first();
    expect(await box.innerText()).toMatch(/^Mailboxes by quota: the figures could not be read\n+The service is busy\./);
    expect(await page.locator('.score tbody tr').count()).toBe(7);
    expect(await page.locator('.problem').count()).toBe(2);
    // The page tries again by itself, once for both panels, and takes nobody's place: all else stays as it is.
    const isLeftAlone = async (): Promise<boolean> =>
      await page.evaluate(
        () => document.activeElement?.id === 'daily' && document.querySelector('.fold details')!.matches('[open]'),
      );
    await page.locator('.fold summary').click();
    await page.locator('#daily').focus();
    stage().instead((path) => (path.includes('QuotaStatus') ? refused.clone() : undefined));
    stage().asked();
    await page.clock.runFor(61_000);
    await eventually(
      () => page.locator('.problem [role=alert]').count(),
      (told) => expect(told).toBe(0),
    );
    expect(stage().asked()).toHaveLength(1);
    expect(await page.locator('.problem').count()).toBe(2);
    expect(await isLeftAlone()).toBe(true);
    stage().instead();
    await box.getByRole('button', { name: 'Try again' }).click();
    await eventually(
      () => page.locator('.problem').count(),
      (count) => expect(count).toBe(0),
    );
    const heads = await page.locator('.panel h3 a').allInnerTexts();
    expect(heads).toContain('Mailboxes by quota');
    expect(heads).not.toContain('Teams device usage');
    expect(heads).not.toContain('Microsoft 365 Apps usage');
    // The focus stays with the panel that was asked for, whose button is gone.
    expect(await page.evaluate(() => document.activeElement?.querySelector('h3')?.textContent)).toContain(
      'Mailboxes by quota',
    );
    expect(stage().asked()).toEqual([
      'GET /v1.0/mailboxUsageQuotaStatusMailboxCounts?$filter=reportDate le 2026-11-29&$orderby=reportDate desc&$top=1',
    ]);
  });
}
