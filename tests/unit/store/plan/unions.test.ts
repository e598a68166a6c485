/** Any condition on one part of an index is ranges of it, and pages walk what lies in them; held against a naive evaluation. */
import fc from 'fast-check';
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampledRuns } from '../../../support/sampled.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [period, date, name] = ['reportPeriod', 'reportRefreshDate', 'userPrincipalName'];
const days = [
  '0001-01-01',
  '2019-12-31',
  '2024-02-29',
  '2024-12-31',
  '2025-01-01',
  '2025-06-30',
  '2026-01-01',
  '2026-11-26',
  '9999-12-31',
];
const names = ['', 'a', 'ab', 'b', '\ud7ff', '\u{1F600}', '\ue000'];
const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];

/** Conditions on one property, all of them made of comparisons. */
function anyCondition(leaf: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('condition').map((operand) => `not (${operand})`),
      fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    ),
  })).condition;
}

const compared = (subject: string, literals: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...operators), fc.constantFrom(...literals))
      .map(([operator, literal]) => `${subject} ${operator} ${literal}`),
    fc
      .array(fc.constantFrom('null', ...literals), { minLength: 1, maxLength: 4 })
      .map((items) => `${subject} in (${items.join(',')})`),
    fc.constantFrom('eq', 'ne').map((operator) => `${subject} ${operator} null`),
  );

const quoted = names.map((text) => `'${text}'`);
const ofDates = anyCondition(
  fc.oneof(
    compared(date, days),
    compared(`year(${date})`, ['-1', '0', '1', '2019', '2024', '2025', '2030', '9999', '10000']),
  ),
);
const ofNames = anyCondition(
  fc.oneof(
    compared(name, quoted),
    fc.constantFrom(...quoted).map((text) => `startswith(${name},${text})`),
    compared(`substring(${name},0,1)`, ["''", "'a'", "'b'"]),
    compared(`substring(${name},0,2)`, ["'a'", "'ab'"]),
  ),
);
/** Each with the order of what follows in the index, or none. */
const anyOptions = fc.oneof(
  ofDates.map((condition) => `${period} eq '30' and (${condition})&$orderby=${date} desc,${name}`),
  ofNames.map((condition) => `${period} eq '30' and ${date} eq 2026-11-26 and (${condition})&$orderby=${name}`),
);

const entities = ['7', '30'].flatMap((each) =>
  [null, ...days].flatMap((day, at) =>
    [null, ...names].map((text, index) =>
      entityOf(type, `${index}${at}${each}`, { [period]: each, [date]: day, [name]: text }),
    ),
  ),
);
const rows = createMemoryRows();
const scope = storageScope({ milliseconds: 600_000 });

beforeAll(async () => await writeEntities(rows, scope, type, entities));

it('each is walked as far as its ranges go', async () => {
  const property = fc.asyncProperty(anyOptions, fc.constantFrom(5, 1000), async (options, limit) => {
    const query = bindEntityQuery(type, `$filter=${options}`);
    const pages = await readPages(query, { rows, type, scope: () => scope, limit });
    expectResult(
      pages.flatMap(({ keys }) => keys),
      entities,
      query,
    );
    for (const { keys, walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual(keys.length + 1);
      expect(requests).toBeLessThanOrEqual(12);
    }
  });
  await fc.assert(property, { numRuns: sampledRuns(300) });
});
