/**
 * OData Protocol 4.01, 11.2.6.7 Server-Driven Paging, and URL Conventions 4.01, 5.1.1.8.8 now: all pages of a result are of the
 * time of the first one, so that a range that begins today is the same after midnight.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
 */
import { startInProcess } from '../support/inProcess.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';
import type { StartedApp } from '../support/testApp.ts';
import { virtualClock } from '../support/virtualClock.ts';

let app: StartedApp;
let time = Date.now();
beforeAll(async () => {
  app = await startInProcess({ startClock: () => virtualClock(time) });
  await storeRows(app, set, exampleReports);
});
afterAll(async () => await app.stop());

const two = { Prefer: 'odata.maxpagesize=2' };

test.each(['date(now()) eq 2031-05-01', 'now() lt 2031-05-02T00:00:00Z', 'date(NOW()) eq 2031-05-01'])(
  'pages by %s are followed over midnight',
  async (condition) => {
    const { json, ids } = reading(app);
    time = Date.parse('2031-05-01T23:59:59.5Z');
    const target = `${set}?$filter=${condition}`;
    const all = await ids(target);
    expect(all.length).toBeGreaterThan(4);
    const first = await json(target, two);
    time = Date.parse('2031-05-02T00:00:01Z');
    expect(await ids(target)).toEqual([]);
    const found = first.value.map(({ id }) => id);
    for (let next = first['@odata.nextLink']; next !== undefined;) {
      const page = await json(next);
      found.push(...page.value.map(({ id }) => id));
      next = page['@odata.nextLink'];
    }
    expect(found).toEqual(all);
  },
);
