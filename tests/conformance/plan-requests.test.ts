/** The cost of reading, in requests to storage, whatever is stored: see docs/architecture.md. */
import type { Entity } from '../../shared/edm/entityType.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { maxPageSize } from '../../shared/store/rows/rows.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { startAzurite } from '../support/azurite.ts';
import { bindEntityQuery } from '../support/bindEntityQuery.ts';
import { entityOf } from '../support/changes.ts';
import { evaluateNaively } from '../support/evaluateNaively.ts';
import { daysAgo } from '../support/daysAgo.ts';
import { graphLikeEntities } from '../support/graphLikeEntities.ts';
import { startInProcess } from '../support/inProcess.ts';
import { isNight } from '../support/sampled.ts';
import { setPath } from '../support/reports.ts';
import { storageScope } from '../support/storageScope.ts';
import { writeEntities } from '../support/writeEntities.ts';

interface Storage {
  readonly rows: Rows;
  stop(): Promise<void>;
}

const places: Readonly<Record<string, () => Promise<Storage>>> = {
  'in memory': async () =>
    await Promise.resolve({ rows: createMemoryRows(), stop: async () => await Promise.resolve() }),
  'Table Storage': async () => {
    const azurite = await startAzurite();
    const rows = connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });
    return { rows, stop: async () => await azurite.stop() };
  },
};

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly '@odata.nextLink'?: string;
}

const newest = daysAgo(1);
const january = `${newest.slice(0, 4)}-01-01`;
const flagship = "$filter=reportPeriod eq '7' and reportDate ge 2026-01-01";
const undated = ['undated-a', 'undated-b', 'undated-c'];

interface Cost {
  readonly options: string;
  /** Most requests of the first page. */
  readonly most: number;
}

/** What every size is asked. */
const queries: readonly Cost[] = [
  { options: `${flagship}&$orderby=reportDate desc&$top=50`, most: 4 },
  { options: `${flagship}&$orderby=reportDate asc&$top=50`, most: 4 },
  { options: `${flagship}&$orderby=reportDate desc,office365&$top=50`, most: 4 },
  { options: `$filter=reportPeriod eq '7'&$orderby=reportDate desc&$top=50`, most: 4 },
  { options: `$filter=reportDate eq null&$orderby=id`, most: 1 },
  { options: `$filter=reportDate eq null&$orderby=reportDate desc`, most: 1 },
];

/** What the sizes below the largest are asked as well. */
const moreQueries: readonly Cost[] = [
  { options: `$orderby=reportDate desc&$top=50`, most: 1 },
  { options: `${flagship}&$orderby=reportDate,office365 desc&$top=5`, most: 4 },
  { options: `$filter=reportDate ge ${january}&$orderby=reportDate desc&$top=50`, most: 1 },
  { options: `$orderby=reportDate desc`, most: 1 },
  { options: `$filter=reportDate ne null&$orderby=reportDate&$top=10`, most: 1 },
  { options: `$filter=reportDate in (${newest},${january},${daysAgo(3)})&$orderby=reportDate desc`, most: 4 },
  { options: `$filter=id in ('undated-c','undated-a')&$orderby=id`, most: 2 },
  { options: `$orderby=id`, most: 1 },
  { options: `$filter=reportDate gt 2999-01-01&$orderby=reportDate desc`, most: 1 },
  { options: `$filter=id eq 'undated-b'&$orderby=office365`, most: 1 },
  { options: `$filter=reportDate eq null and reportDate gt 2000-01-01`, most: 0 },
];

const allSizes = [
  ['in memory', 100],
  ['in memory', 1000],
  ['in memory', 10_000],
  ['in memory', 100_000],
  ['Table Storage', 100],
  ['Table Storage', 1000],
] as const;

/** The largest of each place at night alone. */
const sizes = allSizes.filter(([place, size]) => isNight || size < (place === 'in memory' ? 100_000 : 1000));

