import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import { termsOf } from '../../expression/termsOf.ts';
import type { ComparisonOperator, PropertyAccess, TypedExpression } from '../../expression/typedExpression.ts';

/** A term that compares the year, the month or the day of a date with a number, or with some. */
interface PartTerm {
  readonly part: string;
  readonly date: PropertyAccess;
  readonly operator: ComparisonOperator | 'in' | 'not in';
  readonly numbers: readonly number[];
}

/** The last number of each part a term may be about. */
const last: Readonly<Record<string, number>> = { year: 9999, month: 12, day: 31 };

/** What holds of a part, where there is one, when a comparison with it does not. */
const opposites: Partial<Record<PartTerm['operator'], PartTerm['operator']>> = {
  in: 'not in',
  eq: 'ne',
  ne: 'eq',
  ge: 'lt',
  gt: 'le',
  le: 'gt',
  lt: 'ge',
};

/** A negated term; undefined for a year, because none at all is not that year either. */
function negated(read: PartTerm | undefined): PartTerm | undefined {
  if (read === undefined || read.part === 'year') return undefined;
  const operator = opposites[read.operator];
  return operator && { ...read, operator };
}

function partTerm(term: TypedExpression): PartTerm | undefined {
  if (term.kind === 'not') return negated(partTerm(term.operand));
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
  'not in': (first, last, months) => months.map((month) => junction('or', [first('lt', month), last('gt', month)])),
};

/** What a comparison with a day says of the dates of its month, by that day. */
function ofDay(operator: PartTerm['operator'], compared: DayComparison, days: readonly number[]): Terms {
  if (operator === 'not in') return days.map((day) => compared('ne', day));
  if (operator !== 'in') return days.map((day) => compared(operator, day));
  return [
    junction(
      'or',
      days.map((day) => compared('eq', day)),
    ),
  ];
}

/** The comparison of the date with that of a number: with a day of a month, or with a day of the one month. */
type DayComparison = (operator: ComparisonOperator, number: number) => TypedExpression;

const inDigits = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The least and the highest number of those that compare so. */
type Ends = readonly [least: number, highest: number];

const anyOfThem: Ends = [-Infinity, Infinity];

/** Some of several may be none of any date, and null one of them: they tell nothing. */
const endsOf: Readonly<Record<PartTerm['operator'], (number: number) => Ends>> = {
  eq: (number) => [number, number],
  ne: () => anyOfThem,
  ge: (number) => [number, Infinity],
  gt: (number) => [number + 1, Infinity],
  le: (number) => [-Infinity, number],
  lt: (number) => [-Infinity, number - 1],
  in: () => anyOfThem,
  'not in': () => anyOfThem,
};

/** The last day of each month there may be. */
const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The numbers of parts that are known, by the part and its date. */
type Known = ReadonlyMap<string, number>;

const keyOf = (part: string, { date }: PartTerm): string => `${part} ${date.name}`;

/** Those that terms leave no choice of, and what was known before. */
function knownBy(parts: readonly (PartTerm | undefined)[], before: Known): Known {
  const ends = new Map<string, Ends>();
  for (const read of parts) {
    if (read === undefined) continue;
    const [number = 0] = read.numbers;
    const key = keyOf(read.part, read);
    const [least, highest] = endsOf[read.operator](number);
    const [from, to] = ends.get(key) ?? [1, last[read.part] ?? Infinity];
    ends.set(key, [Math.max(from, least), Math.min(to, highest)]);
  }
  const only = Array.from(ends).flatMap(([key, [from, to]]) => (from === to ? [[key, from] as const] : []));
  return new Map([...before, ...only]);
}

/**
 * The terms of a conjunction with comparisons of dates in the place of those of the months of one year, and the days of one month; within
 * alternatives too, but not within those of alternatives.
 *
 * @param before what is known where it is an alternative itself
 */
export function monthsAsDates(terms: Terms, before?: Known): Terms {
  const parts = terms.map(partTerm);
  const known = knownBy(parts, before ?? new Map());
  // A term that null does not satisfy: what it has no part of is not less than one either.
  const isOfNoDate = (read: PartTerm | undefined, at: number): boolean => {
    if (read === undefined || terms[at]?.kind !== 'comparison' || read.operator === 'ne') return false;
    const [month, day = 0] = [known.get(keyOf('month', read)), known.get(keyOf('day', read))];
    return month !== undefined && day > (lastDays[month - 1] ?? 0);
  };
  if (before === undefined && parts.some(isOfNoDate)) return [constant('Edm.Boolean', false)];
  return terms.flatMap((term, at): Terms => {
    if (term.kind === 'or' && before === undefined && known.size > 0) {
      return [
        junction(
          'or',
          term.operands.map((each) => junction('and', monthsAsDates(termsOf(each), known))),
        ),
      ];
    }
    const read = parts[at];
    if (read === undefined || read.part === 'year') return [term];
    const { date, operator, numbers } = read;
    const year = known.get(keyOf('year', read));
    if (year === undefined) return [term];
    const compared =
      (textOf: (number: number) => string): DayComparison =>
      (by, number) => {
        const text = `${inDigits(year, 4)}-${textOf(number)}`;
        return { kind: 'comparison', type: 'Edm.Boolean', operator: by, left: date, right: constant('Edm.Date', text) };
      };
    const ofMonth = (day: string) => compared((month) => `${inDigits(month, 2)}-${day}`);
    // No date stands behind the 31st of its month, whether there is one or not.
    if (read.part === 'month') return ofDays[operator](ofMonth('01'), ofMonth('31'), numbers);
    const month = known.get(keyOf('month', read));
    if (month === undefined) return [term];
    return ofDay(
      operator,
      compared((day) => `${inDigits(month, 2)}-${inDigits(day, 2)}`),
      numbers,
    );
  });
}
