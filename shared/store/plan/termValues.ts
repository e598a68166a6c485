import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Comparison, ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
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
import { constantOf, nameOf, type Subject, subjectOf, withoutPart } from './subjectOf.ts';
import { below, rangeOf, type ValueRange } from './valueRange.ts';

/** A term of a filter that demands something of one property, or of one call, all of it, and nothing else. */
interface TermValues {
  readonly name: string;
  /** Those for which it is true. */
  readonly values: ValueSet;
}

/** The order of the values of a property, or of the numbers of a call. */
export function compareOf({ properties }: EntityType, name: string): Compare {
  const row = primitiveTypes[properties[name]?.type ?? (name === 'id' ? 'Edm.String' : 'Edm.Int64')];
  return (left, right) => row.compare(left, right);
}

/** The texts with which a call is 0, and what comparisons of it with a number say of them. */
interface ZeroTexts {
  readonly rangeOf: (given: PrimitiveValue | null | undefined) => ValueRange | undefined;
  readonly operators: Readonly<Record<string, Partial<Record<ComparisonOperator, ComparisonOperator>>>>;
}

const zeroTexts: Readonly<Record<string, ZeroTexts>> = {
  indexof: {
    rangeOf: (given) => (typeof given === 'string' ? rangeOfPrefix(given) : undefined),
    operators: { 0: { eq: 'eq', ne: 'ne' } },
  },
  // No text has less than no characters.
  length: {
    rangeOf: () => rangeOf(''),
    operators: { 0: { eq: 'eq', ne: 'ne', le: 'eq', gt: 'gt' }, 1: { lt: 'eq', ge: 'gt' } },
  },
};

/** A call that is compared with 0, by what it says of a text: that it begins with another, or is empty. */
function comparedWithZero({ left, operator, right }: Comparison): TermValues | undefined {
  if (left.kind !== 'call') return undefined;
  const [text, given] = left.arguments;
  const [name, texts, number] = [nameOf(text), zeroTexts[left.name], constantOf(right)];
  if (name === undefined || text?.type !== 'Edm.String' || texts === undefined || typeof number !== 'bigint')
    return undefined;
  const said = texts.operators[String(number)]?.[operator];
  const range = said && texts.rangeOf(constantOf(given));
  return range && { name, values: comparisons[said](range) };
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

/** Tests whether a text has a part. */
const partTests: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);

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
  comparison: (term, type) => {
    const ofZero = comparedWithZero(term);
    if (ofZero !== undefined) return ofZero;
    const { left, operator, right } = term;
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
  call: (call) => {
    const [of, given] = call.arguments;
    const [name, text] = [nameOf(of), constantOf(given)];
    if (!partTests.has(call.name) || typeof text !== 'string') return undefined;
    const without = withoutPart(of, text);
    if (without !== undefined) return { name: without, values: [] };
    if (call.name !== 'startswith' || name === undefined) return undefined;
    return { name, values: [rangeOfPrefix(text)] };
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
