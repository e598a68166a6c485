import { readFile } from 'node:fs/promises';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Pages } from './openPages.ts';
import type { PageStage } from './pageStage.ts';

/** What the groups of tests share: one browser, one service. */
export interface Talk {
  readonly pages: Pages;
  readonly stage: () => PageStage;
  /** The page all groups share, as in a fresh profile, signed in at an address. */
  readonly at: (address: string) => Promise<Page>;
}

/** Reads something until it is as expected; fails with what it is instead after a minute. */
export async function eventually<T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    try {
      check(await read());
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  check(await read());
}

/** Waits until a view is complete. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('main h1') !== null &&
      document.querySelector('.skeleton, .dimmed, [aria-busy="true"]') === null,
  );
}

/** Signs in with the button for development. */
export async function signIn(page: Page): Promise<void> {
  await page.locator('#signIn').click();
  await page.locator('#signOut').waitFor();
  await settled(page);
}

/** Follows an address as a link of the page does. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await settled(page);
}

/** What the page says, without the moment it was read. */
export async function mainText(page: Page): Promise<string> {
  return await page.locator('main').innerText();
}

/** The rows of a table as texts. */
export async function tableRows(page: Page, selector: string): Promise<readonly (readonly string[])[]> {
  return await page
    .locator(`${selector} tr`)
    .evaluateAll((rows) => rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)));
}

/**
 * Findings of axe-core by the rules of WCAG 2.2 AA and its own best practices. Drawings are hidden from assistive technology
 * and left out: they have thousands of elements.
 *
 * @param rules those alone, where they are given
 */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(
    async (only) =>
      await (globalThis as unknown as { axe: typeof axe }).axe.run(
        { exclude: ['svg'] },
        {
          resultTypes: ['violations'],
          ...(only === undefined
            ? { rules: { 'target-size': { enabled: true } } }
            : { runOnly: { type: 'rule', values: [...only] } }),
        },
      ),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
  );
}
