// The dashboard at `/`, in a headless browser, against the running app with its own storage and token issuer.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { startApp, type StartedApp } from '../../support/startApp.ts';
import {
  choosePeriod,
  eventually,
  inkOf,
  largeNumber,
  settled,
  signIn,
  statusOf,
  storeForDashboard,
  tableRows,
} from './dashboardPage.ts';
import { describeInBrowser, keepPicture } from './openPages.ts';

const labels = ['Office 365', 'Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams'];

/** What the table shows of a day with a row of the reports that are stored. */
const row = (date: string, office365: string, yammer: string, teams: string, refreshed: string): readonly string[] => [
  ...[date, office365, '–', '–', '–', '–', yammer, teams, refreshed],
];

describeInBrowser('the dashboard', (pages) => {
  let app: StartedApp;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    await storeForDashboard(app.url, await app.token());
    page = await pages.open(app.url, { acceptDownloads: true, viewport: { width: 1100, height: 900 } });
  }, 120_000);
  afterAll(async () => await app.stop(), 60_000);

  test('asks to sign in before anything is read', async () => {
    await page.getByRole('button', { name: 'Use a development token' }).waitFor();
    expect(await page.getByRole('region', { name: 'Report' }).count()).toBe(0);
    await keepPicture(page, 'dashboard-signed-out');
  });

  test('shows the newest report, and for days it lacks the one before', async () => {
    await signIn(page);
    expect(await statusOf(page)).toBe('7 days from 2026-03-25 to 2026-03-31.');
    expect(await page.locator('#table caption').textContent()).toBe('Office 365 active user counts, reports of 7 days');
    expect(await tableRows(page)).toEqual([
      ['Day', ...labels, 'Refreshed'],
      row('2026-03-31', '2,006', '16', '2,012', '2026-04-02'),
      row('2026-03-30', '2,005', '15', '2,010', '2026-04-02'),
      row('2026-03-29', '2,004', '14', '2,008', '2026-04-02'),
      row('2026-03-28', '1,005', '15', '1,010', '2026-03-31'),
      row('2026-03-27', '2,002', '12', '2,004', '2026-04-02'),
      row('2026-03-26', '2,001', '11', '2,002', '2026-04-02'),
      row('2026-03-25', '2,000', '10', '2,000', '2026-04-02'),
    ]);
  });

  test('draws a line for each service, and says in words what it draws', async () => {
    const ink = await inkOf(page, 1);
    expect(ink.any).toBeGreaterThan(2000);
    expect(ink.line).toBeGreaterThan(200);
    const text = await page.locator('#chartText').textContent();
    expect(text).toContain('Line chart from 25 March 2026 to 31 March 2026.');
    expect(text).toContain('Office 365: lowest 1,005, highest 2,006, latest 2,006.');
    expect(text).toContain('Exchange: no values.');
  });

  test('names day and values under the mouse', async () => {
    const area = (await page.locator('#chart .u-over').boundingBox())!;
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    const tip = page.locator('#tip');
    await tip.waitFor();
    expect(await tip.innerText()).toContain('28 March 2026');
    expect(await tip.innerText()).toContain('Office 365: 1,005');
    expect(await tip.innerText()).toContain('Exchange: –');
    await keepPicture(page, 'dashboard-hover');
    await page.mouse.move(2, 2);
    await tip.waitFor({ state: 'hidden' });
  });

  test('hides a line and shows it again by the legend', async () => {
    const legend = page.getByRole('list', { name: 'Lines of the chart' });
    expect(await legend.getByRole('button').allTextContents()).toEqual(labels);
    const button = legend.getByRole('button', { name: 'Office 365' });
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await eventually(
      () => inkOf(page, 1),
      ({ line }) => expect(line).toBe(0),
    );
    await button.click();
    await eventually(
      () => inkOf(page, 1),
      ({ line }) => expect(line).toBeGreaterThan(200),
    );
  });

  test('reads other periods; a line that was hidden stays hidden', async () => {
    const button = page.getByRole('button', { name: 'Yammer' });
    await button.click();
    await choosePeriod(page, 30);
    expect(await statusOf(page)).toBe('30 days from 2026-03-02 to 2026-03-31.');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    expect((await tableRows(page)).slice(0, 2)).toEqual([
      ['Day', ...labels, 'Refreshed'],
      row('2026-03-31', '3,029', '39', '3,058', '2026-04-02'),
    ]);
    await button.click();
  });

  test('reads a range of days', async () => {
    await page.getByLabel('From').fill('2026-03-05');
    await page.getByLabel('To', { exact: true }).fill('2026-03-07');
    await page.getByRole('button', { name: 'Show days' }).click();
    await eventually(
      () => statusOf(page),
      (text) => expect(text).toBe('3 days from 2026-03-05 to 2026-03-07.'),
    );
    expect((await tableRows(page)).slice(1)).toEqual([
      row('2026-03-07', '3,005', '15', '3,010', '2026-04-02'),
      row('2026-03-06', '3,004', '14', '3,008', '2026-04-02'),
      row('2026-03-05', '3,003', '–', '3,006', '2026-04-02'),
    ]);
  });

  test('refuses a range that ends before it begins', async () => {
    await page.getByLabel('To', { exact: true }).fill('2026-03-01');
    await page.getByRole('button', { name: 'Show days' }).click();
    const message = await page
      .getByLabel('To', { exact: true })
      .evaluate((input) => (input as HTMLInputElement).validationMessage);
    expect(message).toContain('The first day is after the last');
    expect(await statusOf(page)).toBe('3 days from 2026-03-05 to 2026-03-07.');
  });

  test('saves the rows as the service writes them in CSV', async () => {
    await choosePeriod(page, 7);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('office365ActiveUserCounts-7-days-2026-03-25-to-2026-03-31.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines[0]).toBe(`Report Refresh Date,${labels.join()},Report Date,Report Period`);
    expect(lines).toHaveLength(8);
    expect(lines[4]).toBe('2026-03-31,1005,,,,,15,1010,2026-03-28,7');
    expect(lines[7]).toBe('2026-04-02,2006,,,,,16,2012,2026-03-31,7');
    await eventually(
      () => statusOf(page),
      (text) => expect(text).toBe('The CSV file is downloaded.'),
    );
  });

  test('keeps every digit of a large number', async () => {
    await choosePeriod(page, 90);
    expect((await tableRows(page))[1]?.[7]).toBe(BigInt(largeNumber).toLocaleString('en-GB'));
  });

  test('says so when there is nothing', async () => {
    await choosePeriod(page, 180);
    expect(await statusOf(page)).toContain('There are no reports of 180 days yet.');
    expect(await page.locator('#chart').isVisible()).toBe(false);
    await keepPicture(page, 'dashboard-empty');
  });

  test('offers every report with a row of numbers for each day', async () => {
    const options = await page.getByRole('combobox').locator('option').allTextContents();
    expect(options).toContain('Office 365 active user counts');
    expect(options).toContain('Office 365 groups activity storage');
    expect(options).not.toContain('Office 365 active user detail');
    await page.getByRole('combobox').selectOption('Office 365 groups activity storage');
    await settled(page);
    expect(await statusOf(page)).toContain('There are no reports of 180 days yet.');
  });

  test('asks nobody but the service and the issuer', () => {
    const issuer = new URL(app.settings['AUTH_AUTHORITY']!).origin;
    expect([...pages.origins].toSorted()).toEqual([app.url, issuer].toSorted());
  });
});
