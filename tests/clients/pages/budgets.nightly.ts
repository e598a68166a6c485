// What the pages cost, as time of processors rather than of a clock, which on a busy machine tells of its neighbours. Prints what it measured.
import type { CDPSession, Page } from 'playwright-core';
import { listReports } from '../../../local/build/listReports.ts';
import { model } from '../../../shared/model/model.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { questionsOf } from '../../../web/details/questionsOf.ts';
import { storageScope } from '../../support/storageScope.ts';
import { writeEntities } from '../../support/writeEntities.ts';
import { manyPeople } from './manyPeople.ts';
import { describeInBrowser } from './openPages.ts';
import { fixtureToday, storeFixture } from './pageFixture.ts';
import { startPageStage, type PageStage } from './pageStage.ts';
import { go, settled, signIn } from './pageTalk.ts';

const people = Number(process.env['PAGE_PEOPLE'] ?? 100_000);
const series = '/reports/teamsUserActivityUserCounts';
const details = '/reports/office365ActiveUserDetail';
/** An address that a browser shows as a line of text. */
const line = '/assets/signIn.json';
const questions = questionsOf(listReports(model).find(({ set }) => set === detail.name)!);

describeInBrowser('budgets', (pages) => {
  let stage: PageStage;
  let page: Page;
  let session: CDPSession;
  const measured: string[] = [];

  beforeAll(async () => {
    stage = await startPageStage();
    await storeFixture(stage);
    await writeEntities(stage.rows, storageScope({ tenant: stage.app.tenant }), detail, manyPeople(people));
    page = await pages.open(`${stage.url}/reports`, {}, `${fixtureToday}T08:00:00Z`);
    session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await signIn(page);
  });
  afterAll(async () => {
    process.stdout.write(`${measured.join('\n')}\n`);
    await stage.stop();
  });

  /** Milliseconds that the process of the page has used. */
  async function pageTime(): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN);
  }
  /** Milliseconds that the page and the service used for something; the service runs in the process of this test. */
  async function cost(what: string, work: () => Promise<unknown>): Promise<number> {
    const [before, began, clock] = [await pageTime(), process.cpuUsage(), performance.now()];
    await work();
    const [used, wall] = [process.cpuUsage(began), performance.now() - clock];
    const [ofPage, ofService] = [(await pageTime()) - before, (used.user + used.system) / 1000];
    measured.push(
      `${what}: page ${Math.round(ofPage)} ms, service ${Math.round(ofService)} ms, by the clock ${Math.round(wall)} ms`,
    );
    return ofPage + ofService;
  }
  const visit = (address: string) => async (): Promise<void> => {
    await page.goto(stage.url + address);
    await settled(page);
  };

  /**
   * Looks at the first paint in fresh profiles. By the clock it is told and not judged: on a busy machine it tells of the
   * neighbours, so it stands beside that of a line of text.
   *
   * @returns the files that it waited for
   */
  async function firstPaint(address: string, slowness: number): Promise<readonly string[]> {
    const paints: number[] = [];
    const waited = new Set<string>();
    for (let run = 0; run < 5; run += 1) {
      const fresh = await pages.open(stage.url + line);
      const throttle = await fresh.context().newCDPSession(fresh);
      await throttle.send('Emulation.setCPUThrottlingRate', { rate: slowness });
      await fresh.goto(stage.url + address);
      const paint = await fresh.waitForFunction(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      );
      paints.push(Math.round((await paint.jsonValue()) ?? Number.NaN));
      const names = await fresh.evaluate(() =>
        (performance.getEntriesByType('resource') as (PerformanceResourceTiming & { renderBlockingStatus: string })[])
          .filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking')
          .map(({ name }) => name.replace(/^.*\/|-[^-]*(?=\.)/g, '')),
      );
      for (const name of names) waited.add(name);
      await fresh.context().close();
    }
    measured.push(`first paint of ${address}, speed divided by ${slowness}: ${paints.join(', ')} ms`);
    return [...waited];
  }

  test.each([1, 4])('speed divided by %i: the first paint waits for markup and style alone', async (slowness) => {
    expect(await firstPaint(line, slowness)).toEqual([]);
    expect(await firstPaint('/', slowness)).toEqual(['style.css']);
  });

  test('the overview', async () => {
    expect(await cost('overview', visit('/'))).toBeLessThan(1500);
  });

  test('a choice without a request, and one with', async () => {
    await visit(series)();
    expect(await cost('by week', () => page.locator('#by').selectOption('week'))).toBeLessThan(250);
    const days = async (): Promise<void> => {
      await page.locator('#last-30d').click();
      await settled(page);
    };
    expect(await cost('30 days', days)).toBeLessThan(750);
  });

  test('everybody by name: first rows, and each ready question', async () => {
    const all = await cost(`${people} people`, async () => {
      await go(page, details);
      await page.locator('.people tbody tr').first().waitFor();
    });
    expect(all).toBeLessThan(1500);
    for (const { id } of questions)
      expect(await cost(`of ${people} ${id}`, () => go(page, `${details}?show=${id}`))).toBeLessThan(7500);
  });

  test('the reference is ready', async () => {
    const ready = async (): Promise<void> => {
      await page.goto(`${stage.url}/docs`);
      await page.locator('#all .group').first().waitFor();
    };
    await ready();
    expect(await cost('reference', ready)).toBeLessThan(2000);
  });
});
