/** What a query may walk: rows looked at and requests for each page, whatever is stored and however storage answers. */
import type { Entity, EntityType } from '../../../../shared/edm/entityType.ts';
import { model } from '../../../../shared/model/model.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { choosePlan } from '../../../../shared/store/plan/choosePlan.ts';
import { hasSteps } from '../../../../shared/store/plan/keyScan.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampledKinds } from '../../../support/sampledKinds.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { storages as allStorages } from '../../../support/walkedBounds.ts';
import {
  dateBack as dateOf,
  type Spread,
  spreadEntities,
  spreads as boundSpreads,
  walkedTypes,
} from '../../../support/walkedTables.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const size = Number(process.env['WALKED_SIZE'] ?? '600');

const { series, totals, details } = walkedTypes;

/** Those of the bound, which the matrix of the night asks at every size, and one more. */
const spreads: Readonly<Record<string, Spread>> = {
  ...boundSpreads,
  'few names, some none, of many dates': {
    date: (index) => dateOf(Math.floor(index / 10)),
    period: (index) => (index % 2 === 0 ? '7' : '30'),
    name: (index) => (index % 10 === 9 ? null : `group ${index % 10}`),
  },
};

/** Queries that are covered: values merged over multiply the bound. */
const covered: readonly (readonly [EntityType, string, number?])[] = [
  [series, '$orderby=reportDate'],
  [series, '$orderby=reportDate desc'],
  [series, `$filter=reportDate ge ${dateOf(40)} and reportDate lt ${dateOf(3)}&$orderby=reportDate desc`],
  [series, `$filter=reportDate ge ${dateOf(40)}&$orderby=reportDate`],
  [series, '$filter=reportDate ne null&$orderby=reportDate'],
  [series, '$filter=reportDate ne null&$orderby=reportDate desc'],
  [series, '$filter=reportDate eq null'],
  [series, `$filter=reportDate in (${dateOf(0)},${dateOf(7)})&$orderby=reportDate desc`, 2],
  [series, `$filter=reportDate eq ${dateOf(0)} or reportDate eq ${dateOf(2)}`, 2],
  [totals, "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc"],
  [totals, `$filter=reportPeriod eq '30' and reportRefreshDate le ${dateOf(5)}&$orderby=reportRefreshDate desc`],
  [totals, "$filter=reportPeriod in ('7','30')&$orderby=reportRefreshDate desc", 2],
  [details, `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateOf(0)}`],
  [details, "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc"],
];

/** Covered as long as no name is longer than its share. */
const byName: typeof covered = [
  [details, `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateOf(0)}&$orderby=groupDisplayName`],
  [
    details,
    `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateOf(0)} and startswith(groupDisplayName,'group 1')`,
  ],
  [details, `$filter=reportPeriod eq '30' and reportRefreshDate eq ${dateOf(0)} and groupDisplayName eq 'group 7919'`],
  [details, `$filter=reportPeriod in ('30','7') and reportRefreshDate eq ${dateOf(0)}&$orderby=groupDisplayName`, 2],
];

/** The others: right, and with an end. */
const others: typeof covered = [
  [series, "$filter=contains(reportPeriod,'8')&$orderby=reportDate desc"],
  [series, '$orderby=office365 desc,reportDate'],
  [series, '$orderby=reportDate desc,office365'],
  [totals, '$orderby=reportRefreshDate desc'],
  [totals, `$filter=reportRefreshDate eq ${dateOf(0)}&$orderby=reportPeriod`],
  [details, `$filter=reportRefreshDate eq ${dateOf(0)}`],
  [details, "$filter=groupDisplayName eq 'group 7'"],
  [details, "$filter=reportPeriod eq '30' and groupDisplayName eq 'group 2'&$orderby=reportRefreshDate desc"],
  [details, "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc,groupDisplayName desc"],
  [details, `$filter=reportRefreshDate eq ${dateOf(0)}&$orderby=memberCount desc&$top=40`],
];

/** Where storage ends its answers: after 1,000 rows walked, or after any number. */
const storages = {
  'whole answers': allStorages['whole answers'].walk,
  'answers of any length': allStorages['any number of rows an answer'].walk,
} as const;

const queryOf = (type: EntityType, options: string): string => `${type.name} ${options}`;
/** Each query over each spread, and in each storage; in each storage over each spread at night. */
const drawn = new Set(
  sampledKinds(
    [...covered, ...byName, ...others].flatMap(([type, options]) =>
      Object.keys(spreads).flatMap((spread) =>
        Object.keys(storages).map((storage) => ({ query: queryOf(type, options), spread, storage })),
      ),
    ),
    ({ query, spread, storage }) => [`${query} ${spread}`, `${query} ${storage}`, `${spread} ${storage}`],
  ).map(({ query, spread, storage }) => `${query} ${spread} ${storage}`),
);

