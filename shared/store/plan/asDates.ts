import { constant } from '../../expression/constant.ts';
import type { ComparisonOperator, PropertyAccess, TypedExpression } from '../../expression/typedExpression.ts';

/** A term that compares a part of a date with a number. */
interface PartTerm {
  readonly part: string;
  readonly date: PropertyAccess;
  readonly operator: ComparisonOperator;
  readonly value: number;
}

/** The last number of each part a term may be about. */
const last: Readonly<Record<string, number>> = { year: 9999, month: 12 };

function partTerm(term: TypedExpression): PartTerm | undefined {
  if (term.kind !== 'comparison' || term.left.kind !== 'call' || term.right.kind !== 'constant') return undefined;
  const { name: part, arguments: given } = term.left;
  const [date] = given;
  const value = Number(term.right.value);
  if (date?.kind !== 'property' || date.type !== 'Edm.Date') return undefined;
  if (!Number.isInteger(value) || value < 1 || value > (last[part] ?? 0)) return undefined;
  return { part, date, operator: term.operator, value };
}

/** What a comparison of the year says of its days: `ge` and `lt` of the first, `gt` and `le` of the last. */
const ofDays: Partial<Record<ComparisonOperator, readonly ComparisonOperator[]>> = {
  eq: ['ge', 'le'],
  ge: ['ge'],
  gt: ['gt'],
  le: ['le'],
  lt: ['lt'],
};

/** The terms of a conjunction with comparisons of dates in the place of those of their years, and of the month of a year. */
export function asDates(terms: readonly TypedExpression[]): readonly TypedExpression[] {
  const parts = terms.map(partTerm);
  const equal = (part: string, { date: { name } }: PartTerm): PartTerm | undefined =>
    parts.find((each) => each?.part === part && each.date.name === name && each.operator === 'eq');
  return terms.flatMap((term, at): readonly TypedExpression[] => {
    const read = parts[at];
    const days = read && ofDays[read.operator];
    if (read === undefined || days === undefined) return [term];
    const month = equal('month', read);
    if (read.part === 'month') return read === month && equal('year', read) !== undefined ? [] : [term];
    const { date, operator, value } = read;
    const [first, last] = operator === 'eq' && month !== undefined ? [month.value, month.value] : [1, 12];
    return days.map((compared) => {
      // No date stands behind the 31st of its month, whether there is one or not.
      const [among, day] = compared === 'ge' || compared === 'lt' ? [first, '01'] : [last, '31'];
      const text = `${String(value).padStart(4, '0')}-${String(among).padStart(2, '0')}-${day}`;
      const right = constant('Edm.Date', text);
      return { kind: 'comparison', type: 'Edm.Boolean', operator: compared, left: date, right };
    });
  });
}
