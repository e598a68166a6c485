/** Rows of a period in the order of ids: few are sorted, of many a page walks the main rows as far as it goes. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { changedRows } from '../../../support/damagedRows.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { type PageSeen, readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { dateBack, walkedTypes } from '../../../support/walkedTables.ts';
import { virtualClock } from '../../../support/virtualClock.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const type = walkedTypes.totals;
/** Two thirds and more are of 30 days, a few of 28. */
const periodOf = (at: number): string => (at % 1000 === 1 ? '28' : at % 6 === 0 ? '7' : '30');
const entities = Array.from({ length: 6_500 }, (_, at) =>
  entityOf(type, `id-${(at * 104_729) % 1_000_003}`, {
    reportRefreshDate: dateBack(at % 3000),
    reportPeriod: periodOf(at),
  }),
);
const rows = createMemoryRows();
const scope = storageScope({ milliseconds: 600_000 });
beforeAll(async () => {
  await writeEntities(rows, scope, type, entities);
});

/** All pages of a query, which have what it is to have. */
async function pagesOf(options: string): Promise<readonly PageSeen[]> {
  const query = bindEntityQuery(type, options);
  const pages = await readPages(query, { rows, type, scope: () => scope, limit: 1000 });
  expectResult(
    pages.flatMap(({ keys }) => keys),
    entities,
    query,
  );
  return pages;
}

test.each([
  "$filter=reportPeriod eq '30'&$orderby=id",
  "$filter=reportPeriod in ('7','30')&$orderby=id",
  "$filter=reportPeriod eq '30' and id gt 'id-00'&$orderby=id",
])('many: %s', async (options) => {
  const pages = await pagesOf(options);
  // The first finds out that they are many.
  for (const { walked, requests } of pages.slice(1)) {
    expect(walked).toBeLessThanOrEqual(3000);
    expect(requests).toBeLessThanOrEqual(4);
  }
});

test.each([
  ["$filter=reportPeriod eq '28'&$orderby=id", 7],
  ["$filter=reportPeriod eq 'none'&$orderby=id", 0],
  [`$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateBack(1)}&$orderby=id`, 3],
])('few: %s', async (options, most) => {
  const pages = await pagesOf(options);
  expect(pages).toHaveLength(1);
  expect(pages[0]!.walked).toBeLessThanOrEqual(most);
  expect(pages[0]!.requests).toBe(1);
});

test.each([
  ['an index row', 'i1_', "reportPeriod eq '30'", 0],
  ['a main row', 'e_', "reportPeriod eq '30'", 1],
  ['an index row, few', 'i1_', "reportPeriod eq '28'", 1],
  ['a main row, few', 'e_', "reportPeriod eq '28'", 0],
])('%s that cannot be read: a count is of the rows its pages have', async (_what, copy, filter, lost) => {
  const ids = evaluateNaively(entities, bindEntityQuery(type, `$filter=${filter}`));
  const sick = changedRows(rows, (properties, rowKey) =>
    rowKey.startsWith(copy) && properties['id'] === ids[3] ? { ...properties, exchangeActive: 'many' } : properties,
  );
  const query = bindEntityQuery(type, `$filter=${filter}&$orderby=id`);
  const pages = await readPages(query, { rows: sick, type, scope: () => scope, limit: 1000 });
  expect(pages.flatMap(({ keys }) => keys)).toHaveLength(ids.length - lost);
  const before = scope.usage.requests;
  expect(await countMatches(sick, scope, type, query)).toBe(ids.length - lost);
  // Up to 5,000, in parts side by side, tell whether they are few; then there are all main rows.
  expect(scope.usage.requests - before).toBeLessThanOrEqual(9 + 7);
});

test('as CSV, and the first of them', async () => {
  const query = bindEntityQuery(type, "$filter=reportPeriod eq '30'&$orderby=id");
  const store = createStore(rows);
  for (const top of [undefined, 30]) {
    const found: string[] = [];
    const part = { skip: 0, ...(top !== undefined && { top }) };
    for await (const piece of store.stream(() => scope, type, query, part))
      for (const { entity } of piece) found.push(entity.id);
    const expected = entities
      .filter(({ reportPeriod }) => reportPeriod === '30')
      .map(({ id }) => id)
      .sort();
    expect(found).toEqual(expected.slice(0, top));
  }
});

test('storage that takes its time: pages that end, and no 504', async () => {
  const clock = virtualClock();
  const answered = { time: 0 };
  const slow = createMemoryRows({ answerTime: () => answered.time, walk: () => 40 });
  const some = entities.slice(0, 200);
  await writeEntities(slow, scope, type, some);
  answered.time = 5000;
  const query = bindEntityQuery(type, "$filter=reportPeriod eq '30'&$orderby=id");
  const pages = await readPages(query, {
    rows: slow,
    type,
    scope: () => storageScope({ tenant: scope.tenant, clock }),
    limit: 1000,
  });
  expectResult(
    pages.flatMap(({ keys }) => keys),
    some,
    query,
  );
});
