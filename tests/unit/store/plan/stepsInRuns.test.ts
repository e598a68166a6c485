/** Rows that are sorted among themselves, and found by steps over a part left open: a run takes as many as it has, a page no more than it needs. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const scope = storageScope({ milliseconds: 600_000 });
const dayOf = (at: number): string => dateFrom('2026-01-01', at);
const detail = (reportPeriod: string, at: number, userPrincipalName: string) =>
  entityOf(type, `${reportPeriod}-${at}-${userPrincipalName}`, {
    reportPeriod,
    reportRefreshDate: dayOf(at),
    userPrincipalName,
    displayName: `name ${(at * 7) % 60}`,
  });

/** So many that a walk goes on by steps. */
const others = Array.from({ length: 40 }, (_, at) => `c${at}`);

it('a person over more dates than a page has steps, in an order by another property', async () => {
  const rows = createMemoryRows();
  const entities = Array.from({ length: 60 }, (_, at) =>
    ['b', ...others.slice(10)].map((user) => detail('30', at, user)),
  ).flat();
  await writeEntities(rows, scope, type, entities);
  const query = bindEntityQuery(type, "$filter=userPrincipalName eq 'b'&$orderby=reportPeriod,displayName");
  const pages = await readPages(query, { rows, type, scope: () => scope, limit: 1000 });
  expectResult(
    pages.flatMap(({ keys }) => keys),
    entities,
    query,
  );
  const found: string[] = [];
  const pieces = createStore(rows).stream(() => storageScope({ tenant: scope.tenant }), type, query, { skip: 0 });
  for await (const piece of pieces) found.push(...piece.map(({ entity }) => entity.id));
  expect(found).toEqual(pages.flatMap(({ keys }) => keys));
});

it.each(['$orderby=reportPeriod,displayName', '$orderby=reportRefreshDate,displayName'])(
  'what is found is returned when its run is passed, though nothing follows: %s',
  async (order) => {
    const rows = createMemoryRows();
    const entities = Array.from({ length: 60 }, (_, at) =>
      (at < 2 ? ['b', ...others] : others).map((user) => detail(String(100 + at), 0, user)),
    ).flat();
    await writeEntities(rows, scope, type, entities);
    const query = bindEntityQuery(type, `$filter=userPrincipalName eq 'b'&${order}`);
    const pages = await readPages(query, { rows, type, scope: () => scope, limit: 1000 });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      entities,
      query,
    );
    if (order.includes('Date')) return;
    expect(pages.length).toBeGreaterThan(1);
    for (const { requests } of pages) expect(requests).toBeLessThanOrEqual(40);
  },
);
