// The pages at `/`, `/reports` and `/coverage` in a headless browser: one browser and one service for all groups.
import { accessSuite } from './accessSuite.ts';
import { detailsSuite } from './detailsSuite.ts';
import { largeSuite } from './largeSuite.ts';
import { describeInBrowser } from './openPages.ts';
import { overviewSuite } from './overviewSuite.ts';
import { fixtureToday, storeFixture } from './pageFixture.ts';
import { startPageStage, type PageStage } from './pageStage.ts';
import { signIn, type Talk } from './pageTalk.ts';
import { seriesSuite } from './seriesSuite.ts';
import { statesSuite } from './statesSuite.ts';

describeInBrowser('the pages', (pages) => {
  let stage: PageStage;

  beforeAll(async () => {
    stage = await startPageStage();
    await storeFixture(stage);
  }, 120_000);
  afterAll(async () => await stage.stop());

  const talk: Talk = {
    pages,
    stage: () => stage,
    async at(address) {
      const page = await pages.open(
        stage.url + address,
        { acceptDownloads: true, viewport: { width: 1440, height: 900 } },
        `${fixtureToday}T08:00:00Z`,
      );
      await signIn(page);
      return page;
    },
  };
  describe('overview', () => overviewSuite(talk));
  describe('series and totals', () => seriesSuite(talk));
  describe('details', () => detailsSuite(talk));
  describe('states', () => statesSuite(talk));
  describe('access', () => accessSuite(talk));
  describe('100,000 people', () => largeSuite(talk));

  test('asks nobody but the service', () => {
    expect([...pages.origins]).toEqual([stage.url]);
  });
});
