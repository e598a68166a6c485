/**
 * OData Protocol 4.01, 11.2.6.7 Server-Driven Paging, 8.2.8.8 Preference maxpagesize.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
 */
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { graphLikeEntities } from '../support/graphLikeEntities.ts';
import { startInProcess } from '../support/inProcess.ts';
import { reading, type Page } from '../support/reading.ts';
import { storageScope } from '../support/storageScope.ts';
import { storeRows } from '../support/storeRows.ts';
import { writeEntities } from '../support/writeEntities.ts';

const set = 'office365ActiveUserCounts';
const letters = Array.from('abcdefghijk');
/** Eleven rows: dates in the order of the ids, periods and numbers that repeat. */
const rows = letters.map((id, n) => ({
  id,
  reportDate: n === 4 ? null : `2026-01-${String(10 + n)}`,
  reportPeriod: n % 2 === 0 ? '7' : '30',
  office365: n % 3,
}));
const two = { Prefer: 'odata.maxpagesize=2' };

describeMatrix('server-driven paging', (app) => {
  const { get, json, pages, query } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, rows);
  });
  const ids = (all: readonly Page[]): readonly unknown[] => all.flatMap(({ value }) => value.map(({ id }) => id));
  const linkOf = (page: Page): URL => new URL(String(page['@odata.nextLink']));

  describe('all pages together are the answer as a whole', () => {
    test.each([
      // By key, by each order of an index, with an index and a condition, without index, computed and aggregated.
      [set],
      [`${set}?$orderby=id desc`],
      [`${set}?$orderby=reportDate`],
      [`${set}?$orderby=reportDate desc`],
      [`${set}?$filter=reportDate ge 2026-01-12 and reportPeriod eq '7'&$orderby=reportDate desc`],
      [`${set}?$filter=reportDate eq null or reportDate gt 2026-01-15`],
      [`${set}?$filter=reportPeriod eq '7'`],
      [`${set}?$orderby=office365 desc,id`],
      [`${set}?$orderby=office365,reportPeriod desc`],
      [`${set}?$search=7&$orderby=office365`],
      [`${set}?$compute=office365 mul 2 as double&$filter=double ge 2&$orderby=double desc&$select=id,double`],
      [`${set}?$filter=office365 eq @n&@n=1`],
      [`${set}?$skip=3`],
      [`${set}?$skip=3&$orderby=office365`],
      [`${set}?$top=5`],
      [`${set}?$top=5&$skip=1&$orderby=reportDate desc`],
      [`${set}/$filter(office365 lt 2)?$orderby=reportDate`],
      [`reports/${set}?$filter=office365 ne 0`],
      [`${set}?$apply=groupby((reportDate,reportPeriod))`],
      [`${set}?$apply=groupby((reportDate),aggregate(office365 with sum as total))&$orderby=total desc&$skip=1&$top=7`],
      [`${set}/$ref?$orderby=id desc`],
      [`${set}?$filter=contains(id,'a') or id gt 'h' or reportPeriod eq 'a%2Bb %26 c'`],
    ])('%s', async (target) => {
      const whole = await json(target);
      expect(whole).not.toHaveProperty('@odata.nextLink');
      for (const size of [3, 5]) {
        const all = await pages(target, { Prefer: `odata.maxpagesize=${size}` });
        expect(all.flatMap(({ value }) => value)).toEqual(whole.value);
        expect(all.every(({ value }) => value.length <= size)).toBe(true);
        expect(all.length).toBe(Math.ceil(whole.value.length / size));
        expect(all.at(-1)).not.toHaveProperty('@odata.nextLink');
      }
    });
  });

  test('the link is absolute, below the service, and carries every option of the request', async () => {
    const options =
      "$filter=reportPeriod eq @p&$orderby=office365 desc&$select=id,office365&$count=true&@p='7'&custom=a b";
    const link = linkOf(await json(`${set}?${options}`, two));
    expect(link.href.startsWith(`${app.publicUrl}/v1.0/${set}?`)).toBe(true);
    const { $skiptoken, ...others } = Object.fromEntries(link.searchParams);
    expect($skiptoken).toMatch(/^[\w.-]+$/);
    expect(others).toEqual(Object.fromEntries(new URLSearchParams(options)));
  });

  test('$format and the amount of metadata go on by the link, headers by the client', async () => {
    const page = await json(`${set}?$format=application/json;odata.metadata=none`, two);
    const next = await get(linkOf(page).href, { Accept: 'application/json;odata.metadata=full' });
    expect(next.headers.get('content-type')).toBe('application/json;odata.metadata=none');
    expect(await next.json()).not.toHaveProperty(['@odata.context']);
    const short = await json(set, { ...two, 'OData-MaxVersion': '4.01' });
    expect(short['@nextLink']).toMatch(/\$skiptoken=/);
  });

  test('a POST to /$query goes on by GET', async () => {
    const response = await query(set, '$filter=office365 lt 2&$orderby=id desc', two);
    const first = (await response.json()) as Page;
    const rest = await pages(linkOf(first).href);
    expect(ids([first, ...rest])).toEqual(
      rows
        .filter((row) => row.office365 < 2)
        .map(({ id }) => id)
        .reverse(),
    );
  });

  describe('Prefer: maxpagesize', () => {
    test.each(['maxpagesize=3', 'odata.maxpagesize=3', 'Odata.MaxPageSize="3"', 'return=minimal, maxpagesize=3'])(
      '%s holds for all pages and is acknowledged',
      async (prefer) => {
        const response = await get(set, { Prefer: prefer });
        expect(response.headers.get('preference-applied')).toBe('odata.maxpagesize=3');
        const all = [(await response.json()) as Page];
        all.push(...(await pages(linkOf(all[0]!).href)));
        expect(all.map(({ value }) => value.length)).toEqual([3, 3, 3, 2]);
      },
    );

    test('a later page may have another size', async () => {
      const page = await json(set, two);
      expect((await json(linkOf(page).href, { Prefer: 'maxpagesize=5' })).value).toHaveLength(5);
    });

    test.each(['maxpagesize=0', 'maxpagesize=-1', 'maxpagesize=x', 'maxpagesize', 'odata.maxpagesize=1e9'])(
      '%s has no effect',
      async (prefer) => {
        const response = await get(set, { Prefer: prefer });
        expect(response.headers.has('preference-applied')).toBe(false);
        expect(((await response.json()) as Page).value).toHaveLength(rows.length);
      },
    );

    test('has no effect on counts and single entities', async () => {
      for (const target of [`${set}/$count`, `${set}('a')`, `${set}('a')/office365`]) {
        expect((await get(target, two)).headers.has('preference-applied')).toBe(false);
      }
    });
  });

  test('every page has the total of $count=true, whatever is stored meanwhile', async () => {
    const other = 'office365GroupsActivityStorage';
    await storeRows(
      app,
      other,
      letters.map((id) => ({ id })),
    );
    const first = await json(`${other}?$count=true&$skip=1&$top=9`, { Prefer: 'maxpagesize=4' });
    await app.fetch(`/v1.0/${other}('k')`, { method: 'DELETE' });
    const all = [first, ...(await pages(linkOf(first).href))];
    expect(all.map((page) => page['@odata.count'])).toEqual([11, 11, 11]);
    expect(all.map(({ value }) => value.length)).toEqual([4, 4, 1]);
  });

  test.each([
    ['the key', '$orderby=id', 'office365GroupsActivityCounts'],
    ['an index', '$orderby=reportRefreshDate', 'office365GroupsActivityFileCounts'],
    ['an index, backward', '$orderby=reportRefreshDate desc', 'office365GroupsActivityGroupCounts'],
    ['no index', '$orderby=reportPeriod,id desc', 'office365ServicesUserCounts'],
  ])(
    'no row is lost or doubled when others come and go between pages: in the order of %s',
    async (_order, options, of) => {
      const stable = letters.map((id, n) => ({
        id: `${id}5`,
        reportRefreshDate: `2026-02-${String(10 + n)}`,
        reportPeriod: id,
      }));
      await storeRows(app, of, stable);
      let page = await json(`${of}?${options}`, two);
      const seen = page.value.map(({ id }) => id);
      for (let n = 0; page['@odata.nextLink'] !== undefined; n += 1) {
        // One row before and one behind every place there is, and one that was there goes.
        const letter = letters[n] ?? 'z';
        await storeRows(app, of, [
          { id: `${letter}1`, reportRefreshDate: `2026-02-${String(10 + n)}`, reportPeriod: letter },
          { id: `${letter}9`, reportRefreshDate: `2026-02-${String(20 - n)}`, reportPeriod: letter },
        ]);
        if (n > 0) await app.fetch(`/v1.0/${of}('${letters[n - 1] ?? ''}1')`, { method: 'DELETE' });
        page = await json(page['@odata.nextLink']);
        seen.push(...page.value.map(({ id }) => id));
      }
      const wanted = stable.map(({ id }) => id);
      const kept = seen.filter((id) => wanted.includes(String(id)));
      expect([...kept].sort()).toEqual(wanted);
      expect(kept).toEqual(options.endsWith('Date desc') ? [...wanted].reverse() : wanted);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  test('a row whose deletion was the place of the link is no obstacle', async () => {
    const of = 'office365ActiveUserDetail';
    await storeRows(
      app,
      of,
      letters.slice(0, 4).map((id) => ({ id })),
    );
    const page = await json(of, two);
    await app.fetch(`/v1.0/${of}('b')`, { method: 'DELETE' });
    await app.fetch(`/v1.0/${of}('c')`, { method: 'DELETE' });
    expect(ids(await pages(linkOf(page).href))).toEqual(['d']);
  });
});

test('a page has at most 1,000 rows, whatever is preferred', async () => {
  const rowsInMemory = createMemoryRows();
  const app = await startInProcess({ rows: rowsInMemory });
  try {
    await writeEntities(
      rowsInMemory,
      storageScope({ tenant: app.tenant }),
      office365ActiveUserCounts,
      graphLikeEntities(1_001, '2026-01-31'),
    );
    const { json, pages } = reading(app);
    for (const target of [`${set}?$select=id&$count=true`, `${set}?$select=id&$count=true&$orderby=office365`]) {
      const all = await pages(target, { Prefer: 'maxpagesize=5000' });
      expect(all.map((page) => [page.value.length, page['@odata.count']])).toEqual([
        [1000, 1001],
        [1, 1001],
      ]);
    }
    expect((await json(`${set}?$top=1001&$select=id`)).value).toHaveLength(1000);
  } finally {
    await app.stop();
  }
});
