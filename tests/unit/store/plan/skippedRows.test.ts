/** What `$skip` passes over along an index is walked once, as if it were returned, and by no page behind the first. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { dateBack, spreadEntities, spreads, walkedTypes } from '../../../support/walkedTables.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const { series, details } = walkedTypes;
const scope = storageScope();
const tables = {
  series: { type: series, rows: createMemoryRows(), entities: spreadEntities(series, spreads['a row a date'], 2600) },
  details: {
    type: details,
    rows: createMemoryRows(),
    entities: spreadEntities(details, spreads['one date for all'], 2600),
  },
} as const;
beforeAll(async () => {
  for (const { type, rows, entities } of Object.values(tables)) await writeEntities(rows, scope, type, entities);
});

const now = `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateBack(0)}`;

it.each([
  ['series', '$orderby=reportDate desc', 30, 10],
  ['series', '$orderby=reportDate', 999, 1],
  ['details', `${now}&$orderby=groupDisplayName`, 1500, 25],
  ['details', now, 2000, 1000],
] as const)('%s %s: %i are passed over, pages of %i', async (table, options, skip, limit) => {
  const { type, rows, entities } = tables[table];
  const query = bindEntityQuery(type, options);
  const pages = await readPages(query, { rows, type, scope: () => scope, limit, skip });
  expect(pages.flatMap(({ keys }) => keys)).toHaveLength(entities.length - skip);
  if (query.orderby.length > 0)
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query).slice(skip));
  for (const [at, { keys, walked, requests }] of pages.entries()) {
    const returned = keys.length + (at === 0 ? skip : 0);
    expect(walked).toBeLessThanOrEqual(returned + 2 * requests);
    expect(requests).toBeLessThanOrEqual(1 + Math.floor(returned / 1000));
  }
});
