import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { expressionText } from '../../expression/expressionText.ts';
import type { Call, ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
import {
  type Compare,
  complement,
  everything,
  intersection,
  isEverything,
  notNull,
  union,
  type ValueSet,
} from './valueSet.ts';
import { rangeOfPrefix } from './rangeOfPrefix.ts';
import { below, type Cut, rangeOf, type ValueRange } from './valueRange.ts';

/** A term of a filter that demands something of one property, or of one call, all of it, and nothing else. */
interface TermValues {
  readonly name: string;
  /** Those for which it is true. */
  readonly values: ValueSet;
}

/** What is compared: something that a property decides, and that is the higher the higher the property is. */
interface Subject {
  readonly name: string;
  /** The values of the property with which it has a value; undefined where that is left to the evaluator. */
  readonly rangeOf: (value: PrimitiveValue | null) => ValueRange | undefined;
  /** Those it can have, null among them; all unless given. */
  readonly possible?: ValueSet;
}

/** The order of the values of a property, or of the numbers of a call. */
export function compareOf({ properties }: EntityType, name: string): Compare {
  const row = primitiveTypes[properties[name]?.type ?? (name === 'id' ? 'Edm.String' : 'Edm.Int64')];
  return (left, right) => row.compare(left, right);
}

function nameOf(expression: TypedExpression | undefined): string | undefined {
  if (expression?.kind === 'call') return nameOf(unchanged[expression.name]?.(expression));
  return expression?.kind === 'property' && !expression.type.startsWith('Collection') ? expression.name : undefined;
}

/** The argument that calls of some names return as it is. */
const unchanged: Readonly<Record<string, (call: Call) => TypedExpression | undefined>> = {
  substring: ({ arguments: [text, start, length] }) =>
    text?.type === 'Edm.String' && length === undefined && constantOf(start) === 0n ? text : undefined,
  concat: ({ arguments: [left, right] }) => {
    if (constantOf(left) === '') return right;
    return constantOf(right) === '' ? left : undefined;
  },
};

function constantOf(expression: TypedExpression | undefined): PrimitiveValue | null | undefined {
  if (expression?.kind !== 'constant') return undefined;
  const { value } = expression;
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  return value === null || typeof value === 'bigint' || typeof value === 'boolean' ? value : undefined;
}

/** Where a year begins among the dates there are, which are those of the years 1 to 9999. */
function beginningOf(year: bigint): Cut {
  if (year > 9999n) return { value: '9999-12-31', isBehind: true };
  return { value: `${String(year < 1n ? 1n : year).padStart(4, '0')}-01-01`, isBehind: false };
}

/** The days of a year. */
function rangeOfYear(year: PrimitiveValue | null): ValueRange | undefined {
  if (year === null) return rangeOf(year);
  return typeof year === 'bigint' ? { from: beginningOf(year), to: beginningOf(year + 1n) } : undefined;
}

/** The texts whose first characters, so many, are these; all of them are where there are fewer. */
function rangeOfBeginning(length: bigint, beginning: PrimitiveValue | null): ValueRange | undefined {
  if (beginning === null) return rangeOf(beginning);
  if (typeof beginning !== 'string') return undefined;
  const given = BigInt(Array.from(beginning).length);
  if (given > length) return undefined;
  return given < length ? rangeOf(beginning) : rangeOfPrefix(beginning);
}

/** Null, and the values from one place to another. */
function nullOr(from: Cut, to: Cut | undefined): ValueSet {
  return [rangeOf(null), { from, to }];
}

const dates = nullOr(beginningOf(1n), beginningOf(10_000n));

/** The numbers that a function can be. */
function numbers(least: bigint, most?: bigint): ValueSet {
  return nullOr({ value: least, isBehind: false }, most === undefined ? undefined : { value: most, isBehind: true });
}

const numbersOf: Readonly<Record<string, ValueSet>> = {
  month: numbers(1n, 12n),
  day: numbers(1n, 31n),
  hour: numbers(0n, 23n),
  minute: numbers(0n, 59n),
  second: numbers(0n, 59n),
  length: numbers(0n),
  indexof: numbers(-1n),
};

/** A call that decides the values of no property, but can contradict itself: as if it were a property of its own. */
function callItself(call: Call): Subject | undefined {
  const possible = numbersOf[call.name];
  if (possible === undefined) return undefined;
  const ofNumber: Subject['rangeOf'] = (value) =>
    value === null || typeof value === 'bigint' ? rangeOf(value) : undefined;
  return { name: expressionText(call), rangeOf: ofNumber, possible };
}

/** The texts with which some calls are 0. */
const whenZero: Readonly<Record<string, (given: PrimitiveValue | null | undefined) => ValueRange | undefined>> = {
  indexof: (given) => (typeof given === 'string' ? rangeOfPrefix(given) : undefined),
  length: () => rangeOf(''),
};

/** A call that is compared with 0, by what it says of a text: that it begins with another, or is empty. */
function comparedWithZero(expression: TypedExpression, right: TypedExpression): TermValues | undefined {
  if (expression.kind !== 'call' || constantOf(right) !== 0n) return undefined;
  const [text, given] = expression.arguments;
  const name = nameOf(text);
  const range = text?.type === 'Edm.String' ? whenZero[expression.name]?.(constantOf(given)) : undefined;
  return name === undefined || range === undefined ? undefined : { name, values: [range] };
}

function subjectOf(expression: TypedExpression): Subject | undefined {
  const itself = nameOf(expression);
  if (itself !== undefined) return { name: itself, rangeOf };
  if (expression.kind !== 'call') return undefined;
  const [first, start, length] = expression.arguments;
  const name = nameOf(first);
  if (expression.name === 'year' && first?.type === 'Edm.Date' && name !== undefined)
    return { name, rangeOf: rangeOfYear, possible: dates };
  if (expression.name !== 'substring' || name === undefined) return callItself(expression);
  const count = constantOf(length);
  const isBeginning = first?.type === 'Edm.String' && constantOf(start) === 0n;
  if (!isBeginning || typeof count !== 'bigint') return undefined;
  return { name, rangeOf: (value) => rangeOfBeginning(count, value) };
}

/** The values of a range, if it has any. */
function valuesOf(range: ValueRange): ValueSet {
  const { from, to } = range;
  return from.value === to?.value && from.isBehind === to.isBehind ? [] : [range];
}

/** The values that compare so with those of a range; null compares with nothing. */
const comparisons: Readonly<Record<ComparisonOperator, (range: ValueRange) => ValueSet>> = {
  eq: valuesOf,
  ne: (range) => complement(valuesOf(range)),
  ge: ({ from }) => [{ from }],
  gt: ({ to }) => (to === undefined ? [] : [{ from: to }]),
  le: ({ to }) => [below(to)],
  lt: ({ from }) => (from.value === null ? [] : [below(from)]),
};

/** None where none of the values is possible, all where only such are left out as are not. */
function asPossible(values: ValueSet, { possible, name }: Subject, type: EntityType): ValueSet {
  if (possible === undefined) return values;
  const compare = compareOf(type, name);
  if (intersection([values, possible], compare).length === 0) return [];
  return isEverything(union([values, complement(possible)], compare)) ? everything : values;
}

type Reader = (term: TypedExpression, type: EntityType) => TermValues | undefined;

/** What all operands demand of one property, as a set made of theirs. */
function ofAll(terms: readonly TypedExpression[], type: EntityType, join: typeof union): TermValues | undefined {
  const read = terms.map((term) => termValues(term, type));
  const [first] = read;
  const sets = read.flatMap((each) => (each !== undefined && each.name === first?.name ? [each.values] : []));
  if (first === undefined || sets.length < terms.length) return undefined;
  return { name: first.name, values: join(sets, compareOf(type, first.name)) };
}

const readers: Partial<{
  readonly [K in TypedExpression['kind']]: (
    term: Extract<TypedExpression, { readonly kind: K }>,
    type: EntityType,
  ) => TermValues | undefined;
}> = {
  comparison: ({ left, operator, right }, type) => {
    const isZero = operator === 'eq' || operator === 'ne' ? comparedWithZero(left, right) : undefined;
    if (isZero !== undefined) return operator === 'eq' ? isZero : { ...isZero, values: complement(isZero.values) };
    const [subject, value] = [subjectOf(left), constantOf(right)];
    if (subject === undefined || value === undefined) return undefined;
    const range = subject.rangeOf(value);
    if (range === undefined || (value === null && operator !== 'eq' && operator !== 'ne')) return undefined;
    return { name: subject.name, values: asPossible(comparisons[operator](range), subject, type) };
  },
  in: ({ operand, items }, type) => {
    const subject = subjectOf(operand);
    if (subject === undefined) return undefined;
    const ranges = items.map((item) => {
      const value = constantOf(item);
      return value === undefined ? undefined : subject.rangeOf(value);
    });
    const known = ranges.filter((range) => range !== undefined);
    if (known.length < ranges.length) return undefined;
    const values = union([known.flatMap(valuesOf)], compareOf(type, subject.name));
    return { name: subject.name, values: asPossible(values, subject, type) };
  },
  call: ({ name: called, arguments: [of, given] }) => {
    const [name, prefix] = [nameOf(of), constantOf(given)];
    if (called !== 'startswith' || name === undefined || typeof prefix !== 'string') return undefined;
    return { name, values: [rangeOfPrefix(prefix)] };
  },
  // Comparisons are never null, as calls are.
  not: ({ operand }, type) => {
    if (operand.kind !== 'comparison' && operand.kind !== 'in' && operand.kind !== 'call') return undefined;
    const read = termValues(operand, type);
    if (read === undefined) return undefined;
    const { name, values } = read;
    const sets = [complement(values), operand.kind === 'call' ? notNull : everything];
    return { name, values: intersection(sets, compareOf(type, name)) };
  },
  and: ({ operands }, type) => ofAll(operands, type, intersection),
  or: ({ operands }, type) => ofAll(operands, type, union),
};

/** What was read of terms made of others, or of many values: a plan asks several times, and a term is about one type. */
const known = new WeakMap<TypedExpression, { readonly read: TermValues | undefined }>();

/** True where reading a term takes no longer than looking for what was read. */
function isSimple({ kind }: TypedExpression): boolean {
  return kind === 'comparison' || kind === 'call';
}

/** Reads a term; undefined for one that is left to the evaluator. */
export function termValues(term: TypedExpression, type: EntityType): TermValues | undefined {
  const before = isSimple(term) ? undefined : known.get(term);
  if (before !== undefined) return before.read;
  // The reader of a kind takes the terms of that kind.
  const read = (readers[term.kind] as Reader | undefined)?.(term, type);
  if (!isSimple(term)) known.set(term, { read });
  return read;
}
