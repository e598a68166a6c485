import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';

export interface Bound {
  readonly value: PrimitiveValue;
  readonly inclusive: boolean;
}

/** What a filter demands of the values of one property. */
export interface PropertyConstraint {
  /** The only values that pass, in order, null first; at least one. */
  readonly values?: readonly (PrimitiveValue | null)[];
  /** Null does not pass. */
  readonly notNull: boolean;
  readonly lower?: Bound;
  readonly upper?: Bound;
}

/** A term of a filter that demands something of one property, all of it, and nothing else. */
interface TermConstraint {
  readonly name: string;
  readonly constraint: PropertyConstraint;
}

function nameOf(expression: TypedExpression | undefined): string | undefined {
  return expression?.kind === 'property' && !expression.type.startsWith('Collection') ? expression.name : undefined;
}

function constantOf(expression: TypedExpression | undefined): PrimitiveValue | null | undefined {
  if (expression?.kind !== 'constant') return undefined;
  const { value } = expression;
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  return value === null || typeof value === 'bigint' || typeof value === 'boolean' ? value : undefined;
}

type Reading = (value: PrimitiveValue) => Omit<PropertyConstraint, 'notNull'>;

const comparisons: Readonly<Record<string, Reading>> = {
  eq: (value) => ({ values: [value] }),
  ge: (value) => ({ lower: { value, inclusive: true } }),
  gt: (value) => ({ lower: { value, inclusive: false } }),
  le: (value) => ({ upper: { value, inclusive: true } }),
  lt: (value) => ({ upper: { value, inclusive: false } }),
};

/** The character behind one in the order of UTF-16 units, in which those of two units stand before the last of one. */
function nextCharacter(code: number): number | undefined {
  if (code === 0xd7ff) return 0x10000;
  if (code === 0x10ffff) return 0xe000;
  return code === 0xffff ? undefined : code + 1;
}

/** The first text behind all texts that start with a well-formed prefix; undefined when there is none. */
function behindPrefix(prefix: string): string | undefined {
  const characters = Array.from(prefix);
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) return undefined;
  const next = nextCharacter(last);
  return next === undefined ? behindPrefix(characters.join('')) : characters.join('') + String.fromCodePoint(next);
}

function ofValues(name: string | undefined, values: readonly (PrimitiveValue | null | undefined)[]) {
  if (name === undefined || values.length === 0) return undefined;
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : { name, constraint: { values: known, notNull: false } };
}

/** Reads a term; undefined for one that is left to the evaluator. */
export function termConstraint(term: TypedExpression): TermConstraint | undefined {
  if (term.kind === 'comparison') {
    const name = nameOf(term.left);
    const value = constantOf(term.right);
    if (name === undefined || value === undefined) return undefined;
    if (value === null) {
      if (term.operator === 'ne') return { name, constraint: { notNull: true } };
      return term.operator === 'eq' ? ofValues(name, [null]) : undefined;
    }
    const reading = comparisons[term.operator];
    return reading && { name, constraint: { notNull: true, ...reading(value) } };
  }
  if (term.kind === 'in') return ofValues(nameOf(term.operand), term.items.map(constantOf));
  if (term.kind === 'or') {
    const read = term.operands.map(termConstraint);
    const values = read.flatMap((each) => (each?.name === read[0]?.name ? (each?.constraint.values ?? []) : []));
    return read.every((each) => each?.constraint.values !== undefined && each.name === read[0]?.name)
      ? ofValues(read[0]?.name, values)
      : undefined;
  }
  if (term.kind === 'call' && term.name === 'startswith') {
    const name = nameOf(term.arguments[0]);
    const prefix = constantOf(term.arguments[1]);
    if (name === undefined || typeof prefix !== 'string') return undefined;
    if (prefix === '') return { name, constraint: { notNull: true } };
    const end = behindPrefix(prefix);
    const lower = { value: prefix, inclusive: true };
    const upper = end === undefined ? undefined : { value: end, inclusive: false };
    return { name, constraint: { notNull: true, lower, ...(upper && { upper }) } };
  }
  return undefined;
}

/** The one value that passes, null perhaps; undefined when there may be more. */
export function onlyValue(constraint: PropertyConstraint | undefined): PrimitiveValue | null | undefined {
  return constraint?.values?.length === 1 ? constraint.values[0] : undefined;
}
