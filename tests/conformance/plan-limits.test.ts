/** What a query may take: time up to the deadline of its request, and memory for no more than it returns. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Entity } from '../../shared/edm/entityType.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { mainPrefix } from '../../shared/store/keys/layout.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../shared/store/walk/readPage.ts';
import { encodeEntity } from '../../shared/store/keys/encodeRow.ts';
import { maxPageSize, type Partition, type Row, type Rows } from '../../shared/store/rows/rows.ts';
import { bindEntityQuery } from '../support/bindEntityQuery.ts';
import { entityOf } from '../support/changes.ts';
import { evaluateNaively } from '../support/evaluateNaively.ts';
import { daysAgo } from '../support/daysAgo.ts';
import { graphLikeEntities } from '../support/graphLikeEntities.ts';
import { lateScope } from '../support/lateScope.ts';
import { readPages } from '../support/readPages.ts';
import { storageScope } from '../support/storageScope.ts';
import { writeEntities } from '../support/writeEntities.ts';

const tenant = '11111111-1111-1111-1111-111111111111';
const newest = daysAgo(1);

const late = () => lateScope(tenant);
const onTime = () => storageScope({ tenant, milliseconds: 60_000 });

async function stored(entities: readonly Entity[]) {
  const rows = createMemoryRows();
  await writeEntities(rows, onTime(), counts, entities);
  return { rows, store: createStore(rows) };
}

describe('at the deadline', () => {
  const entities = graphLikeEntities(5000, newest);
  const part = { skip: 0, limit: 1000, complete: false };
  const namesIndexes = {
    status: 504,
    innerCode: 'gatewayTimeout',
    message: expect.stringContaining('id; reportDate; reportDate desc') as string,
  };
  /** Of an index that the query uses already, what would be less than that. */
  const saysLess = /Order by 'reportDate' alone, or narrow the filter to fewer of them\.$/;
  let storage: Awaited<ReturnType<typeof stored>>;
  beforeAll(async () => {
    storage = await stored(entities);
  });

  it.each([
    ['no index', '$filter=office365 gt 3000'],
    ['what storage cannot evaluate', "$filter=contains(reportPeriod,'8')"],
    ['what no entity is', "$filter=contains(reportPeriod,'x')"],
    ['an index', `$filter=reportDate lt ${daysAgo(10)}`],
    ['the order of the key', '$orderby=id'],
    ['the order of an index', '$filter=office365 gt 3000&$orderby=reportDate'],
    ['the order of an index, downwards', '$filter=office365 gt 3000&$orderby=reportDate desc'],
  ])('a query by %s ends its page and goes on from there', async (_name, options) => {
    const query = bindEntityQuery(counts, options);
    const first = await readPage(storage.rows, late(), counts, query, part);
    expect(first.next).toBeDefined();
    const walk = { rows: storage.rows, type: counts, scope: late, limit: 1000 };
    const found = (await readPages(query, walk)).flatMap(({ keys }) => keys);
    const expected = evaluateNaively(entities, query);
    if (query.orderby.length > 0) expect(found).toEqual(expected);
    else expect([...found].sort()).toEqual([...expected].sort());
  });

  it.each(['$orderby=office365', '$orderby=office365 desc&$filter=exchange eq null', '$orderby=id desc'])(
    '%s has to see everything: 504, never a part',
    async (options) => {
      const query = bindEntityQuery(counts, options);
      await expect(readPage(storage.rows, late(), counts, query, part)).rejects.toMatchObject(namesIndexes);
    },
  );

  it('a count is whole or a 504, and so is everything that is computed from all entities', async () => {
    for (const options of ['$filter=office365 gt 3000', "$filter=contains(reportPeriod,'8')", '$orderby=id']) {
      const query = bindEntityQuery(counts, options);
      await expect(storage.store.count(late(), counts, query)).rejects.toMatchObject(namesIndexes);
      const scan = async () => {
        for await (const page of storage.store.scan(late(), counts, query)) expect(page.length).toBeLessThan(1001);
      };
      await expect(scan()).rejects.toMatchObject(namesIndexes);
      expect(await storage.store.count(onTime(), counts, query)).toBe(evaluateNaively(entities, query).length);
    }
  });

  it('several sort keys end behind the last date that was read whole, or with a 504 when it was none', async () => {
    const sameDay = Array.from({ length: 2500 }, (_, index) =>
      entityOf(counts, `k${index}`, { reportDate: newest, office365: BigInt(index % 7) }),
    );
    const { rows } = await stored(sameDay);
    const query = bindEntityQuery(counts, '$orderby=reportDate,office365');
    const refused = readPage(rows, late(), counts, query, part);
    await expect(refused).rejects.toMatchObject({
      ...namesIndexes,
      message: expect.stringMatching(saysLess) as string,
    });
    const pages = await readPages(query, { rows, type: counts, scope: onTime, limit: 400 });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(sameDay, query));

    // In time for one date, and late while the next one is read.
    const next = Array.from({ length: 900 }, (_, index) => entityOf(counts, `n${index}`, { reportDate: daysAgo(3) }));
    const both = await stored([...sameDay, ...next]);
    const scope = onTime();
    const soonLate = {
      ...scope,
      get deadline() {
        return Date.now() + (scope.usage.requests < 2 ? 60_000 : 1500);
      },
    };
    const first = await readPage(both.rows, soonLate, counts, query, { ...part, limit: 2000 });
    expect(first.entities.map(({ entity }) => entity.id)).toEqual(evaluateNaively(next, query));
    const rest = await readPage(both.rows, onTime(), counts, query, { ...part, after: first.next!.position, skip: 0 });
    expect(rest.entities.map(({ entity }) => entity.id)).toEqual(evaluateNaively(sameDay, query).slice(0, 1000));
  });
});

