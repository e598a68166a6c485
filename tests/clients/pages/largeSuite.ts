import type { Page } from 'playwright-core';
import { sampleDetail } from '../../../local/sample/sampleDetail.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import type { Entity } from '../../../shared/edm/entityType.ts';
import { storageScope } from '../../support/storageScope.ts';
import { writeEntities } from '../../support/writeEntities.ts';
import { go, tableRows, type Talk } from './pageTalk.ts';

/** 100,000 at night: what is asked and drawn is the same, and storing them takes as long as all other tests of the pages. */
const people = Number(process.env['PAGE_PEOPLE'] ?? 3000);
const date = '2026-11-27';

/** 2,000 people of the sample again and again, each under a name of its own, on a date that is newer than that of the others. */
function* manyPeople(): Iterable<Entity> {
  const some = [...sampleDetail(detail, date, '30')];
  for (let at = 0; at < people; at += 1) {
    const name = `p${String(at).padStart(6, '0')}@contoso.example`;
    yield { ...some[at % some.length], id: `${date}_${name}`, userPrincipalName: name };
  }
}

/** Many people: what is in an answer and in the document. */
export function largeSuite({ stage, at }: Talk): void {
  let page: Page;

  beforeAll(async () => {
    const { rows, app } = stage();
    await writeEntities(rows, storageScope({ tenant: app.tenant }), detail, manyPeople());
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
