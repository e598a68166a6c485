/** More ranges of a part than are read one by one: the rows from the first to the last are judged, and no page walks others. */
import fc from 'fast-check';
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampledRuns } from '../../../support/sampled.ts';
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
      // One answer finds out how thin they lie, one may end before the last.
      expect(requests).toBeLessThanOrEqual(2 + Math.ceil(most / 1000));
    }
  }
});

describe('what lies between ranges is passed over from the end of an answer on', () => {
  const { details } = walkedTypes;
  const [dates, groups] = [60, 60];
  const people = Array.from({ length: dates * groups }, (_, at) =>
    entityOf(details, `id-${(at * 7919) % 100_003}`, {
      reportPeriod: '30',
      reportRefreshDate: dateBack(Math.floor(at / groups)),
      groupDisplayName: `group ${at % groups}`,
      memberCount: BigInt(at % 11),
    }),
  );
  const stored = createMemoryRows();
  beforeAll(async () => await writeEntities(stored, scope, details, people));

  const listed = every(15, 4);
  const of30 = "reportPeriod eq '30' and ";

  test.each([
    ['in the order of an index', '$orderby=reportRefreshDate desc,groupDisplayName', 20],
    ['in no order', '', 25],
    ['judged', 'memberCount ne 3&$orderby=reportRefreshDate desc', 15],
  ])('%s', async (_what, options, limit) => {
    const [more, order] = options.includes('&$') ? options.split('&') : [undefined, options];
    const filter = `$filter=${of30}reportRefreshDate in (${listed.join()})${more === undefined ? '' : ` and ${more}`}`;
    const query = bindEntityQuery(details, `${filter}&${order}`);
    const pages = await readPages(query, { rows: stored, type: details, scope: () => scope, limit });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      people,
      query,
    );
    const walked = pages.reduce((sum, page) => sum + page.walked, 0);
    expect(walked).toBeLessThanOrEqual(listed.length * groups * 2.5);
  });

  test('one group is looked for on the days that are named', async () => {
    const options = `$filter=${of30}reportRefreshDate in (${listed.join()}) and groupDisplayName eq 'group 7'`;
    const query = bindEntityQuery(details, options);
    const pages = await readPages(query, { rows: stored, type: details, scope: () => scope, limit: 100 });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      people,
      query,
    );
    expect(pages.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(2 * listed.length + 5);
  });
});

describe('ranges far apart are read one by one, once an answer has told so', () => {
  const { details } = walkedTypes;
  const [people, gap] = [9000, 600];
  const nameOf = (at: number): string => `group ${String(at).padStart(5, '0')}`;
  const far = Array.from({ length: people }, (_, at) =>
    entityOf(details, `id-${(at * 7919) % 100_003}`, {
      reportPeriod: '30',
      reportRefreshDate: dateBack(0),
      groupDisplayName: nameOf(at),
      memberCount: BigInt(at % 3),
    }),
  );
  const stored = createMemoryRows();
  beforeAll(async () => await writeEntities(stored, scope, details, far));

  const named = Array.from({ length: people / gap }, (_, at) => `'${nameOf(at * gap)}'`).join();
  const filter = `reportPeriod eq '30' and reportRefreshDate eq ${dateBack(0)} and groupDisplayName in (${named})`;

  test.each([
    // Two answers of 1,000 rows, which tell that, and of the names each that is in neither.
    ['15 names', '', 1000, { walked: 2011, requests: 13 }],
    ['15 names, few wanted', '', 20, { walked: 1851, requests: 13 }],
    ['storage judges another column', ' and memberCount ge 0', 1000, { walked: 2011, requests: 13 }],
    // What storage has looked at is not known.
    ['storage finds none of them', ' and memberCount gt 7', 1000, { walked: 8401, requests: 9 }],
  ])('%s', async (_what, more, limit, cost) => {
    const query = bindEntityQuery(details, `$filter=${filter}${more}`);
    const pages = await readPages(query, { rows: stored, type: details, scope: () => scope, limit });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      far,
      query,
    );
    expect(pages.map(({ walked, requests }) => ({ walked, requests }))).toEqual([cost]);
  });
});

