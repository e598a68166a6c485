/** Rows that cannot be read make the answers behind them larger: few of them are wanted, and no page asks for them one by one. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { office365ActiveUserCounts as counts } from '../../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { changedRows, damagedRows } from '../../../support/damagedRows.ts';
import type { Rows } from '../../../../shared/store/rows/rows.ts';
import { startInProcess } from '../../../support/inProcess.ts';
import { readPages } from '../../../support/readPages.ts';
import { reading } from '../../../support/reading.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const damaged = 900;
const { tenant } = storageScope();
const memory = createMemoryRows();
const name = (at: number): string => String(at).padStart(4, '0');
const rows = damagedRows(memory, (id) => Number(id) < damaged);
const names = Array.from({ length: damaged + 100 }, (_, at) => `'${name(at)}'`).join();

beforeAll(async () => {
  const entities = Array.from({ length: damaged + 100 }, (_, at) =>
    entityOf(type, name(at), { day: '2026-01-01', text: name(at), code: '7', other: 1n, count: BigInt(at) }),
  );
  await writeEntities(memory, storageScope({ tenant }), type, entities);
});

describe.each([
  ['main rows', '$orderby=id', 9],
  ['main rows in no order', '', 9],
  ['an index', '$orderby=text', 9],
  ['a range', '$filter=day eq 2026-01-01 and count ge 0&$orderby=day desc,count', 9],
  ['values one after the other', "$filter=code in ('1','7')", 10],
  ['values that are merged', "$filter=code in ('1','7')&$orderby=day desc,text", 10],
  ['a part left open', "$filter=code eq '7' and text ge '0000'", 12],
  ['runs', '$orderby=day,other', 4],
  ['a filter storage evaluates', '$filter=other eq 1&$orderby=id', 9],
  ['another order', '$orderby=other', 2],
  ['names', `$filter=id in (${names})`, 15],
])('%s', (_name, options, most) => {
  it('counts what pages show', async () => {
    const scope = storageScope({ tenant });
    expect(await countMatches(rows, scope, type, bindEntityQuery(type, options))).toBe(100);
    expect(scope.usage.requests).toBeLessThanOrEqual(most);
  });

  it.each([
    [1, true],
    [1, false],
    [20, true],
    [20, false],
  ])('%i wanted, the last: %s', async (limit, complete) => {
    const scope = storageScope({ tenant });
    const page = await readPage(rows, scope, type, bindEntityQuery(type, options), { skip: 0, limit, complete });
    expect(page.entities.map(({ entity }) => Number(entity.id))).toEqual(
      Array.from({ length: limit }, (_, at) => damaged + at),
    );
    expect(scope.usage.requests).toBeLessThanOrEqual(most);
    // As many as are left out are walked for nothing at most.
    expect(scope.usage.walked).toBeLessThanOrEqual(3 * (damaged + limit));
  });
});

test('one row that cannot be read has no more asked for than is wanted', async () => {
  const scope = storageScope({ tenant });
  const one = damagedRows(memory, (id) => id === '0003');
  const part = { skip: 0, limit: 50, complete: true };
  const page = await readPage(one, scope, type, bindEntityQuery(type, '$orderby=text'), part);
  expect(page.entities).toHaveLength(50);
  expect(scope.usage).toMatchObject({ requests: 2, walked: 52 });
});

/** What somebody may have written into storage, by hand or by another program: into every copy of an entity, or into one of them. */
const damages: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a figure that is a text', { other: '7' }],
  ['a figure that is no integer', { other: 7.5 }],
  ['a truth value that is a text', { flag: 'no' }],
  ['a day that is none', { day: '2026-02-30' }],
  ['a day another than its index has', { day: '2026-02-03' }],
  ['no version', { _version: undefined }],
];

describe.each(damages)('%s', (_name, damage) => {
  const stored = createMemoryRows();
  beforeAll(async () => {
    const entities = Array.from({ length: 60 }, (_, at) =>
      entityOf(type, name(at), { day: '2026-01-01', text: name(at), code: '7', other: 1n, count: BigInt(at) }),
    );
    await writeEntities(stored, storageScope({ tenant }), type, entities);
  });

  test.each(['', 'e_', 'i1_', 'i2_', 'i3_'])(
    'in rows that begin with %j: a count is of the rows its pages have',
    async (copy) => {
      const sick = changedRows(stored, (properties, rowKey) =>
        Number(properties['id']) < 10 && rowKey.startsWith(copy) ? { ...properties, ...damage } : properties,
      );
      for (const options of [
        '',
        '$orderby=id',
        '$orderby=text',
        '$orderby=day desc',
        '$orderby=count',
        '$filter=day eq 2026-01-01',
        '$filter=day eq 2026-01-01&$orderby=day desc,text',
        '$filter=day in (2026-01-01,2026-02-03)&$orderby=text',
        '$filter=other eq 1',
        '$filter=other ne 1',
        "$filter=code eq '7' and text lt '0040'",
        "$filter=id in ('0001','0050')&$orderby=text desc",
      ]) {
        const scope = storageScope({ tenant });
        const query = bindEntityQuery(type, options);
        const pages = await readPages(query, { rows: sick, type, scope: () => storageScope({ tenant }), limit: 25 });
        const keys = pages.flatMap((page) => page.keys);
        expect({ options, count: await countMatches(sick, scope, type, query) }).toEqual({
          options,
          count: keys.length,
        });
        expect(scope.usage.requests).toBeLessThanOrEqual(3);
      }
    },
  );
});

test.each([
  ['no version', damagedRows],
  [
    'a figure that is a text',
    (rows: Rows, isDamaged: (id: string) => boolean): Rows =>
      changedRows(rows, (row) => (isDamaged(String(row['id'])) ? { ...row, office365: 'many' } : row)),
  ],
])('%s: every count of the service says how many rows its pages show', async (_name, damage) => {
  const stored = createMemoryRows();
  const app = await startInProcess({ rows: damage(stored, (id) => id.endsWith('7')) });
  const days = Array.from({ length: 1500 }, (_, at) =>
    entityOf(counts, name(at), { reportDate: '2026-01-01', reportPeriod: '7' }),
  );
  await writeEntities(stored, storageScope({ tenant: app.tenant }), counts, days);
  const { pages, json, text } = reading(app);
  const filter = '$filter=reportDate eq 2026-01-01';
  const read = await pages(`${counts.name}?${filter}&$count=true`);
  expect(read.flatMap(({ value }) => value)).toHaveLength(1350);
  expect(read.map((page) => page['@odata.count'])).toEqual([1350, 1350]);
  const shown = ['', '&$orderby=office365', '&$orderby=reportDate desc', '&$search=7', '&$compute=teams add 1 as m'];
  for (const more of shown) {
    const few = await json(`${counts.name}?${filter}&$count=true&$top=10${more}`);
    expect([more, few.value.length, few['@odata.count']]).toEqual([more, 10, 1350]);
  }
  for (const more of ['', '&$search=7', '&$compute=teams add 1 as m'])
    expect(await text(`${counts.name}/$count?${filter}${more}`)).toBe('1350');
  const { value } = await json(
    `${counts.name}?$apply=filter(reportDate eq 2026-01-01)/aggregate($count as n,id with countdistinct as m)`,
  );
  expect(value).toEqual([expect.objectContaining({ n: 1350, m: 1350 })]);
  await app.stop();
});