describe.each(Object.entries(spreads))('%s', (name, spread) => {
  describe.each(Object.entries(storages))('%s', (storage, walk) => {
    const stored = new Map<EntityType, { rows: ReturnType<typeof createMemoryRows>; entities: readonly Entity[] }>();
    const scope = storageScope({ milliseconds: 600_000 });
    beforeAll(async () => {
      for (const type of [series, totals, details]) {
        const rows = createMemoryRows({ walk });
        const entities = spreadEntities(type, spread, size);
        await writeEntities(rows, scope, type, entities);
        stored.set(type, { rows, entities });
      }
    });

    const isCut = name === 'names equal in 64 units';
    const cases: readonly (readonly [string, EntityType, string, number | undefined])[] = [
      ...covered.map(([type, options, values = 1]) => [type.name, type, options, values] as const),
      ...byName.map(([type, options, values = 1]) => [type.name, type, options, isCut ? undefined : values] as const),
      ...others.map(([type, options]) => [type.name, type, options, undefined] as const),
    ];
    const asked = cases.filter(([, type, options]) => drawn.has(`${queryOf(type, options)} ${name} ${storage}`));
    it.each(asked.map(([name, type, options, values]) => [`${name} ${options}`, type, options, values] as const))(
      '%s',
      async (_query, type, options, values) => {
        const query = bindEntityQuery(type, options.replace(/&\$top=\d+/, ''));
        const { rows, entities } = stored.get(type)!;
        const limit = 97;
        const pages = await readPages(query, { rows, type, scope: () => scope, limit });
        expectResult(
          pages.flatMap(({ keys }) => keys),
          entities,
          query,
        );
        if (values === undefined) return;
        // Storage that ends its answers early is asked as often as it takes.
        const most = storage === 'whole answers' ? values : Infinity;
        for (const { keys, walked, requests } of pages) {
          expect(walked).toBeLessThanOrEqual(values * (keys.length + 2));
          expect(requests).toBeLessThanOrEqual(most + keys.length / 1000);
        }
      },
    );

    it('steps over what is left open, 40 requests a page', async () => {
      const { rows } = stored.get(details)!;
      const query = bindEntityQuery(details, "$filter=reportPeriod eq '30' and groupDisplayName eq 'group 2'");
      const plan = choosePlan(details, query);
      expect('scan' in plan && hasSteps(plan.scan)).toBe(true);
      const pages = await readPages(query, { rows, type: details, scope: () => scope, limit: 500 });
      for (const { requests } of pages) expect(requests).toBeLessThanOrEqual(40);
    });
  });
});

it('a year of one of many people is walked by steps, of one of few by rows', async () => {
  const scope = storageScope({ milliseconds: 600_000 });
  const query = bindEntityQuery(details, "$filter=reportPeriod eq '30' and groupDisplayName eq 'group 2'");
  for (const [groups, days, most] of [
    [40, 30, 30 * 3],
    [3, 200, 200 * 3 + 100],
  ] as const) {
    const rows = createMemoryRows();
    const entities = Array.from({ length: groups * days }, (_, index) =>
      entityOf(details, `id${index}`, {
        reportPeriod: '30',
        reportRefreshDate: dateOf(index % days),
        groupDisplayName: `group ${Math.floor(index / days)}`,
      }),
    );
    await writeEntities(rows, scope, details, entities);
    const pages = await readPages(query, { rows, type: details, scope: () => scope, limit: 1000 });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      entities,
      query,
    );
    expect(pages.reduce((sum, { walked }) => sum + walked, 0)).toBeLessThanOrEqual(most);
  }
});

it('undated rows, newest first, are pages of 1,000 where storage looks at 100 rows an answer', async () => {
  const scope = storageScope({ milliseconds: 600_000 });
  const rows = createMemoryRows({ walk: () => 100 });
  const entities = Array.from({ length: 2500 }, (_, index) => entityOf(series, `id${index}`));
  await writeEntities(rows, scope, series, entities);
  const query = bindEntityQuery(series, '$orderby=reportDate desc');
  const pages = await readPages(query, { rows, type: series, scope: () => scope, limit: 1000 });
  expectResult(
    pages.flatMap(({ keys }) => keys),
    entities,
    query,
  );
  expect(pages).toHaveLength(3);
  for (const { requests, walked } of pages) {
    expect(requests).toBeLessThanOrEqual(11);
    expect(walked).toBeLessThanOrEqual(1001);
  }
});

it('keys that are named by or are read themselves, and no row between them', async () => {
  const scope = storageScope({ milliseconds: 600_000 });
  const rows = createMemoryRows();
  const entities = Array.from({ length: 500 }, (_, index) => entityOf(series, `id${index}`));
  await writeEntities(rows, scope, series, entities);
  const query = bindEntityQuery(series, "$filter=id eq 'id1' or id eq 'id499' or id eq 'none'");
  const pages = await readPages(query, { rows, type: series, scope: () => scope, limit: 1000 });
  expect(pages).toEqual([{ keys: ['id1', 'id499'], requests: 3, walked: 0 }]);
});

it.each(['desc', 'asc'])(
  'a kind of a series that has several a day walks no more than the kinds, %s',
  async (direction) => {
    const storage = model.find(({ name }) => name === 'oneDriveUsageStorage')!;
    const kinds = ['All', 'Group', 'OneDrive', 'Other'];
    const scope = storageScope({ milliseconds: 600_000 });
    const rows = createMemoryRows();
    const entities = Array.from({ length: 1200 }, (_, index) =>
      entityOf(storage, `id${index}`, { reportDate: dateOf(Math.floor(index / 4)), siteType: kinds[index % 4]! }),
    );
    await writeEntities(rows, scope, storage, entities);
    const query = bindEntityQuery(storage, `$filter=siteType eq 'OneDrive'&$orderby=reportDate ${direction}`);
    const pages = await readPages(query, { rows, type: storage, scope: () => scope, limit: 45 });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      entities,
      query,
    );
    for (const { keys, walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual(kinds.length * (keys.length + 1));
      expect(requests).toBe(1);
    }
  },
);