describe('more than 12 alternatives about several parts', () => {
  const { details } = walkedTypes;
  const [dates, groups, crowd] = [14, 40, 5000];
  const nameOf = (at: number): string => `group ${String(at).padStart(5, '0')}`;
  const rowOf = (period: string, date: number, at: number): Entity =>
    entityOf(details, `id-${period}-${date}-${(at * 7919) % 100_003}`, {
      reportPeriod: period,
      reportRefreshDate: dateBack(date),
      groupDisplayName: nameOf(at),
      memberCount: BigInt(at % 3),
    });
  const few = ['7', '30'].flatMap((period) =>
    Array.from({ length: dates * groups }, (_, at) => rowOf(period, 2 + Math.floor(at / groups), at % groups)),
  );
  const all = [...few, ...[0, 1].flatMap((date) => Array.from({ length: crowd }, (_, at) => rowOf('30', date, at)))];
  let looked: readonly number[] = [1000];
  let turn = 0;
  const stored = createMemoryRows({ walk: () => looked[(turn += 1) % looked.length] ?? 1000 });
  beforeAll(async () => await writeEntities(stored, scope, details, all));
  const one = (period: string, date: number, at?: number): string =>
    `(reportPeriod eq '${period}' and reportRefreshDate eq ${dateBack(date)}` +
    `${at === undefined ? '' : ` and groupDisplayName eq '${nameOf(at)}'`})`;
  const listed = (count: number, each: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => each(at)).join(' or ');

  test.each([
    ['13 of a date and name', listed(13, (at) => one('30', 2 + at, at)), { returned: 13, walked: 493, requests: 1 }],
    [
      '13 of two dates of many names',
      listed(13, (at) => one('30', at % 2, at * 370)),
      { returned: 13, walked: 2009, requests: 11 },
    ],
    [
      '14 of a period and date',
      listed(14, (at) => one(at % 2 === 0 ? '7' : '30', 2 + at)),
      { returned: 560, walked: 1040, requests: 2 },
    ],
    // All combinations are named: ranges of their own, as of two lists.
    [
      '14 of all pairs of two periods and 7 dates',
      listed(14, (at) => one(at % 2 === 0 ? '7' : '30', 2 + 2 * (at >> 1))),
      { returned: 560, walked: 560, requests: 14 },
    ],
    [
      '13 of all pairs but one',
      listed(13, (at) => one(at % 2 === 0 ? '7' : '30', 2 + 2 * (at >> 1))),
      { returned: 520, walked: 1080, requests: 2 },
    ],
    [
      '13 of two dates of 10 names far apart',
      listed(13, (at) => one('30', at < 10 ? 0 : 1, (at % 10) * 490)),
      { returned: 13, walked: 20, requests: 20 },
    ],
  ])('%s', async (_what, filter, cost) => {
    looked = [1000];
    for (const order of ['', '&$orderby=reportPeriod,reportRefreshDate desc,groupDisplayName']) {
      const query = bindEntityQuery(details, `$filter=${filter}${order}`);
      const pages = await readPages(query, { rows: stored, type: details, scope: () => scope, limit: 1000 });
      expectResult(
        pages.flatMap(({ keys }) => keys),
        all,
        query,
      );
      const [page, ...more] = pages;
      expect(more).toEqual([]);
      expect({ returned: page!.keys.length, walked: page!.walked, requests: page!.requests }).toEqual(cost);
    }
  });

  test('however storage ends its answers, and whatever else is asked', async () => {
    const anyOne = fc.tuple(
      fc.constantFrom('7', '30'),
      fc.nat(dates + 3),
      fc.option(fc.nat(groups + 3), { nil: undefined }),
    );
    const property = fc.asyncProperty(
      fc.uniqueArray(anyOne, { minLength: 13, maxLength: 30, selector: String }),
      fc.constantFrom('', ' and memberCount ne 1', " and reportPeriod eq '30'", " and contains(groupDisplayName,'1')"),
      fc.constantFrom(
        '',
        '&$orderby=reportRefreshDate desc',
        '&$orderby=reportPeriod,reportRefreshDate desc,groupDisplayName',
      ),
      fc.oneof(
        fc.constant([1000]),
        fc.array(fc.nat(40), { maxLength: 4 }).map((some) => [...some, 30]),
      ),
      fc.constantFrom(7, 100, 1000),
      async (ones, more, order, looks, limit) => {
        looked = looks;
        const query = bindEntityQuery(
          details,
          `$filter=(${ones.map((each) => one(...each)).join(' or ')})${more}${order}`,
        );
        const asked = storageScope({ tenant: scope.tenant, milliseconds: 600_000 });
        const pages = await readPages(query, { rows: stored, type: details, scope: () => asked, limit });
        const found = pages.flatMap(({ keys }) => keys);
        expectResult(found, all, query);
        expect(new Set(found).size).toBe(found.length);
      },
    );
    await fc.assert(property, { numRuns: sampledRuns(40) });
  });
});
