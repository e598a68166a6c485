import type { Page } from 'playwright-core';
import type { Instead } from './pageStage.ts';
import { eventually, findings, go, mainText, settled, signIn, type Talk } from './pageTalk.ts';

const set = 'teamsUserActivityUserCounts';
const address = `/reports/${set}`;
const refusal =
  (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Instead =>
  (path) =>
    path.includes(set) ? Response.json({ error: { code: 'x', message } }, { status, headers }) : undefined;

/** What is shown while something is read, when it fails, when there is nothing, and for whom. */
export function statesSuite({ pages, stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at(address)));
  afterEach(() => stage().instead());

  test.each<readonly [string, Instead, RegExp]>([
    ['403', refusal(403, 'Reports.Read.All is missing.'), /You may not see this.*Reports\.Read\.All/s],
    ['403, a role', refusal(403, 'It takes the app role Reports.Details.'), /for what is missing.*Reports\.Details/s],
    ['404', refusal(404, 'There is no such set.'), /There is no such report/],
    ['429', refusal(429, 'Too many.', { 'Retry-After': '30' }), /The service is busy.*next try is in \d+ seconds/s],
    [
      '503',
      refusal(503, 'Storage is away.', { 'Retry-After': '20' }),
      /The service is busy.*next try is in \d+ seconds/s,
    ],
    [
      'HTML instead of JSON',
      (path) =>
        path.includes(set)
          ? new Response('<!doctype html><p>Proxy</p>', { headers: { 'Content-Type': 'text/html' } })
          : undefined,
      /could not be understood/,
    ],
  ])('%s: the old chart goes, a box says what to do, and trying again mends it', async (_, answer, words) => {
    await go(page, address);
    stage().instead(answer);
    await page.locator('#last-30d').click();
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').innerText()).toMatch(words);
    expect(await page.locator('path.line').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Try again');
    expect(await page.locator('.problem details:not([open]) > summary').allInnerTexts()).toEqual([
      'What the service said',
    ]);
    expect(page.url()).toContain('last=30d');
    stage().instead();
    await page.keyboard.press('Enter');
    await page.locator('#chart path.line').first().waitFor();
    expect(await page.locator('.problem').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('no network', async () => {
    await go(page, address);
    await page.context().setOffline(true);
    try {
      await page.locator('#last-30d').click();
      await page.locator('.problem').waitFor();
      expect(await page.locator('.problem').innerText()).toContain('The service cannot be reached');
      expect(await page.locator('path.line').count()).toBe(0);
      expect(await findings(page)).toEqual([]);
    } finally {
      await page.context().setOffline(false);
    }
  });

  test('a file that cannot be had is told of beside its button, once; of a session that is over the page itself tells', async () => {
    await go(page, address);
    stage().instead(refusal(500, 'Storage is away.'));
    const told = page.locator('.buttons [role=status]');
    for (let times = 0; times < 2; times += 1) {
      await page.locator('#csv').click();
      await eventually(
        () => told.allInnerTexts(),
        (texts) => expect(texts).toEqual(['No file: Storage is away.']),
      );
    }
    stage().instead(refusal(401, 'The token has expired.'));
    await page.locator('#csv').click();
    await page.locator('#reason').waitFor();
    stage().instead();
    await signIn(page);
  });

  test('a slow service: blocks of the final size at once, the old chart dimmed after a choice', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await go(page, address);
    stage().instead(async (path, _body, own) => {
      if (!path.includes(set)) return undefined;
      await held;
      return await own();
    });
    await page.locator('#last-30d').click();
    await page.locator('.dimmed path.line').first().waitFor();
    await page.evaluate(() => history.pushState(null, '', '/reports/teamsUserActivityUserCounts?last=7d'));
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await page.locator('.chart-skeleton').waitFor();
    expect(await page.locator('h1').innerText()).toBe('Licensed people by activity');
    expect(await page.locator('path.line').count()).toBe(0);
    letGo();
    await settled(page);
    // What was asked for before is answered too, and no longer shown.
    expect(await page.locator('#days summary').innerText()).toBe('The 7 days as a table');
  });

  test('a session that is over asks to sign in, and comes back to the same address', async () => {
    await go(page, `${address}?last=30d`);
    stage().instead(refusal(401, 'The token has expired.'));
    await page.locator('#last-7d').click();
    await page.locator('#reason').waitFor();
    expect(await page.locator('#reason').innerText()).toBe('The token has expired.');
    expect(await page.locator('path.line').count()).toBe(0);
    stage().instead();
    await signIn(page);
    expect(page.url()).toContain('last=7d');
    expect(await page.locator('#chart path.line').count()).toBeGreaterThan(0);
  });

  test('a reload keeps the session and the choices; signing out ends both for the tab', async () => {
    await page.reload();
    await settled(page);
    expect(await page.locator('#chart path.line').count()).toBeGreaterThan(0);
    await page.locator('#signOut').click();
    expect(await page.locator('#reason').innerText()).toBe('You have signed out.');
    await page.reload();
    await page.locator('#signIn').waitFor();
    expect(await page.locator('path.line').count()).toBe(0);
    await signIn(page);
  });

  test('history: another view is pushed, a choice replaces it', async () => {
    await page.goto(`${stage().url}/`);
    await settled(page);
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.getByRole('link', { name: 'User activity: licensed people by activity' }).first().click();
    await settled(page);
    await page.locator('#last-30d').click();
    await settled(page);
    await page.goBack();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/reports');
    await page.goBack();
    await settled(page);
    expect(await page.locator('.huge').count()).toBe(1);
  });

  test('all reports by any word; coverage with its reasons; no such report', async () => {
    await go(page, '/reports');
    expect(await page.locator('main details:last-child:not([open]) > summary').innerText()).toBe('No longer written');
    await page.locator('#findReport').fill('device teams');
    expect(await page.getByRole('status').innerText()).toMatch(/^\d of 91 reports$/);
    await go(page, '/coverage');
    expect(await page.locator('.cover tbody tr').count()).toBe(91);
    // In one time with the run above, which is that of the reader.
    expect(await mainText(page)).toContain('Last run 27 Nov 2026, 18:14, by the collector.');
    expect(await mainText(page)).toContain('Failed 27 Nov: too many requests. It is asked for again at the next run.');
    expect(await mainText(page)).toContain('1 day is missing. Microsoft keeps the first until 11 Mar 2027.');
    await page.getByRole('link', { name: /Something is wrong/ }).click();
    expect(await page.locator('.cover tbody tr').count()).toBe(2);
    expect(page.url()).toContain('/coverage?show=wrong');
    // 120 days each: a day that is missing, and the last few of the report that failed, which may still come.
    const strips = await page
      .locator('.cover .strip')
      .evaluateAll((all) => all.map((one) => [one.childElementCount, one.querySelectorAll('.hole').length]));
    expect(strips).toEqual([
      [120, 1],
      [120, 0],
    ]);
    const response = await page.goto(`${stage().url}/reports/noSuchReport`);
    await settled(page);
    expect(response?.status()).toBe(404);
    expect(await mainText(page)).toContain('This service has no report "noSuchReport".');
  });

  test('nobody has signed in: what this is, one button', async () => {
    const other = await pages.open(stage().url);
    await other.locator('#signIn').waitFor();
    expect(await other.getByRole('main').getByRole('button').allTextContents()).toEqual(['Use a development token']);
    expect(await findings(other)).toEqual([]);
    await other.route('**/oauth2/v2.0/token', (route) =>
      route.fulfill({ status: 400, json: { error_description: 'No such client.' } }),
    );
    await other.locator('#signIn').click();
    await eventually(
      () => other.locator('#reason').innerText(),
      (text) => expect(text).toBe('Signing in failed. No such client.'),
    );
    await other.context().close();
  });

  test('no report is kept yet: what changes that', async () => {
    let hasRun = false;
    stage().instead((path, body) => {
      if (!path.includes('$batch')) return undefined;
      const { requests } = JSON.parse(body) as { requests: readonly { id: string }[] };
      const run = { lastRunAt: '2026-11-28T02:14:00Z', lastRunBy: 'collector', lastOutcome: 'failed' };
      const failed = Array.from({ length: 8 }, (_, at) => ({ report: `report${at}`, ...run, lastReason: '403.' }));
      const value = (id: string): readonly object[] => (id === 'coverage' && hasRun ? failed : []);
      return Response.json({ responses: requests.map(({ id }) => ({ id, status: 200, body: { value: value(id) } })) });
    });
    for (hasRun of [true, false]) {
      await page.goto(`${stage().url}/`);
      await settled(page);
      expect(await page.locator('h1').innerText()).toBe('There are no reports here yet');
      expect(await page.locator('.empty li').last().innerText()).toMatch(
        hasRun
          ? /by the collector: 0 of 8 reports stored, 0 without news, 8 failed: report0 \(403\);.*; and 3 more\.$/m
          : /Its last run: none\.$/m,
      );
    }
    await page.getByText('How to switch it on').click();
    expect((await page.locator('pre').allInnerTexts()).join()).toMatch(
      /npm run sample.*npm run import --.*COLLECTOR_SCHEDULE=/s,
    );
    expect(await findings(page)).toEqual([]);
    const asked: string[] = [];
    await page.route('**/sample', async (route) => {
      asked.push(route.request().method());
      // What the issuer would have stored is there when it answers.
      stage().instead();
      await route.continue();
    });
    await page.getByRole('button', { name: 'Fill with sample data' }).click();
    await page.locator('.huge').waitFor();
    expect(asked).toEqual(['POST']);
    await page.unroute('**/sample');
  });
}