/** Rows that are made when they are read, so that nothing but the reader keeps them. */
function passingRows(count: number, onPage: (made: number) => void): Rows {
  const idOf = (index: number): string => String(index).padStart(6, '0');
  const rowOf = (index: number): Row => {
    const entity = entityOf(counts, idOf(index), { office365: BigInt((index * 7919) % 50_021) });
    const state = { stored: { entity, version: 'v' }, stamp: index, earlier: [] };
    return { rowKey: `${mainPrefix}${idOf(index)}`, etag: '', properties: encodeEntity(counts, state) };
  };
  /** The first row at or behind a row key. */
  const indexFrom = (rowKey: string): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (`${mainPrefix}${idOf(middle)}` < rowKey) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const partition: Partition = {
    get: () => Promise.reject(new Error('not used')),
    transact: () => Promise.reject(new Error('not used')),
    range({ from, fromExclusive = false, to, continuation }) {
      const first = indexFrom(fromExclusive ? `${from}\u0000` : from);
      const start = continuation === undefined ? first : Number(continuation);
      const end = Math.min(start + maxPageSize, indexFrom(to));
      const rows = Array.from({ length: end - start }, (_, index) => rowOf(start + index));
      onPage(rows.length);
      return Promise.resolve({
        ok: true,
        value: { rows, answered: 0, ...(end < indexFrom(to) && { continuation: String(end) }) },
      });
    },
  };
  return { partition: () => partition, ping: () => Promise.reject(new Error('not used')) };
}

it('sorts 100,000 entities by an unindexed property with memory for one page', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  let [pages, made] = [0, 0];
  const during: number[] = [];
  const rows = passingRows(100_000, (length) => {
    pages += 1;
    made += length;
    if (pages % 20 === 0) during.push(used());
  });
  const query = bindEntityQuery(counts, '$orderby=office365 desc,exchange');
  const before = used();
  const page = await readPage(rows, onTime(), counts, query, { skip: 0, limit: 1000, complete: false });
  const sorted = page.entities.map(({ entity }) => Number(entity['office365']));
  expect(sorted).toEqual([...sorted].sort((left, right) => right - left));
  expect([sorted.length, sorted[0], made]).toEqual([1000, 50_020, 100_000]);
  // In up to four parts, each of which ends with an answer that is not full; at most 32 cuts.
  expect(pages).toBeLessThanOrEqual(100 + 32);
  expect(during.length).toBeGreaterThanOrEqual(5);
  // Kept as they are read, they would take more than 40.
  expect(Math.max(...during) - before).toBeLessThan(8);
});
