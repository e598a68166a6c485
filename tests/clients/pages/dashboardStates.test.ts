// How the dashboard behaves when things go wrong or take long, by keyboard, and for assistive technology.
import { readFile } from 'node:fs/promises';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { startApp, type StartedApp } from '../../support/startApp.ts';
import { choosePeriod, eventually, settled, signIn, statusOf, storeForDashboard, tableRows } from './dashboardPage.ts';
import { describeInBrowser, keepPicture } from './openPages.ts';

const anyReport = /office365ActiveUserCounts\?/;
const busy = {
  status: 503,
  headers: { 'Retry-After': '0' },
  body: '{"error":{"code":"x","message":"Storage is away."}}',
};

/** Findings of axe-core by the rules of WCAG 2.2 AA and its own best practices. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
  );
}

describeInBrowser('the dashboard in every state', (pages) => {
  let app: StartedApp;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    await storeForDashboard(app.url, await app.token());
  }, 120_000);
  beforeEach(async () => {
    page = await pages.open(app.url, { acceptDownloads: true });
  });
  afterEach(async () => await page.context().close());
  afterAll(async () => await app.stop(), 60_000);

  test('says that it is loading', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(anyReport, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Use a development token' }).click();
    await eventually(
      () => statusOf(page),
      (text) => expect(text).toBe('Loading …'),
    );
    letGo();
    await settled(page);
    expect(await statusOf(page)).toContain('7 days');
  });

  test('asks again when the service is busy', async () => {
    let refused = 0;
    await page.route(anyReport, async (route) => {
      refused += 1;
      await (refused <= 2 ? route.fulfill(busy) : route.continue());
    });
    await signIn(page);
    expect(refused).toBeGreaterThan(2);
    expect(await statusOf(page)).toContain('7 days');
  });

  test('says what is wrong when the service stays busy, and tries again when told to', async () => {
    await page.route(anyReport, (route) => route.fulfill(busy));
    await signIn(page);
    expect(await page.getByRole('alert').innerText()).toContain('Storage is away.');
    await keepPicture(page, 'dashboard-problem');
    expect(await findings(page)).toEqual([]);
    await page.unroute(anyReport);
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
    expect(await statusOf(page)).toContain('7 days');
    expect(await page.locator('#problem').isVisible()).toBe(false);
  });

  test('asks to sign in again when the token is not accepted any more', async () => {
    await signIn(page);
    await page.route(anyReport, (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer bad' } }),
    );
    await choosePeriod(page, 30);
    expect(await page.locator('#reason').textContent()).toMatch(/token/);
    expect(await page.locator('#report').isVisible()).toBe(false);
    expect(await page.locator('#chart canvas').count()).toBe(0);
    await page.unroute(anyReport);
    await signIn(page);
    expect(await statusOf(page)).toContain('30 days');
  });

  test('says what the issuer says when it gives no token', async () => {
    await page.route('**/oauth2/v2.0/token', (route) =>
      route.fulfill({ status: 400, json: { error_description: 'No such client.' } }),
    );
    await page.getByRole('button', { name: 'Use a development token' }).click();
    await eventually(
      () => page.locator('#reason').innerText(),
      (text) => expect(text).toBe('Signing in failed. No such client.'),
    );
  });

  test('signs out, and shows nothing any more', async () => {
    await signIn(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator('#reason').textContent()).toBe('You have signed out.');
    expect(await page.locator('#report').isVisible()).toBe(false);
  });

  test('shows what was asked for last, whatever is answered last', async () => {
    await signIn(page);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(/reportPeriod%20eq%20'30'/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('radio', { name: '30', exact: true }).check();
    await choosePeriod(page, 90);
    letGo();
    await page.unroute(/reportPeriod/);
    expect(await page.locator('#table caption').textContent()).toContain('90 days');
  });

  test('works by keyboard alone', async () => {
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const { id = '', textContent = '' } = document.activeElement ?? {};
        return id === '' ? textContent : id;
      });
    const tabTo = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 40 && (await focused()) !== name; tabs += 1) await press('Tab');
      expect(await focused()).toBe(name);
    };
    await tabTo('signIn');
    await press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await settled(page);
    await tabTo('type');
    await press('Tab', 'ArrowRight');
    await eventually(
      () => statusOf(page),
      (text) => expect(text).toContain('30 days'),
    );
    await tabTo('Office 365');
    await press('Space');
    expect(await page.getByRole('button', { name: 'Office 365' }).getAttribute('aria-pressed')).toBe('false');
    await tabTo('chart');
    const day = page.getByRole('slider', { name: 'Day in the chart' });
    expect(await day.getAttribute('aria-valuetext')).toContain('31 March 2026, Exchange: –');
    await press('ArrowLeft');
    expect(await day.getAttribute('aria-valuetext')).toContain('30 March 2026');
    await press('Home');
    expect(await day.getAttribute('aria-valuetext')).toMatch(/^2 March 2026, .*Teams: 3,000$/);
    expect(await page.locator('#tip').isVisible()).toBe(true);
    await press('ArrowLeft');
    expect(await day.getAttribute('aria-valuenow')).toBe('0');
    await tabTo('download');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    expect(download.suggestedFilename()).toContain('30-days');
  });

  test.each(['light', 'dark'] as const)('has no barrier that axe-core finds, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
    await signIn(page);
    await choosePeriod(page, 30);
    expect(await findings(page)).toEqual([]);
    await page.locator('#chart').focus();
    await keepPicture(page, `dashboard-${colorScheme}`);
  });

  test('is drawn anew when the colours of the system change', async () => {
    await signIn(page);
    const colour = (): Promise<string | null> => page.locator('#legend line').first().getAttribute('stroke');
    const before = await colour();
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(colour, (after) => expect(after).not.toBe(before));
  });

  test('fits a narrow window', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await signIn(page);
    const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await eventually(overflow, (width) => expect(width).toBeLessThanOrEqual(0));
    expect((await page.locator('#chart canvas').boundingBox())!.width).toBeLessThanOrEqual(320);
    await keepPicture(page, 'dashboard-narrow');
  });

  test('reads every page of a long answer, from its own origin only', async () => {
    const asked: string[] = [];
    await page.route(anyReport, async (route) => {
      asked.push(route.request().url());
      const headers = { ...route.request().headers(), prefer: 'maxpagesize=2' };
      const response = await route.fetch({ headers });
      const body = (await response.text()).replaceAll(app.url, 'https://elsewhere.example');
      await route.fulfill({ response, body });
    });
    await signIn(page);
    expect(await tableRows(page)).toHaveLength(8);
    expect(asked.filter((url) => url.includes('skiptoken')).length).toBeGreaterThanOrEqual(2);
    expect([...pages.origins]).not.toContain('https://elsewhere.example');
  });
});
