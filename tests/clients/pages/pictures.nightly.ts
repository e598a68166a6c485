// Pictures of every view and state, in every look and width, for people to look at: .local/screenshots, which the nightly run keeps.
import type { Page } from 'playwright-core';
import { describeInBrowser, keepPicture } from './openPages.ts';
import { fixtureToday, storeFixture } from './pageFixture.ts';
import { startPageStage, type Instead, type PageStage } from './pageStage.ts';
import { go, settled, signIn } from './pageTalk.ts';

const series = '/reports/teamsUserActivityUserCounts';
const views: Readonly<Record<string, string>> = {
  overview: '/',
  'series-30d': `${series}?last=30d`,
  'series-6m': `${series}?last=6m`,
  'series-1y-by-week': `${series}?last=1y&by=week`,
  'series-year-before': `${series}?last=30d&against=year&lines=meetings`,
  total: '/reports/office365ServicesUserCounts?last=30d',
  storage: '/reports/oneDriveUsageStorage?last=1y&by=month',
  'one-day': '/reports/yammerActivityUserCounts',
  details: '/reports/office365ActiveUserDetail?show=idle-90',
  coverage: '/coverage',
  reports: '/reports',
};
const none: Instead = (path, body) => {
  if (!path.includes('$batch')) return undefined;
  const { requests } = JSON.parse(body) as { requests: readonly { id: string }[] };
  return Response.json({ responses: requests.map(({ id }) => ({ id, status: 200, body: { value: [] } })) });
};
const away = { error: { code: 'x', message: 'Storage is away.' } };
// Longer than all pictures take: the page tries again by itself.
const later = { 'Retry-After': '300' };
const busy: Instead = () => Response.json(away, { status: 503, headers: later });
/** Two parts of the overview fail: one of a small panel, one of the chart. */
const inPart: Instead = async (path, _body, own) => {
  if (!path.includes('$batch')) return undefined;
  const { responses } = (await (await own()).json()) as { readonly responses: readonly { readonly id: string }[] };
  const refusal = { status: 503, headers: later, body: away };
  const isFailed = ({ id }: { readonly id: string }): boolean => id === 'quota' || id === 'active';
  return Response.json({ responses: responses.map((part) => (isFailed(part) ? { ...part, ...refusal } : part)) });
};
/** States, by what the service answers, and what tells that the page shows them. */
const states: Readonly<Record<string, readonly [answer: Instead, shown: string]>> = {
  empty: [none, '.empty'],
  failed: [busy, '.problem'],
  'part-failed': [inPart, '.problem'],
  loading: [() => new Promise(() => undefined), '.skeleton'],
};
const widths = [390, 768, 1440, 2560];
const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const;

describeInBrowser('pictures', (pages) => {
  let stage: PageStage;
  let page: Page;

  beforeAll(async () => {
    stage = await startPageStage();
    await storeFixture(stage);
    page = await pages.open(`${stage.url}/`, {}, `${fixtureToday}T08:00:00Z`);
    await page.locator('#signIn').waitFor();
  });
  afterAll(async () => await stage.stop());
  afterEach(() => stage.instead());

  async function keepAll(name: string): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const [look, media] of Object.entries(looks)) {
        await page.emulateMedia(media);
        await keepPicture(page, `${name}-${width}-${look}`);
      }
    }
    await page.emulateMedia(looks.light);
  }
  /** As eyes without the cones for green see it. */
  async function keepDeuteranopia(name: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await keepPicture(page, `${name}-1440-deuteranopia`);
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
  }

  test('signed out', async () => {
    await keepAll('signed-out');
    await signIn(page);
    expect(await page.locator('.huge').count()).toBe(1);
  });

  test.each(Object.entries(views))('%s', async (name, address) => {
    await go(page, address);
    await keepAll(name);
    await keepDeuteranopia(name);
    expect(await page.locator('h1').count()).toBe(1);
  });

  test.each(Object.entries(states))('%s', async (name, [answer, shown]) => {
    stage.instead((path, body, own) => (path.startsWith('/v1.0') ? answer(path, body, own) : undefined));
    await page.goto(`${stage.url}/`);
    await page.locator(shown).first().waitFor();
    await keepAll(name);
    expect(await page.locator(shown).count()).toBeGreaterThan(0);
  });

  test('the reference', async () => {
    await page.goto(`${stage.url}/docs`);
    await page.locator('#all .group').first().waitFor();
    await keepAll('docs');
    await page.goto(stage.url);
    await settled(page);
    expect(await page.locator('.huge').count()).toBe(1);
  });
});
