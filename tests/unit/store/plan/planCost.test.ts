/** What planning costs: no condition is read anew for each one it stands within, nor for each of the alternatives beside it. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import type { TypedExpression } from '../../../../shared/expression/typedExpression.ts';
import { choosePlan } from '../../../../shared/store/plan/choosePlan.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { dateFrom } from '../../../support/dateFrom.ts';

const deep = 80;
const figures = ['sendCount', 'receiveCount', 'readCount', 'meetingCreatedCount'];
/** Conditions on the figures, each within the one before. */
const nested = Array.from({ length: deep }, (_, at) => at).reduceRight((inner, at) => {
  const [left = '', right = ''] = [figures[at % 4], figures[(at + 1) % 4]];
  return `${left} eq ${at} or ${right} gt ${at}${inner === '' ? '' : ` and (${inner})`}`;
}, '');
const alternatives = (count: number, dateOf: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `reportRefreshDate eq ${dateOf(at)} and userPrincipalName eq 'u${at}'`).join(
    ' or ',
  );

/** The same expression, and how often one of its comparisons with a number was read. */
function counting(expression: TypedExpression) {
  const reads = { count: 0 };
  const copyOf = (each: TypedExpression): TypedExpression => {
    if (each.kind === 'and' || each.kind === 'or') return { ...each, operands: each.operands.map(copyOf) };
    if (each.kind !== 'comparison' || each.left.type !== 'Edm.Int64') return each;
    const { left } = each;
    return Object.defineProperty({ ...each }, 'left', {
      enumerable: true,
      get() {
        reads.count += 1;
        return left;
      },
    });
  };
  return { expression: copyOf(expression), reads };
}

/** How often the comparisons with numbers of a filter are read to plan it. */
function readsOf(filter: string): number {
  const query = bindEntityQuery(type, `$filter=${filter}`);
  if (query.filter === undefined) throw new Error(filter);
  const { expression, reads } = counting(query.filter);
  choosePlan(type, { ...query, filter: expression });
  return reads.count;
}

const oneDay = (): string => '2026-01-01';
const dayOf = (at: number): string => dateFrom('2026-01-01', at);

test.each([
  ['100 of a date', `(${alternatives(100, oneDay)}) and (${nested})`],
  ['100 of a date, behind', `(${nested}) and (${alternatives(100, oneDay)})`],
  ['100 of their dates', `(${alternatives(100, dayOf)}) and (${nested})`],
  ['100 of their dates, behind', `(${nested}) and (${alternatives(100, dayOf)})`],
  ['12 of their dates', `(${alternatives(12, dayOf)}) and (${nested})`],
])('%s, beside conditions within each other', (_what, filter) => {
  const comparisons = 2 * deep;
  const alone = readsOf(`reportPeriod eq '30' and (${nested})`);
  expect(alone).toBeGreaterThanOrEqual(comparisons);
  expect(alone).toBeLessThanOrEqual(10 * comparisons);
  expect(readsOf(`reportPeriod eq '30' and ${filter}`)).toBeLessThanOrEqual(10 * comparisons);
});

test('an alternative about many things is not held against each of many others', () => {
  const [things, others] = [200, 400];
  const about = Array.from({ length: things }, (_, at) => `length(concat(displayName,'${at}')) gt 1`).join(' and ');
  const filter = ['@about', ...Array.from({ length: others }, () => '@other')].join(' or ');
  const query = bindEntityQuery(type, `$filter=${filter}&@about=${about}&@other=length(userPrincipalName) gt 3`);
  const lookUps = [jest.spyOn(Map.prototype, 'get'), jest.spyOn(Map.prototype, 'has')];
  try {
    choosePlan(type, query);
    const count = lookUps.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    expect(count).toBeGreaterThan(things);
    expect(count).toBeLessThanOrEqual(10 * (things + others));
  } finally {
    for (const each of lookUps) each.mockRestore();
  }
});
