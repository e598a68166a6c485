import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import {
  fixtureDays,
  fixtureEmpty,
  fixtureLarge,
  fixtureMean,
  fixtureNewest,
  fixtureOneDay,
  fixtureRows,
} from './pageFixture.ts';
import { go, mainText, settled, tableRows, type Talk } from './pageTalk.ts';

const set = 'teamsUserActivityUserCounts';
const address = `/reports/${set}`;
const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** Series and totals: one request, every choice an address, a file with the rows of the table. */
export function seriesSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at(address)));
  beforeEach(() => void stage().asked());

  async function choose(work: () => Promise<unknown>): Promise<readonly string[]> {
    stage().asked();
    await work();
    await settled(page);
    return stage().asked();
  }

  test('asks once, six days and a week early', async () => {
    await go(page, address);
    expect(stage().asked()).toEqual([
      `GET /v1.0/${set}?$filter=reportDate ge 2026-08-10 and reportDate le 2026-11-29&$orderby=reportDate&$select=reportDate,reportRefreshDate,teamChatMessages,privateChatMessages,calls,meetings,otherActions`,
    ]);
    expect(await page.title()).toBe('Licensed people by activity · Teams user activity · Usage reports');
  });

  test('the sentence and the table of lines have the figures of the rows', async () => {
    const mean = fixtureMean(set, 'meetings', fixtureNewest);
    expect(await page.locator('#summary').innerText()).toContain(
      `Met: ${number(mean)} people on a day in the 7 days to 26 Nov 2026`,
    );
    const row = (await tableRows(page, '#linesTitle ~ .scroll')).find(([name]) => name === 'Met')!;
    const figures = fixtureDays(set, 'meetings', fixtureNewest, 90);
    const highest = Math.max(...figures.map((figure) => figure ?? 0));
    expect(row[1]).toBe(number(mean));
    expect(row[3]).toBe(number(fixtureMean(set, 'meetings', fixtureNewest, 90)));
    expect(row[4]).toContain(number(highest));
  });

  test('what is put together, hidden or compared without more days asks for nothing, and each gives an address', async () => {
    expect(await choose(() => page.locator('#by').selectOption('week'))).toEqual([]);
    expect(page.url()).toContain(`${address}?by=week`);
    expect(await page.locator('#method').innerText()).toMatch(
      /average of the days of a week from Monday; weeks that lack a day are left out \(3\)/,
    );
    expect(await page.locator('#chart .gap').textContent()).toBe('12 Sep missing');
    expect(await page.locator('#chart .missing').count()).toBe(1);
    expect(await choose(() => page.locator('#line-calls').uncheck())).toEqual([]);
    expect(page.url()).toContain('lines=teamChatMessages,privateChatMessages,meetings,otherActions');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('line-calls');
    const text = await mainText(page);
    await page.reload();
    await settled(page);
    expect(await mainText(page)).toBe(text);
    expect(await page.locator('#chart path.line').count()).toBe(4);
  });

  test('a span asks for its days; an earlier one for its start', async () => {
    await go(page, address);
    const [asked] = await choose(() => page.locator('#last-30d').click());
    expect(asked).toContain('reportDate ge 2026-10-09 and reportDate le 2026-11-29');
    expect(page.url()).toMatch(/\?last=30d$/);
    const weekends = page.locator('#chart .weekend');
    expect(await weekends.count()).toBeGreaterThan(3);
    // The words below say that they are shaded, which is to be true in the colours of the reader too.
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await weekends.first().evaluate((block) => getComputedStyle(block).fill)).not.toBe('none');
    await page.emulateMedia({ forcedColors: 'none' });
    expect(await page.locator('#chart circle.dot').count()).toBeGreaterThan(100);
    const [compared] = await choose(() => page.locator('#against').selectOption('year'));
    expect(compared).toContain('reportDate ge 2025-10-10');
    expect(await page.locator('#chart path.before').count()).toBe(0);
    await go(page, `${address}?last=30d&against=year&lines=meetings`);
    expect(await page.locator('#chart path.before').count()).toBe(1);
    expect(await page.locator('#chart .past').textContent()).toBe('year before');
    const [now, then] = [fixtureNewest, '2025-11-27'].map((until) => fixtureMean(set, 'meetings', until, 30));
    const compared30 = (await tableRows(page, '#linesTitle ~ .scroll')).find(([name]) => name === 'Met')!;
    expect(compared30[4]).toBe(`+${((100 * (now! - then!)) / then!).toFixed(0)}\u00a0%`);
    // Weeks are compared as days are: of 30 days three are whole.
    expect(await choose(() => page.locator('#by').selectOption('week'))).toEqual([]);
    const dotted = (await page.locator('#chart path.before').getAttribute('d')) ?? '';
    expect(dotted.split(/[ML]/)).toHaveLength(1 + 3);
  });

  test('a line that is alone has its days faint behind its average; lines without a figure are named behind their number', async () => {
    await go(page, address);
    expect(await page.locator('#chart path.faint').count()).toBe(5);
    expect(await page.locator('#chart path.faint.on').count()).toBe(0);
    const colour = await page.locator('#chart path.line[data-line="Met"]').getAttribute('class');
    await go(page, `${address}?lines=meetings`);
    expect(await page.locator('#chart path.faint.on').count()).toBe(1);
    // It keeps its colour, whatever stands beside it.
    expect(await page.locator('#chart path.line').getAttribute('class')).toBe(colour);
    stage().instead(async (path, _body, own) => {
      if (!path.includes(set)) return undefined;
      return new Response((await (await own()).text()).replace(/"calls":"?\d+"?/g, '"calls":null'));
    });
    await go(page, `${address}?last=7d`);
    stage().instead();
    expect(await page.locator('#linesTitle ~ details summary').innerText()).toBe('1 without figures');
    expect(await page.locator('#linesTitle ~ details p').textContent()).toBe('Called');
    expect(await page.locator('#chart path.line').count()).toBe(4);
  });

  test('days of one’s own, and none that is kept', async () => {
    await go(page, address);
    await page.locator('#last-dates').click();
    await page.getByLabel('From', { exact: true }).fill('2026-10-05');
    await page.getByLabel('To', { exact: true }).fill('2026-10-01');
    await page.locator('#showDates').click();
    expect(
      await page.getByLabel('To', { exact: true }).evaluate((input) => (input as HTMLInputElement).validationMessage),
    ).toContain('The first day is after the last');
    await page.getByLabel('To', { exact: true }).fill('2026-10-11');
    await choose(() => page.locator('#showDates').click());
    expect(page.url()).toContain('from=2026-10-05&to=2026-10-11');
    expect(await page.locator('#days summary').innerText()).toBe('The 7 days as a table');
    await go(page, `${address}?from=2020-01-01&to=2020-01-31`);
    expect(await mainText(page)).toContain('None of these days is kept.');
  });

  test('the file has the rows of the table in its order', async () => {
    await go(page, `${address}?last=7d`);
    await page.locator('#days summary').click();
    await page.locator('#days tbody tr').first().waitFor();
    const shown = (await tableRows(page, '#days tbody')).map((cells) =>
      cells.slice(1).map((cell) => cell.replaceAll(',', '')),
    );
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
    const lines = (await readFile(await download.path(), 'utf8'))
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(download.suggestedFilename()).toBe(`${set}-2026-11-20-to-2026-11-26.csv`);
    expect(shown).toHaveLength(7);
    const columns = ['teamChatMessages', 'privateChatMessages', 'calls', 'meetings', 'otherActions'];
    const expected = Array.from({ length: 7 }, (_, back) =>
      columns.map((name) => String(fixtureDays(set, name, fixtureNewest, 7)[back])),
    );
    expect(shown).toEqual(expected);
    for (const [at, line] of lines.entries()) expect(line).toEqual(expect.arrayContaining(shown[at]!));
  });

  test('a missing day is a dash in changes, named, and left out of weeks', async () => {
    await go(page, `${address}?from=2026-09-01&to=2026-09-14`);
    const rows = await tableRows(page, '#linesTitle ~ .scroll');
    expect(rows[1]![1]).toBe('–');
    expect(await page.locator('#summary').innerText()).toContain('is missing, so there is no average.');
    expect(await page.locator('#chart .gap').textContent()).toBe('12 Sep missing');
  });

  test('one day is drawn in the middle of seven; none says so; no digit is lost', async () => {
    await go(page, `/reports/${fixtureOneDay}`);
    const [circle, width] = await page
      .locator('#chart')
      .evaluate((chart) => [Number(chart.querySelector('circle.dot')?.getAttribute('cx')), chart.clientWidth]);
    expect(circle / width).toBeGreaterThan(0.3);
    expect(circle / width).toBeLessThan(0.7);
    await go(page, `/reports/${fixtureEmpty}`);
    expect(await mainText(page)).toContain('This report has no figures yet.');
    await go(page, '/reports/emailActivityCounts?last=7d');
    await page.locator('#days summary').click();
    await page.locator('#days tbody tr').first().waitFor();
    expect((await tableRows(page, '#days tbody'))[0]![1]).toBe(BigInt(fixtureLarge).toLocaleString('en-GB'));
  });

  test('a report with kinds asks beside it which there are', async () => {
    await go(page, '/reports/oneDriveUsageStorage?last=30d');
    const asked = stage().asked();
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain("siteType eq 'OneDrive' and reportDate ge");
    const [newest] = fixtureRows['oneDriveUsageStorage']!.filter((row) => row['siteType'] === 'OneDrive');
    expect(await page.locator('#summary').innerText()).toContain(
      `${((newest!['storageUsedInBytes'] as number) / 1024 ** 4).toFixed(1)}\u00a0TB on 26 Nov 2026`,
    );
    expect(await choose(() => page.locator('#kind').selectOption('All'))).toHaveLength(1);
    expect(page.url()).toContain('kind=All');
    expect(await page.locator('#chart .weekend').count()).toBe(4);
    await choose(() => page.locator('#last-90d').click());
    expect(await page.locator('#method').innerText()).toMatch(/^Each point is a day\. /);
    expect(await page.locator('#chart .weekend').count()).toBe(0);
    await go(page, '/reports/oneDriveUsageStorage?kind=Nothing');
    expect(await mainText(page)).toContain('There are no figures of Nothing. Choose another kind.');
    await choose(() => page.locator('#kind').selectOption('OneDrive'));
    expect(await page.locator('#chart path.line').count()).toBe(1);
  });

  test('a total has bars of each period, and its dates without average', async () => {
    await go(page, '/reports/office365ServicesUserCounts?last=30d');
    expect(stage().asked()).toHaveLength(2);
    const row = fixtureRows['office365ServicesUserCounts']!.find((known) => known['reportPeriod'] === '180')!;
    const text = await page.locator('#barsTitle ~ .grid .panel', { hasText: 'Any service: active' }).innerText();
    expect(text.split('\n')).toContain(number(row['office365Active'] as number));
    expect(await page.locator('#chart path.line').count()).toBe(6);
    expect(await page.locator('#method').innerText()).toContain('counted over the whole period');
    expect(await page.locator('#summary').innerText()).toMatch(/^Any service, active: /);
    // A refresh date ends a period: that it is a Sunday says nothing.
    expect(await page.locator('#chart .weekend').count()).toBe(0);
  });
}
