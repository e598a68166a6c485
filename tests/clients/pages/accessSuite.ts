import type { Page } from 'playwright-core';
import { isNight, sampled } from '../../support/sampled.ts';
import { sampledKinds } from '../../support/sampledKinds.ts';
import { eventually, findings, go, settled, type Talk } from './pageTalk.ts';

const views = {
  overview: '/',
  series: '/reports/teamsUserActivityUserCounts?last=1y',
  days: '/reports/office365ActiveUserCounts?last=30d',
  total: '/reports/office365ServicesUserCounts?last=30d',
  details: '/reports/office365ActiveUserDetail?show=idle-90',
  // Of all reports the same markup, 91 times.
  coverage: '/coverage?show=wrong',
  reports: '/reports',
} as const;
/** The narrowest always. */
const widths = [320, ...sampled([390, 768, 1024, 1440, 2560], 2)];
type Look = 'light' | 'dark' | 'forced';
type Check = readonly [look: Look, width: number, rules?: readonly string[]];
/** A look changes colours alone: all rules in one, and those of colours in the others; one of them at each width. At night all in each. */
const whole: Check = ['light', 390];
const ofColours: readonly Check[] = isNight
  ? [
      ['light', 1440],
      ...[390, 1440].flatMap((width): readonly Check[] => [
        ['dark', width],
        ['forced', width],
      ]),
    ]
  : [
      ['dark', 1440, ['color-contrast']],
      ['forced', 390, ['color-contrast']],
    ];
const coloured = sampledKinds(
  Object.keys(views).flatMap((view) => ofColours.map((check) => ({ view, check }))),
  ({ view, check: [look] }) => [view, look],
);

/** Boxes of the texts of a chart: whether two lie on each other, or one outside. */
const overlaps = async (page: Page): Promise<readonly string[]> =>
  await page.locator('.chart > svg').evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll('text')].map(
        (text) => [text.textContent, text.getBoundingClientRect()] as const,
      );
      const outside = texts
        .filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1)
        .map(([text]) => `${text} is outside`);
      const over = texts.flatMap(([one, a], at) =>
        texts.slice(at + 1).flatMap(([two, b]) => {
          const [wide, high] = [
            Math.min(a.right, b.right) - Math.max(a.left, b.left),
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
          ];
          return wide > 1 && high > 3 ? [`${one} lies on ${two}`] : [];
        }),
      );
      return [...outside, ...over];
    }),
  );

/** Access: axe in each look, widths, texts of charts, the keyboard alone. */
export function accessSuite({ pages, stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => (page = await at('/')));

  async function look(kind: Look): Promise<void> {
    await page.emulateMedia({
      colorScheme: kind === 'dark' ? 'dark' : 'light',
      forcedColors: kind === 'forced' ? 'active' : 'none',
    });
  }

  test.each(Object.entries(views))(
    '%s: axe finds nothing in any look, and the page has one h1 and no style of its own',
    async (name, address) => {
      await go(page, address);
      for (const [kind, width, rules] of [
        whole,
        ...coloured.filter(({ view }) => view === name).map(({ check }) => check),
      ]) {
        await look(kind);
        await page.setViewportSize({ width, height: 900 });
        expect([kind, width, await findings(page, rules)]).toEqual([kind, width, []]);
      }
      await look('light');
      expect(await page.locator('h1').count()).toBe(1);
    },
  );

  test('no width makes the page wider than itself, or texts of a chart lie on each other', async () => {
    for (const address of Object.values(views)) {
      await go(page, address);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await eventually(
          async () => [
            address,
            width,
            await overlaps(page),
            await page.evaluate(() =>
              Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
            ),
          ],
          (seen) => expect(seen).toEqual([address, width, [], 0]),
        );
      }
    }
  });

  test('where colours are the reader’s own, lines differ in their dashes', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await go(page, views.series);
    await look('forced');
    const styles = await page
      .locator('#chart path.line')
      .evaluateAll((lines) =>
        lines.map((line) => [getComputedStyle(line).stroke, getComputedStyle(line).strokeDasharray]),
      );
    await look('light');
    expect(new Set(styles.map(([stroke]) => stroke)).size).toBe(1);
    expect(new Set(styles.map(([, dash]) => dash)).size).toBe(styles.length);
  });

  test('the chart is a slider that tells each day in words', async () => {
    await go(page, '/reports/office365ActiveUserCounts?last=30d&lines=office365,teams');
    const chart = page.getByRole('slider');
    await chart.focus();
    const tells = async (): Promise<string> => (await chart.getAttribute('aria-valuetext')) ?? '';
    for (const [key, date] of [
      ['Home', '28 Oct'],
      ['ArrowRight', '29 Oct'],
      ['PageUp', '5 Nov'],
      ['ArrowLeft', '4 Nov'],
      ['End', '26 Nov'],
      ['PageDown', '19 Nov'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await tells()).toMatch(new RegExp(`^${date} 2026: Any service [\\d,]+, Teams [\\d,]+$`));
    }
    expect(await page.locator('.tip').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('.tip').isVisible()).toBe(false);
  });

  test('with the keyboard alone from signing in to a file', async () => {
    const other = await pages.open(`${stage().url}/`, { acceptDownloads: true });
    await other.locator('#signIn').waitFor();
    const focused = (): Promise<string> =>
      other.evaluate(() => {
        const { id = '', textContent = '' } = document.activeElement ?? {};
        return id === '' ? textContent : id;
      });
    const tabTo = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 120 && (await focused()) !== name; tabs += 1) await other.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await other.keyboard.press('Tab');
    expect(await focused()).toBe('To the figures');
    await tabTo('signIn');
    await other.keyboard.press('Enter');
    await other.locator('.huge').waitFor();
    await tabTo('Teams');
    await other.keyboard.press('Enter');
    await other.locator('#chart path.line').first().waitFor();
    await settled(other);
    expect(await focused()).toBe('Licensed people by activity');
    await tabTo('last-90d');
    await other.keyboard.press('ArrowLeft');
    await settled(other);
    expect(other.url()).toContain('last=30d');
    expect(await focused()).toBe('last-30d');
    await tabTo('csv');
    const [download] = await Promise.all([other.waitForEvent('download'), other.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/^teamsUserActivityUserCounts-/);
    await other.context().close();
  });

  test('the markup has no style of its own', async () => {
    const markup = await (await fetch(`${stage().url}/`)).text();
    expect(markup).not.toMatch(/ style=|<style|<script>|onclick/);
    expect(markup).toMatch(/<noscript><p>This page needs JavaScript[^<.]*\.<\/p><\/noscript>/);
  });
}
