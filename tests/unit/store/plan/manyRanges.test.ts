/** More ranges of a part than are read one by one: the rows from the first to the last are judged, and no page walks others. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { dateBack, walkedTypes } from '../../../support/walkedTables.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const { series: type } = walkedTypes;
const days = 1200;
const entities = Array.from({ length: days }, (_, at) =>
  entityOf(type, `id-${(at * 7919) % 10_007}`, { reportDate: at % 400 === 399 ? null : dateBack(at) }),
);
const rows = createMemoryRows();
const scope = storageScope();
beforeAll(async () => {
  await writeEntities(rows, scope, type, entities);
});

const every = (count: number, step: number): string[] => Array.from({ length: count }, (_, at) => dateBack(at * step));
const ranges = every(14, 60)
  .map((date, at) => `(reportDate le ${date} and reportDate gt ${dateBack(at * 60 + 3)})`)
  .join(' or ');

test.each([
  ['13 days', `reportDate in (${every(13, 7).join()})`, 13 * 7],
  ['40 days', `reportDate in (${every(40, 20).join()})`, 800],
  ['14 ranges', ranges, 850],
  ['all but 13 days', `not (reportDate in (${every(13, 7).join()}))`, days],
])('%s', async (_what, filter, most) => {
  for (const order of ['', '&$orderby=reportDate', '&$orderby=reportDate desc']) {
    const query = bindEntityQuery(type, `$filter=${filter}${order}`);
    const pages = await readPages(query, { rows, type, scope: () => scope, limit: 20 });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      entities,
      query,
    );
    for (const { walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual(most);
      expect(requests).toBeLessThanOrEqual(1 + Math.ceil(most / 1000));
    }
  }
});
