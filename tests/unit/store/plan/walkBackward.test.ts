import { office365ActiveUserCounts as counts } from '../../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../../../shared/store/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/plan/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { daysAgo, graphLikeEntities } from '../../../support/graphLikeEntities.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const queries = [
  '$orderby=reportDate desc',
  '$orderby=reportRefreshDate desc',
  "$filter=reportPeriod eq '180'&$orderby=reportDate desc",
  `$filter=reportPeriod eq '7' and reportDate lt ${daysAgo(40)}&$orderby=reportDate desc`,
  "$filter=contains(reportPeriod,'3')&$orderby=reportRefreshDate desc",
];

/** Days from the newest report to today. */
const ages = [-400, 2, 1026];

describe.each(ages)('an index read downwards, the newest report %i days old', (age) => {
  const rows = createMemoryRows();
  const scope = storageScope({ milliseconds: 60_000 });
  const entities = [
    ...graphLikeEntities(4950, daysAgo(age)),
    ...Array.from({ length: 50 }, (_, index) => entityOf(counts, `undated-${index}`, { reportPeriod: '7' })),
  ];
  beforeAll(async () => {
    await writeEntities(rows, scope, counts, entities);
  });

  it.each(queries)('%s: everything once, in order, within 13 requests a page', async (options) => {
    const query = bindEntityQuery(counts, options);
    const pages = await readPages(query, { rows, type: counts, scope: () => scope, limit: 1000 });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query));
    // One more where an answer of storage ends after 1,000 rows walked.
    expect(Math.max(...pages.map(({ requests }) => requests))).toBeLessThanOrEqual(13);
  });

  it('several sort keys: everything once, in order, however many requests a date takes', async () => {
    const query = bindEntityQuery(counts, '$orderby=reportDate desc,office365,reportPeriod desc');
    const pages = await readPages(query, { rows, type: counts, scope: () => scope, limit: 700 });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query));
    for (const { keys } of pages.slice(0, -1)) expect(keys).toHaveLength(700);
  });

  it('goes on after a long way that is passed over', async () => {
    const query = bindEntityQuery(counts, '$orderby=reportDate desc');
    const pages = await readPages(query, { rows, type: counts, scope: () => scope, limit: 1000, skip: 4321 });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query).slice(4321));
    expect(Math.max(...pages.map(({ requests }) => requests))).toBeLessThanOrEqual(13);
  });
});

it('refuses positions that are none of the range', async () => {
  const filter = '$filter=reportDate ge 2026-01-01 and reportDate lt 2026-02-01';
  const query = bindEntityQuery(counts, `${filter}&$orderby=reportDate desc`);
  const read = async (after: readonly string[]) =>
    await readPage(createMemoryRows(), storageScope(), counts, query, { after, skip: 0, limit: 5, complete: true });
  const january = 'i_reportDate_=2026-01-15!';
  for (const good of [
    ['after', `${january}a`],
    ['at', `${january}a`],
    ['before', january, '3'],
  ])
    await expect(read(good)).resolves.toEqual({ entities: [] });
  for (const foreign of [
    [],
    ['after', ''],
    ['after', 'e_a'],
    ['after', 'i_reportDate_=2025-12-31!a'],
    ['after', 'i_reportDate_=2026-02-01!a'],
    ['after', 'i_reportDate_=2026-01-32!a'],
    ['after', 'i_reportDate_!a'],
    ['after', `${january}a`, '3'],
    ['after', `${january}\ud800`],
    ['behind', `${january}a`],
    ['before'],
    ['before', january],
    ['before', january, '0'],
    ['before', january, '-1'],
    ['before', january, '1e9'],
    ['before', january, '99999999'],
    ['before', january, '3', '3'],
    ['before', `${january}a`, '3'],
    ['before', 'i_reportDate_=2026-02-01!', '3'],
    ['before', 'i_reportDate_=2026-02-30!', '3'],
    ['before', 'i_reportRefreshDate_=2026-01-15!', '3'],
    ['before', 'i_reportDate_!', '3'],
    ['sorted', 'a', '[]'],
  ]) {
    await expect(read(foreign)).rejects.toMatchObject({ innerCode: 'invalidSkipToken' });
  }
});
