import type { Page } from 'playwright-core';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { storageScope } from '../../support/storageScope.ts';
import { writeEntities } from '../../support/writeEntities.ts';
import { manyPeople } from './manyPeople.ts';
import { go, tableRows, type Talk } from './pageTalk.ts';

/** 100,000 at night: what is asked and drawn is the same, and storing them takes as long as all other tests of the pages. */
const people = Number(process.env['PAGE_PEOPLE'] ?? 3000);

/** Many people: what is in an answer and in the document. */
export function largeSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => {
    const { rows, app } = stage();
    await writeEntities(rows, storageScope({ tenant: app.tenant }), detail, manyPeople(people));
    page = await at('/coverage');
  });

  test('rows of one page at a time, in the first view and in one that asks a question of all', async () => {
    for (const address of ['/reports/office365ActiveUserDetail', '/reports/office365ActiveUserDetail?show=idle-90']) {
      await go(page, address);
      expect(await tableRows(page, '.people tbody')).toHaveLength(25);
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(3000);
    }
  });
}
