/** Rows that cannot be read make the answers behind them larger: few of them are wanted, and no page asks for them one by one. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { damagedRows } from '../../../support/damagedRows.ts';
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
  ['runs', '$orderby=day,other', 2],
  ['a filter storage evaluates', '$filter=other eq 1&$orderby=id', 9],
  ['another order', '$orderby=other', 2],
  ['names', `$filter=id in (${names})`, 15],
])('%s', (_name, options, most) => {
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
