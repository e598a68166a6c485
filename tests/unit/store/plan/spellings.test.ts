/** One question in several spellings is read by one plan: what clients write differs, what storage walks does not. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import type { TypedExpression } from '../../../../shared/expression/typedExpression.ts';
import { choosePlan, type Plan } from '../../../../shared/store/plan/choosePlan.ts';
import { conjuncts } from '../../../../shared/store/plan/conjuncts.ts';
import { termsOf } from '../../../../shared/expression/termsOf.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { filterSpellings } from '../../../support/filterSpellings.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [period, date, name] = ['reportPeriod', 'reportRefreshDate', 'userPrincipalName'];
const one = `${period} eq '30' and ${date} eq 2026-11-26`;
const order = `${period},${date} desc,${name}`;

/** Filters that are several ranges, and so as many requests at most. */
const rangesOf: Readonly<Record<string, number>> = {
  'one of two': 2,
  'a beginning or null': 2,
  'two months': 2,
  'all but one month': 2,
  'all months but two': 10,
  'a day and the others of no date': 2,
  'outside of two days': 2,
  'all but one day': 2,
  'two years': 2,
  'other letters': 2,
};

/** Spellings of an order of all rows, the usual one first. */
const orders: readonly string[] = [
  order,
  `${order},id`,
  `${period},${period} desc,${date} desc,${name} asc,${date}`,
  `${period},${date} desc,${date} desc,${name},${name}`,
];

const texts = ['', 'a', 'a b', 'b', null];
const entities = [null, '7', '30', '90'].flatMap((days) =>
  [null, '2024-02-01', '2024-02-29', '2024-03-01', '2025-12-31', '2026-01-01', '2026-11-26', '2027-01-01'].flatMap(
    (day, at) =>
      texts.map((text, index) =>
        entityOf(type, `${index}${at}${days}`, {
          [period]: days,
          [date]: day,
          [name]: text,
          sendCount: BigInt(at),
          isDeleted: index === 4 ? null : index % 2 === 0,
        }),
      ),
  ),
);
const rows = createMemoryRows();
const scope = storageScope({ milliseconds: 600_000 });
const page = { rows, type, scope: () => scope, limit: 23 };

beforeAll(async () => await writeEntities(rows, scope, type, entities));

const planOf = (options: string): Plan => choosePlan(type, bindEntityQuery(type, options));

/** The ids of all pages; each was read within the bound of a covered query, of so many ranges. */
async function walk(options: string, values = 1): Promise<readonly string[]> {
  const query = bindEntityQuery(type, options);
  const pages = await readPages(query, page);
  for (const { keys, walked, requests } of pages) {
    expect(walked).toBeLessThanOrEqual(keys.length + 2);
    expect(requests).toBeLessThanOrEqual(values);
  }
  const found = pages.flatMap(({ keys }) => keys);
  expectResult(found, entities, query);
  return found;
}

describe.each(Object.entries(filterSpellings))('%s', (title, [usual = '', ...spellings]) => {
  const values = rangesOf[title] ?? 1;
  it.each(spellings)('%s', async (filter) => {
    if (title !== 'neither of two') {
      const plan = planOf(`$filter=${filter}`);
      const { scan } = planOf(`$filter=${usual}`) as Extract<Plan, { readonly scan: unknown }>;
      // The 31st of any month stands for its last day.
      if (!title.includes('month')) expect(plan).toMatchObject({ scan });
      expect(plan).toMatchObject({ kind: 'ordered', rest: [] });
      expect(await walk(`$filter=${filter}`, values)).toEqual(await walk(`$filter=${usual}`, values));
      return;
    }
    const query = bindEntityQuery(type, `$filter=${filter}`);
    const found = (await readPages(query, page)).flatMap(({ keys }) => keys);
    expectResult(found, entities, query);
    expect(found.length).toBeGreaterThan(0);
  });
});

/** The alternatives of a term, and those within them. */
function alternativesOf(term: TypedExpression): readonly TypedExpression[] {
  if (term.kind !== 'or') return [];
  return term.operands.flatMap((each) => [each, ...termsOf(each).flatMap(alternativesOf)]);
}

it('alternatives are in that spelling as well, however deep', () => {
  const filters = Object.values(filterSpellings).flat();
  let seen = 0;
  for (const [at, filter] of filters.entries()) {
    const other = filters[(at * 7 + 3) % filters.length] ?? '';
    for (const one of [filter, `not (${filter})`, `isDeleted or (${filter}) and (sendCount gt 5 or not (${other}))`]) {
      const found = conjuncts(bindEntityQuery(type, `$filter=${one}`).filter).flatMap(alternativesOf);
      for (const each of found) expect(conjuncts(each)).toEqual(termsOf(each));
      seen += found.length;
    }
  }
  expect(seen).toBeGreaterThan(filters.length);
});

it.each(orders)('an order: %s', async (orderby) => {
  expect(planOf(`$orderby=${orderby}`)).toMatchObject({ order: { isComplete: true } });
  expect(await walk(`$orderby=${orderby}`)).toEqual(await walk(`$orderby=${order}`));
});

it.each([
  [`(${one}) or (${period} eq '7' and ${date} eq 2027-01-01)`, 2],
  [`${period} eq '30' and (${date} eq 2026-11-26 or ${date} gt 2026-12-31)`, 1],
  [`${one} and (startswith(${name},'a') or ${name} eq 'b')`, 1],
  [`${one} and sendCount eq 6 or ${period} eq '30' and ${date} eq 2026-11-26 and ${name} eq 'a'`, 1],
])('what each alternative demands bounds the walk: %s', async (filter, ranges) => {
  const query = bindEntityQuery(type, `$filter=${filter}`);
  const pages = await readPages(query, { ...page, limit: 1000 });
  expect(pages).toHaveLength(1);
  expectResult(pages[0]!.keys, entities, query);
  expect(pages[0]!.keys.length).toBeGreaterThan(0);
  expect(pages[0]!.walked).toBeLessThanOrEqual(ranges * texts.length * 2);
});

it.each([
  ['isDeleted', 'isDeleted eq true'],
  ['not isDeleted', 'isDeleted eq false'],
])('a stored truth value is compared by storage: %s', async (condition, usual) => {
  const filter = `$filter=${one} and ${condition}`;
  expect(planOf(filter)).toEqual(planOf(`$filter=${one} and ${usual}`));
  const query = bindEntityQuery(type, filter);
  const [first] = await readPages(query, { ...page, limit: 1 });
  expect(first).toMatchObject({ keys: [expect.any(String)], requests: 1 });
  expect(first!.walked).toBeLessThanOrEqual(4);
});

it.each([
  `(${one} and ${date} gt 2026-11-26) or (${period} eq '7' and ${period} eq '30')`,
  `year(${date}) eq 2026 and ${date} lt 2026-01-01`,
  `year(${date}) in (0,10000)`,
  `not (${period} ne '7' or ${period} ne '30')`,
])('what contradicts itself is not read: %s', (filter) => {
  expect(planOf(`$filter=${filter}`)).toEqual({ kind: 'nothing' });
});

it.each(['0', '10000', '-1', '2026.5'])('no year is no range: %s', async (year) => {
  const query = bindEntityQuery(type, `$filter=year(${date}) lt ${year}&$orderby=${date} desc`);
  expectResult(
    (await readPages(query, page)).flatMap(({ keys }) => keys),
    entities,
    query,
  );
});
