/** How many rows are asked for where they are judged: few where many of them are wanted, and few requests where hardly any is. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const size = 4000;
/** Marks of a row: dense ones, such as are of every other row, and thin ones. */
const marks: readonly (readonly [mark: string, has: (at: number) => boolean])[] = [
  ['all', () => true],
  ['half', (at) => at % 2 === 0],
  ['tenth', (at) => at % 10 === 9],
  ['beginning', (at) => at < 60],
  ['end', (at) => at >= size - 60],
];
const entities = Array.from({ length: size }, (_, at) =>
  entityOf(type, String(at).padStart(4, '0'), {
    code: '7',
    day: '2026-01-01',
    text: `${String(at).padStart(4, '0')} ${marks.flatMap(([mark, has]) => (has(at) ? [mark] : [])).join(' ')}`,
  }),
);
const rows = createMemoryRows();
const scope = storageScope({ milliseconds: 600_000 });
beforeAll(async () => await writeEntities(rows, scope, type, entities));

const orders: readonly (readonly [string, string])[] = [
  ['main rows', '$orderby=id'],
  ['an index', '$orderby=text'],
  ['one value', "$filter=code eq '7' and day eq 2026-01-01&$orderby=text"],
];

const optionsOf = (order: string, mark: string): string =>
  order.includes('$filter=')
    ? order.replace('$filter=', `$filter=contains(text,'${mark}') and `)
    : `$filter=contains(text,'${mark}')&${order}`;

async function first(options: string, limit: number, complete: boolean) {
  const query = bindEntityQuery(type, options);
  const used = storageScope({ tenant: scope.tenant });
  const { entities: found } = await readPage(rows, used, type, query, { skip: 0, limit, complete });
  expect(found.map(({ entity }) => entity.id)).toEqual(evaluateNaively(entities, query).slice(0, limit));
  const { requests, walked } = used.usage;
  return { requests, walked };
}

describe.each(orders)('%s', (_name, order) => {
  it.each([1, 5, 25, 50, 200])('as many as are wanted, %i, where each is of the result', async (limit) => {
    const options = optionsOf(order, 'all');
    expect(await first(options, limit, true)).toEqual({ requests: 1, walked: limit });
    expect(await first(options, limit, false)).toEqual({ requests: 1, walked: limit + 1 });
  });

  it('and so page by page', async () => {
    const query = bindEntityQuery(type, optionsOf(order, 'all'));
    const pages = await readPages(query, { rows, type, scope: () => scope, limit: 400 });
    expect(pages).toHaveLength(size / 400);
    for (const { requests, walked } of pages) {
      expect(requests).toBe(1);
      expect(walked).toBeLessThanOrEqual(401);
    }
  });

  it.each([
    ['half', 1, 12, 2],
    ['half', 25, 100, 2],
    ['half', 200, 700, 2],
    ['tenth', 5, 400, 2],
    ['tenth', 25, 700, 2],
    ['beginning', 25, 26, 1],
  ])('%s of the rows, %i wanted: at most %i rows in %i requests', async (mark, limit, walked, requests) => {
    for (const complete of [true, false]) {
      const used = await first(optionsOf(order, mark), limit, complete);
      expect(used.walked).toBeLessThanOrEqual(walked);
      expect(used.requests).toBeLessThanOrEqual(requests);
    }
  });

  it.each([
    ['none', 1, 4],
    ['none', 5, 2],
    ['none', 50, 1],
    ['end', 25, 2],
    ['beginning', 100, 2],
    ['beginning', 61, 4],
  ])('%s of the rows, %i wanted: at most %i requests more than of 1,000 rows', async (mark, limit, more) => {
    for (const complete of [true, false]) {
      const used = await first(optionsOf(order, mark), limit, complete);
      expect(used.walked).toBeLessThanOrEqual(size);
      expect(used.requests).toBeLessThanOrEqual(size / 1000 + more);
    }
  });
});

it('values that are merged learn of each other', async () => {
  const codes = ['1', '2', '3', '4', '5', '6', '7'];
  const merged = createMemoryRows();
  const used = storageScope();
  const some = codes.flatMap((code) =>
    Array.from({ length: 150 }, (_, at) => entityOf(type, `${code}${at}`, { code, day: '2026-01-01', text: `${at}` })),
  );
  await writeEntities(merged, storageScope({ tenant: used.tenant }), type, some);
  const listed = codes.map((code) => `'${code}'`).join();
  const query = bindEntityQuery(type, `$filter=code in (${listed}) and contains(text,'none')&$orderby=day desc,text`);
  const page = await readPage(merged, used, type, query, { skip: 0, limit: 1, complete: true });
  expect(page.entities).toEqual([]);
  // Each by itself would ask once more.
  expect(used.usage.requests).toBeLessThanOrEqual(3 * codes.length);
});

it.each([
  ['$orderby=day desc,other', 1, 6],
  ['$orderby=day,other desc', 20, 6],
  ['$filter=other ge 0&$orderby=day desc,other', 20, 6],
  ['$filter=other mod 2 eq 0&$orderby=day desc,other', 20, 60],
])(
  'of rows that an order tells apart, but for a few, no page of %s asks for many: %i wanted',
  async (options, limit, most) => {
    const dated = createMemoryRows();
    const some = Array.from({ length: 400 }, (_, at) => {
      const day = dateFrom('2024-12-31', at - (at % 10 === 9 ? 1 : 0));
      return entityOf(type, String(at), { day, other: BigInt((at * 7) % 10), text: String(at) });
    });
    await writeEntities(dated, scope, type, some);
    const query = bindEntityQuery(type, options);
    const pages = await readPages(query, { rows: dated, type, scope: () => scope, limit });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(some, query));
    for (const { keys, walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual(keys.length + most);
      expect(requests).toBeLessThanOrEqual(2);
    }
  },
);
