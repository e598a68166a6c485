import type { Page } from 'playwright-core';
import type { Instead } from './pageStage.ts';
import { eventually, findings, settled, type Talk } from './pageTalk.ts';

const away = { error: { code: 'x', message: 'Storage is away.' } };
const every =
  (answer: () => Response | Promise<Response>): Instead =>
  (path) =>
    path.startsWith('/v1.0/') ? answer() : undefined;
/** Each part of a batch refused by itself. */
const inEachPart: Instead = (path, body) => {
  if (!path.includes('$batch')) return undefined;
  const { requests } = JSON.parse(body) as { requests: readonly { id: string }[] };
  const refusal = { status: 503, headers: { 'Retry-After': '30' }, body: away };
  return Response.json({ responses: requests.map(({ id }) => ({ id, ...refusal })) });
};
const brokenOff = (): Response => Response.json({ responses: [] }, { headers: { 'x-breaks-off': 'yes' } });
const busy = /The service is busy.*next try is in \d+ seconds/s;

/** A service that fails as a whole: the overview has one request, and all depends on it. */
export function failingSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at('/')));
  afterEach(() => stage().instead());

  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  const refused = (status: number, seconds: string): Instead =>
    every(() => Response.json(away, { status, headers: { 'Retry-After': seconds } }));

  test.each<readonly [string, Instead, RegExp]>([
    ['503', refused(503, '20'), busy],
    ['503 in each of its parts', inEachPart, busy],
    ['429', refused(429, '20'), busy],
    ['500', refused(500, '20'), /The service failed at it\./],
    ['a connection that ends in the middle', every(brokenOff), /The service cannot be reached/],
  ])('%s: one box and nothing of before; trying again mends it', async (_, answer, words) => {
    stage().instead(answer);
    await page.reload();
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').allInnerTexts()).toEqual([expect.stringMatching(words)]);
    expect(await page.locator('.skeleton, .panel, .huge, main path').count()).toBe(0);
    expect(await focused()).toBe('Try again');
    stage().instead();
    await page.keyboard.press('Enter');
    await page.locator('.huge').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('no answer at all: after 100 seconds the page says so, and no longer waits', async () => {
    stage().instead(every(() => new Promise(() => undefined)));
    await page.reload();
    await page.locator('.skeleton').first().waitFor();
    await page.clock.fastForward(101_000);
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').innerText()).toContain('The service has not answered in time.');
    expect(await findings(page)).toEqual([]);
  });

  test('a try of the page’s own that fails takes the focus from nobody, and is told once', async () => {
    stage().instead(refused(503, '20'));
    await page.reload();
    await page.locator('.problem').waitFor();
    expect(await page.getByRole('timer').innerText()).toMatch(/^The next try is in (?:20|19) seconds/);
    await page.getByText('What the service said').click();
    await page.getByRole('link', { name: 'Reports', exact: true }).focus();
    for (const isMended of [false, true]) {
      if (isMended) stage().instead();
      stage().asked();
      await page.clock.runFor(21_000);
      await eventually(
        () => Promise.resolve(stage().asked()[0]),
        (asked) => expect(asked).toBe('POST /v1.0/$batch'),
      );
      if (isMended) break;
      await page.locator('.problem :not([role=alert]) > h2').waitFor();
      expect(await page.locator('.problem details[open]').count()).toBe(1);
      expect(await focused()).toBe('Reports');
    }
    await page.locator('.huge').waitFor();
    expect(await focused()).toBe('Reports');
  });

  test('a file of the page that does not come is told of, and tried again', async () => {
    await page.route('**/assets/showCoverage*', (route) => route.abort());
    await page.getByRole('link', { name: 'Coverage', exact: true }).first().click();
    await page.getByRole('heading', { name: 'This page did not load' }).waitFor();
    await page.unroute('**/assets/showCoverage*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Coverage' }).waitFor();
    await settled(page);
    expect(await page.locator('.cover').count()).toBeGreaterThan(0);
  });
}
