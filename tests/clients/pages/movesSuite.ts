import type { Page } from 'playwright-core';
import { sampled } from '../../support/sampled.ts';
import { settled, type Talk } from './pageTalk.ts';

const addresses = [
  '/',
  '/reports/teamsUserActivityUserCounts',
  '/reports/office365ServicesUserCounts',
  '/reports/oneDriveUsageStorage',
  '/reports/office365ActiveUserDetail',
  '/coverage',
] as const;
const widths = [390, 768, 1440, 2560];
const cases = addresses.flatMap((address) => widths.map((width) => [address, width] as const));
/** Layout shifts of a page, those after a click included: their sum, and what moved. */
const shifts = async (page: Page): Promise<readonly [sum: number, moved: readonly string[]]> =>
  await page.evaluate(
    async () =>
      await new Promise<readonly [number, readonly string[]]>((resolve) => {
        const sum = { value: 0 };
        const moved: string[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, sources } = entry as unknown as {
              readonly value: number;
              readonly sources: readonly { readonly node: Node | null }[];
            };
            sum.value += value;
            for (const { node } of sources) {
              // What moves may be a text of its own.
              const text = node instanceof Element ? node.outerHTML : (node?.textContent ?? '');
              moved.push(`${value.toFixed(3)} ${text.slice(0, 60)}`);
            }
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        const end = (): void => {
          observer.disconnect();
          resolve([sum.value, moved]);
        };
        // Two frames: what is drawn now has been looked at then.
        requestAnimationFrame(() => requestAnimationFrame(end));
      }),
  );

/** Nothing moves when figures come: what stands for them has their size. */
export function movesSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at('/reports')));
  afterEach(() => stage().instead());

  test.each(sampled(cases, 3))('%s: blocks stand where the figures will be, at %i px', async (address, width) => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    stage().instead(async (_path, _body, own) => {
      await held;
      return await own();
    });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(stage().url + address);
    await page.locator('.skeleton').first().waitFor();
    await page.evaluate(async () => await new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await page.locator('h1').innerText()).not.toBe('');
    letGo();
    await settled(page);
    const [sum, moved] = await shifts(page);
    expect([sum < 0.02, moved]).toEqual([true, moved]);
  });
}
