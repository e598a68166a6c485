// The pages at `/`, `/reports`, `/coverage` and `/docs` in a headless browser: one browser and one service for all groups.
import type { Page } from 'playwright-core';
import { accessSuite } from './accessSuite.ts';
import { detailsSuite } from './detailsSuite.ts';
import { docsSuite } from './docsSuite.ts';
import { failingSuite } from './failingSuite.ts';
import { largeSuite } from './largeSuite.ts';
import { movesSuite } from './movesSuite.ts';
import { describeInBrowser } from './openPages.ts';
import { overviewSuite } from './overviewSuite.ts';
import { fixtureToday, storeFixture } from './pageFixture.ts';
import { startPageStage, type PageStage } from './pageStage.ts';
import { signIn, type Talk } from './pageTalk.ts';
import { seriesSuite } from './seriesSuite.ts';
import { statesSuite } from './statesSuite.ts';

const size = { width: 1440, height: 900 };

describeInBrowser('the pages', (pages) => {
  let stage: PageStage;

  beforeAll(async () => {
    stage = await startPageStage();
    await storeFixture(stage);
  });
  afterAll(async () => await stage.stop());

  /** What each address took in a fresh profile: names of files with their bytes on the wire. */
  const taken = new Map<string, ReadonlyMap<string, number>>();
  /** One page for all groups, as a window takes the browser seconds; it forgets all between them, as a fresh profile would. */
  let page: Page | undefined;
  const forget = async (known: Page): Promise<void> => {
    const devTools = await known.context().newCDPSession(known);
    await devTools.send('Network.clearBrowserCache');
    await devTools.detach();
    await known.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await known.setViewportSize(size);
    await known.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  };
  const talk: Talk = {
    pages,
    stage: () => stage,
    async at(address) {
      const [url, options] = [stage.url + address, { acceptDownloads: true, viewport: size }];
      if (page !== undefined) await forget(page);
      stage.sent();
      if (page === undefined) page = await pages.open(url, options, `${fixtureToday}T08:00:00Z`);
      else await page.goto(url);
      await signIn(page);
      taken.set(address, stage.sent());
      return page;
    },
  };
  describe('overview', () => overviewSuite(talk));
  describe('series and totals', () => seriesSuite(talk));
  describe('details', () => detailsSuite(talk));
  describe('states', () => statesSuite(talk));
  describe('a service that fails', () => failingSuite(talk));
  describe('what moves', () => movesSuite(talk));
  describe('access', () => accessSuite(talk));
  describe('the reference', () => docsSuite(talk));
  describe('many people', () => largeSuite(talk));

  test('markup, style, script and list of reports are at most 60 kB, whatever is opened first', () => {
    expect(taken.size).toBeGreaterThan(0);
    for (const [address, sent] of taken) {
      const files = new Map([...sent].filter(([name]) => !name.startsWith('/v1.0/')));
      expect(files.size).toBeGreaterThan(5);
      const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
      expect([address, bytes < 60_000, files]).toEqual([address, true, files]);
    }
  });

  test('the batch of the overview is at most 40 kB', () => {
    expect(taken.get('/')?.get('/v1.0/$batch')).toBeLessThan(40_000);
  });

  test('asks nobody but the service', () => {
    expect([...pages.origins]).toEqual([stage.url]);
  });
});