describe.each(sizes)('%s, %i entities', (place, size) => {
  let entities: readonly Entity[];
  let storage: Storage;
  let app: Awaited<ReturnType<typeof startInProcess>>;

  beforeAll(async () => {
    storage = await places[place]!();
    app = await startInProcess({ rows: storage.rows });
    entities = [
      ...undated.map((id) => entityOf(counts, id, { reportRefreshDate: null, office365: 1n })),
      ...graphLikeEntities(size - undated.length, newest),
    ];
    await writeEntities(storage.rows, storageScope({ tenant: app.tenant, milliseconds: 60_000 }), counts, entities);
  });
  afterAll(async () => {
    await app.stop();
    await storage.stop();
  });

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await app.fetch(path, { headers });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    const { storageRequests, storageRows } = JSON.parse(app.log.at(-1)!) as Readonly<Record<string, number>>;
    // In memory an answer ends after 1,000 rows walked, found or not.
    return { text, requests: storageRequests! - Math.floor(storageRows! / maxPageSize) };
  }

  async function page(path: string, headers?: Readonly<Record<string, string>>) {
    const { text, requests } = await ask(path, headers);
    const { value, '@odata.nextLink': next } = JSON.parse(text) as Page;
    return { ids: value.map(({ id }) => id), requests, next: next?.slice(app.publicUrl.length) };
  }

  const expected = (options: string) => evaluateNaively(entities, bindEntityQuery(counts, options));

  async function pagesOf(options: string, size: number, most = Infinity) {
    const pages = [await page(`${setPath}?${encodeURI(options)}`, { Prefer: `maxpagesize=${size}` })];
    for (let { next } = pages[0]!; next !== undefined && pages.length < most; { next } = pages.at(-1)!)
      pages.push(await page(next));
    return pages;
  }

  it('reads an entity by key with one request', async () => {
    expect((await ask(`${setPath}('${entities.at(-1)!.id}')`)).requests).toBe(1);
  });

  it.each([
    '$orderby=reportDate desc&$count=true&$filter=reportDate eq null',
    '$count=true&$filter=reportDate eq null&$skip=1',
  ])('counts what one page holds by no request of its own: %s', async (options) => {
    const { text, requests } = await ask(`${setPath}?${encodeURI(options)}`);
    expect(JSON.parse(text)).toHaveProperty(['@odata.count'], undated.length);
    expect(requests).toBe(1);
  });

  it.each(size < 100_000 ? [...queries, ...moreQueries] : queries)('$options: at most $most', async (query) => {
    const { options, most } = query;
    const { ids, requests } = await page(`${setPath}?${encodeURI(options)}`);
    const top = Number(/&\$top=(\d+)/.exec(options)?.[1] ?? 1000);
    expect(ids).toEqual(expected(options.replace(/&\$top=\d+/, '')).slice(0, top));
    expect(requests).toBeLessThanOrEqual(most);
  });

  it.each([
    ['asc', 4],
    ['desc', 4],
  ])('reads each page behind a nextLink as cheaply as the first, %s', async (direction, most) => {
    const options = `${flagship}&$orderby=reportDate ${direction}`;
    const pages = await pagesOf(options, 20, 12);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(expected(options).slice(0, 240));
    expect(Math.max(...pages.map(({ requests }) => requests))).toBeLessThanOrEqual(most);
  });

  if (size <= 1000) {
    it.each(['$orderby=reportDate desc', '$orderby=reportRefreshDate desc', '$orderby=reportDate'])(
      'reads everything in pages of 1,000: %s',
      async (options) => {
        const pages = await pagesOf(options, 1000);
        expect(pages.flatMap(({ ids }) => ids)).toEqual(expected(options));
        expect(Math.max(...pages.map(({ requests }) => requests))).toBeLessThanOrEqual(12);
      },
    );

    const few = Array.from({ length: 40 }, (_, index) => index * 97);
    it.each([
      ['or', few.map((count) => `office365 eq ${count}`).join(' or ')],
      ['in', `office365 in (${few.join(',')})`],
      ['and, not equal', few.map((count) => `office365 ne ${count}`).join(' and ')],
      ['and, in ranges', few.map((count) => `(office365 lt ${count} or office365 gt ${count + 40})`).join(' and ')],
    ])('gives right answers to a filter of 40 terms, of which storage takes 15: %s', async (_name, filter) => {
      const options = `$filter=${filter}&$orderby=reportDate`;
      const pages = await pagesOf(options, 1000);
      expect(pages.flatMap(({ ids }) => ids)).toEqual(expected(options));
    });
  }
});
