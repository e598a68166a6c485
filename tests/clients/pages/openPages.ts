import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { projectPaths } from '../../../local/projectPaths.ts';
import { unlessMissing } from '../../support/unlessMissing.ts';
import { findBrowser } from '../findBrowser.ts';
import { missingBrowser } from '../missingBrowser.ts';

/** A browser for the tests of a file, and what its pages did that they should not. */
export interface Pages {
  /**
   * Opens a page in a fresh profile.
   *
   * @param now the moment it is for the page; the real one unless given
   */
  open(url: string, options?: BrowserContextOptions, now?: string): Promise<Page>;
  /** Every origin that a page asked anything of. */
  readonly origins: ReadonlySet<string>;
  /** Exceptions, and what browsers complain of, such as violations of the page's own policy. */
  readonly faults: readonly string[];
}

/** How long something may take on a busy machine, in milliseconds; what is there earlier is not waited for. */
const patience = 60_000;
const executablePath = findBrowser();
const flags = [
  'no-sandbox',
  'disable-gpu',
  'disable-background-networking',
  'disable-component-update',
  'no-first-run',
];

/** Keeps a picture of a page below .local/, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = path.join(projectPaths.data, 'screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

/** A group of tests with a browser; skipped by name where there is none. */
export function describeInBrowser(title: string, tests: (pages: Pages) => void): void {
  const origins = new Set<string>();
  const faults: string[] = [];
  let browser: Browser | undefined;

  function watch(page: Page): void {
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http')) origins.add(origin);
    });
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // What a test answers in the place of the service is told by its status, not by this.
      const isStatus = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !isStatus) faults.push(message.text());
    });
  }

  const pages: Pages = {
    origins,
    faults,
    async open(url, options = {}, now) {
      if (browser === undefined) throw new Error('The browser was not started.');
      // Far from Greenwich, where a day that is taken for a moment is another day.
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'America/Los_Angeles', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      watch(page);
      if (now !== undefined) await page.clock.setFixedTime(now);
      await page.goto(url);
      return page;
    },
  };
  jest.setTimeout(4 * patience);
  unlessMissing(describe, missingBrowser())(title, () => {
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: flags.map((flag) => `--${flag}`) });
    });
    afterAll(async () => await browser?.close());
    tests(pages);
    test('no page broke its own policy, threw, or has a message on its console', () => expect(faults).toEqual([]));
  });
}
