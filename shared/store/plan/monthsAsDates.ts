import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { ComparisonOperator, PropertyAccess, TypedExpression } from '../../expression/typedExpression.ts';

/** A term that compares the year or month of a date with a number, or with some. */
interface PartTerm {
  readonly part: string;
  readonly date: PropertyAccess;
  readonly operator: ComparisonOperator | 'in';
  readonly numbers: readonly number[];
}

/** The last number of each part a term may be about. */
const last: Readonly<Record<string, number>> = { year: 9999, month: 12 };

function partTerm(term: TypedExpression): PartTerm | undefined {
  if (term.kind !== 'comparison' && term.kind !== 'in') return undefined;
  const isComparison = term.kind === 'comparison';
  const [subject, operator, items] = isComparison
    ? [term.left, term.operator, [term.right]]
    : [term.operand, 'in' as const, term.items];
  if (subject.kind !== 'call') return undefined;
  const { name: part, arguments: given } = subject;
  const [date] = given;
  if (date?.kind !== 'property' || date.type !== 'Edm.Date') return undefined;
  const written = items.map((item) => (item.kind === 'constant' ? Number(item.value) : NaN));
  const isPart = (each: number): boolean => each >= 1 && each <= (last[part] ?? 0);
  // Of several, those that are none are none of any date.
  const numbers = isComparison ? written : written.filter(isPart);
  const areParts = written.every(Number.isInteger) && numbers.every(isPart);
  return areParts && numbers.length > 0 ? { part, date, operator, numbers } : undefined;
}

type Terms = readonly TypedExpression[];

/** What a comparison with a month says of the days of its year, by those of the first and the last day of the month. */
const ofDays: Readonly<
  Record<PartTerm['operator'], (first: DayComparison, last: DayComparison, months: readonly number[]) => Terms>
> = {
  eq: (first, last, [month = 0]) => [first('ge', month), last('le', month)],
  ne: (first, last, [month = 0]) => [junction('or', [first('lt', month), last('gt', month)])],
  ge: (first, _last, [month = 0]) => [first('ge', month)],
  gt: (_first, last, [month = 0]) => [last('gt', month)],
  le: (_first, last, [month = 0]) => [last('le', month)],
  lt: (first, _last, [month = 0]) => [first('lt', month)],
  in: (first, last, months) => [
    junction(
      'or',
      months.map((month) => junction('and', [first('ge', month), last('le', month)])),
    ),
  ],
};

/** The comparison of the date with a day of a month. */
type DayComparison = (operator: ComparisonOperator, month: number) => TypedExpression;

/** The terms of a conjunction with comparisons of dates in the place of those of the months of one year. */
export function monthsAsDates(terms: Terms): Terms {
  const parts = terms.map(partTerm);
  return terms.flatMap((term, at): Terms => {
    const read = parts[at];
    if (read?.part !== 'month') return [term];
    const { date, operator, numbers } = read;
    const isYear = (each: PartTerm | undefined): boolean =>
      each?.part === 'year' && each.operator === 'eq' && each.date.name === date.name;
    const [year] = parts.find(isYear)?.numbers ?? [];
    if (year === undefined) return [term];
    const compared =
      (day: string): DayComparison =>
      (operator, month) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${day}`;
        return { kind: 'comparison', type: 'Edm.Boolean', operator, left: date, right: constant('Edm.Date', text) };
      };
    // No date stands behind the 31st of its month, whether there is one or not.
    return ofDays[operator](compared('01'), compared('31'), numbers);
  });
}
