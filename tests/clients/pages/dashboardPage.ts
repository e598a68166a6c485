import type { Page } from 'playwright-core';
import { storeReports, type Report } from '../storeReports.ts';

/** Rows of one report: from its first day to its last, with values that tell report and day apart. */
function report(period: string, refreshed: string, first: string, days: number, base: number): readonly Report[] {
  return Array.from({ length: days }, (_, index) => {
    const reportDate = new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10);
    return {
      id: `${period}-${refreshed}-${reportDate}`,
      reportRefreshDate: refreshed,
      reportDate,
      reportPeriod: period,
      office365: base + index,
      teams: base + 2 * index,
      yammer: index % 4 === 3 ? null : 10 + index,
    };
  });
}

/** Two reports of 7 days that overlap, of which the newer lacks a day, one of 30 days, and none of 180. */
export const storedReports: readonly Report[] = [
  ...report('7', '2026-04-02', '2026-03-25', 7, 2000).filter(({ reportDate }) => reportDate !== '2026-03-28'),
  ...report('7', '2026-03-31', '2026-03-23', 7, 1000),
  ...report('30', '2026-04-02', '2026-03-02', 30, 3000),
];

/** A number that a browser's own numbers cannot hold. */
export const largeNumber = '9007199254740993';

/** Stores what the tests of the dashboard show. */
export async function storeForDashboard(url: string, token: string): Promise<void> {
  await storeReports(url, token, storedReports);
  const { status } = await fetch(`${url}/v1.0/office365ActiveUserCounts/large`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: `{"reportRefreshDate":"2026-04-02","reportDate":"2026-03-31","reportPeriod":"90","teams":${largeNumber}}`,
  });
  expect(status).toBe(201);
}

/** Signs in with the button for development, and waits until something is shown. */
export async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use a development token' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await settled(page);
}

/** Reads something of a page until it is as expected; fails with what it is instead after ten seconds. */
export async function eventually<T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      check(await read());
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  check(await read());
}

/** What the page says about how it stands. */
export async function statusOf(page: Page): Promise<string | null> {
  return await page.locator('#status').textContent();
}

/** Waits until nothing is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const text = document.getElementById('status')?.textContent ?? '';
    const isProblem = document.getElementById('problem')?.hidden === false;
    const isOut = document.getElementById('report')?.hidden === true;
    return isOut || isProblem || (text !== '' && !/^Loading|busy/.test(text));
  });
}

/** Chooses a period by its radio button. */
export async function choosePeriod(page: Page, days: number): Promise<void> {
  await page.getByRole('radio', { name: String(days), exact: true }).check();
  await settled(page);
}

/** The table as text, row by row. */
export async function tableRows(page: Page): Promise<readonly (readonly string[])[]> {
  return await page
    .locator('#table tr')
    .evaluateAll((rows) => rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)));
}

/** How many points of the chart's drawing have any colour, and how many the colour of a line. */
export async function inkOf(page: Page, line: number): Promise<{ readonly any: number; readonly line: number }> {
  return await page.locator('#chart canvas').evaluate((canvas, place) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const points = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const wanted = getComputedStyle(document.documentElement).getPropertyValue(`--line-${place}`).trim();
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(wanted.slice(at, at + 2), 16));
    const ink = { any: 0, line: 0 };
    for (let at = 0; at < points.length; at += 4) {
      if (points[at + 3] !== 0) ink.any += 1;
      if (points[at + 3] === 255 && points[at] === red && points[at + 1] === green && points[at + 2] === blue)
        ink.line += 1;
    }
    return ink;
  }, line);
}
