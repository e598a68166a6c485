/** Pages whose rows are judged, many ranges among them, held against a naive evaluation, however storage ends its answers. */
import fc from 'fast-check';
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { countMatches } from '../../../../shared/store/walk/scanMatches.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampledRuns } from '../../../support/sampled.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [period, date, name] = ['reportPeriod', 'reportRefreshDate', 'userPrincipalName'];
const days = Array.from({ length: 40 }, (_, at) => dateFrom('2025-11-20', 3 * at));
const names = [null, '', 'ada', 'bob', 'x'.repeat(70), `${'x'.repeat(70)}y`];
const entities = [null, ...days].flatMap((day, at) =>
  ['7', '30'].flatMap((each, of) =>
    names.flatMap((text, index) =>
      (at + of + index) % 3 === 0
        ? [
            entityOf(type, `${index}-${at}-${each}`, {
              [period]: each,
              [date]: day,
              [name]: text,
              sendCount: BigInt(at),
            }),
          ]
        : [],
    ),
  ),
);

const anyDay = fc.constantFrom(...days);
const anyDays = fc.uniqueArray(anyDay, { minLength: 13, maxLength: 30 });
const dayAfter = (day: string): string => dateFrom(day, 1);
/** Ranges that do not meet, more than are read one by one. */
const anyRanges = anyDays.map((some) =>
  some
    .sort()
    .map((day) => `(${date} ge ${day} and ${date} lt ${dayAfter(day)})`)
    .join(' or '),
);
const ofDates = fc.oneof(
  anyDays.map((some) => `${date} in (${some.join(',')})`),
  anyDays.map((some) => `not (${date} in (${some.join(',')}))`),
  anyDays.map((some) => `${date} in (${some.join(',')},null)`),
  anyRanges,
  fc.integer({ min: 0, max: 32 }).map((day) => `day(${date}) gt ${day}`),
  fc.integer({ min: 0, max: 13 }).map((month) => `month(${date}) eq ${month}`),
  anyDay.map((day) => `${date} ne ${day}`),
);
const ofOthers = fc.constantFrom(
  `${period} eq '30'`,
  `${period} ne null`,
  `contains(${name},'a')`,
  `not startswith(${name},'x')`,
  `startswith(${name},'x')`,
  `length(${name}) gt 3`,
  `${name} eq 'bob'`,
  `${name} in ('ada','bob')`,
  'sendCount ne 7',
  'sendCount ge 20',
);
const anyFilter = fc
  .tuple(fc.array(ofDates, { minLength: 0, maxLength: 2 }), fc.array(ofOthers, { minLength: 1, maxLength: 2 }))
  .map((terms) =>
    terms
      .flat()
      .map((term) => `(${term})`)
      .join(' and '),
  );
const anyOrder = fc.constantFrom(
  '',
  '&$orderby=id',
  `&$orderby=${date} desc`,
  `&$orderby=${date} desc,${name}`,
  `&$orderby=${date}`,
  `&$orderby=${name}`,
  `&$orderby=${period},${date} desc,id`,
  `&$orderby=${date} desc,${period} desc,${name}`,
);

const stored = createMemoryRows({ walk: () => looked[(turn += 1) % looked.length] ?? 1000 });
/** How many rows each answer of storage looks at, in turn. */
let looked: readonly number[] = [1000];
let turn = 0;
const { tenant } = storageScope();
/** Of a page: what all questions of a night come to is more than one request may cost. */
const scope = () => storageScope({ tenant });
beforeAll(async () => await writeEntities(stored, scope(), type, entities));

it('agrees with a naive evaluation, page by page and counted', async () => {
  const anyLooks = fc.oneof(
    fc.constant([1000]),
    fc.array(fc.nat(40), { maxLength: 4 }).map((some) => [...some, 3]),
  );
  const anyLimit = fc.constantFrom(1, 2, 7, 25, 1000);
  const property = fc.asyncProperty(anyFilter, anyOrder, anyLooks, anyLimit, async (filter, order, looks, limit) => {
    looked = looks;
    const query = bindEntityQuery(type, `$filter=${filter}${order}`);
    const pages = await readPages(query, { rows: stored, type, scope, limit });
    const found = pages.flatMap(({ keys }) => keys);
    expectResult(found, entities, query);
    expect(new Set(found).size).toBe(found.length);
    expect(await countMatches(stored, scope(), type, query)).toBe(evaluateNaively(entities, query).length);
  });
  await fc.assert(property, { numRuns: sampledRuns(160) });
});
