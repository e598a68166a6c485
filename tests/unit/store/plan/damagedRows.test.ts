/** Rows that cannot be read make the answers behind them larger: few of them are wanted, and no page asks for them one by one. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { office365ActiveUserCounts as counts } from '../../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { changedRows, damagedRows } from '../../../support/damagedRows.ts';
import { startInProcess } from '../../../support/inProcess.ts';
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

test('a row that cannot be read because of one column counts where nothing but its range is judged', async () => {
  const scope = storageScope({ tenant });
  const sick = changedRows(memory, (properties) =>
    Number(properties['id']) < 10 ? { ...properties, flag: 'no' } : properties,
  );
  const ofIndex = bindEntityQuery(type, '$filter=day eq 2026-01-01');
  expect(await countMatches(sick, scope, type, ofIndex)).toBe(damaged + 100);
  const judged = bindEntityQuery(type, "$filter=day eq 2026-01-01 and contains(text,'')");
  expect(await countMatches(sick, scope, type, judged)).toBe(damaged + 90);
});

test('every count of the service says how many rows its pages show', async () => {
  const stored = createMemoryRows();
  const app = await startInProcess({ rows: damagedRows(stored, (id) => id.endsWith('7')) });
  const days = Array.from({ length: 1500 }, (_, at) => entityOf(counts, name(at), { reportDate: '2026-01-01' }));
  await writeEntities(stored, storageScope({ tenant: app.tenant }), counts, days);
  const { pages, json, text } = reading(app);
  const filter = '$filter=reportDate eq 2026-01-01';
  const read = await pages(`${counts.name}?${filter}&$count=true`);
  expect(read.flatMap(({ value }) => value)).toHaveLength(1350);
  expect(read.map((page) => page['@odata.count'])).toEqual([1350, 1350]);
  const few = await json(`${counts.name}?${filter}&$count=true&$top=10`);
  expect([few.value.length, few['@odata.count']]).toEqual([10, 1350]);
  const sorted = await json(`${counts.name}?${filter}&$count=true&$top=10&$orderby=office365`);
  expect(sorted['@odata.count']).toBe(1350);
  expect(await text(`${counts.name}/$count?${filter}`)).toBe('1350');
  const { value } = await json(`${counts.name}?$apply=filter(reportDate eq 2026-01-01)/aggregate($count as n)`);
  expect(value).toEqual([expect.objectContaining({ n: 1350 })]);
  await app.stop();
});
