import type { EntityType } from '../../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';

interface Bound {
  readonly value: PrimitiveValue;
  readonly inclusive: boolean;
}

/** What a filter demands of the values of one property; whatever it leaves out, the evaluator decides. */
export interface PropertyConstraint {
  /** Only null passes. */
  readonly isNull: boolean;
  /** Null does not pass. */
  readonly notNull: boolean;
  readonly lower?: Bound;
  readonly upper?: Bound;
}

const none: PropertyConstraint = { isNull: false, notNull: false };

/** The terms a filter is a conjunction of. */
export function conjuncts(filter: TypedExpression | undefined): readonly TypedExpression[] {
  if (filter === undefined) return [];
  return filter.kind === 'and' ? filter.operands.flatMap((operand) => conjuncts(operand)) : [filter];
}

/** True when the expression is the property itself, with the type it is declared with. */
function isProperty(expression: TypedExpression | undefined, name: string): boolean {
  return expression?.kind === 'property' && expression.name === name;
}

function constantOf(expression: TypedExpression | undefined): PrimitiveValue | null | undefined {
  if (expression?.kind !== 'constant') return undefined;
  const { value } = expression;
  return value === null || typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean'
    ? value
    : undefined;
}

type Reading = (value: PrimitiveValue) => Partial<PropertyConstraint>;

const comparisons: Readonly<Record<string, Reading>> = {
  eq: (value) => ({ lower: { value, inclusive: true }, upper: { value, inclusive: true } }),
  ge: (value) => ({ lower: { value, inclusive: true } }),
  gt: (value) => ({ lower: { value, inclusive: false } }),
  le: (value) => ({ upper: { value, inclusive: true } }),
  lt: (value) => ({ upper: { value, inclusive: false } }),
};

/** The first text behind all texts that start with the prefix; undefined when there is none. */
function behindPrefix(prefix: string): string | undefined {
  const last = prefix.charCodeAt(prefix.length - 1);
  return last < 0xd7ff ? prefix.slice(0, -1) + String.fromCharCode(last + 1) : undefined;
}

function ofTerm(
  term: TypedExpression,
  name: string,
  compare: (a: PrimitiveValue, b: PrimitiveValue) => number,
): PropertyConstraint {
  if (term.kind === 'comparison' && isProperty(term.left, name)) {
    const value = constantOf(term.right);
    if (value === undefined) return none;
    if (value === null) return { isNull: term.operator === 'eq', notNull: term.operator === 'ne' };
    const reading = comparisons[term.operator];
    return reading === undefined ? none : { isNull: false, notNull: true, ...reading(value) };
  }
  if (term.kind === 'in' && isProperty(term.operand, name)) {
    const values = term.items.map(constantOf).filter((value) => value !== null && value !== undefined);
    if (values.length < term.items.length || values.length === 0) return none;
    const sorted = values.sort(compare);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    if (lowest === undefined || highest === undefined) return none;
    return {
      isNull: false,
      notNull: true,
      lower: { value: lowest, inclusive: true },
      upper: { value: highest, inclusive: true },
    };
  }
  if (term.kind === 'call' && term.name === 'startswith' && isProperty(term.arguments[0], name)) {
    const prefix = constantOf(term.arguments[1]);
    if (typeof prefix !== 'string' || prefix === '') return none;
    const end = behindPrefix(prefix);
    return {
      isNull: false,
      notNull: true,
      lower: { value: prefix, inclusive: true },
      ...(end === undefined ? {} : { upper: { value: end, inclusive: false } }),
    };
  }
  return none;
}

/** What the conjuncts of a filter demand of a property (`id` included); undefined when nothing can satisfy them all. */
export function propertyConstraint(
  type: EntityType,
  name: string,
  terms: readonly TypedExpression[],
): PropertyConstraint | undefined {
  const row = primitiveTypes[type.properties[name]?.type ?? 'Edm.String'];
  const compare = (a: PrimitiveValue, b: PrimitiveValue): number => row.compare(a, b);
  let { isNull, notNull, lower, upper }: PropertyConstraint & { lower?: Bound | undefined; upper?: Bound | undefined } =
    none;
  for (const term of terms) {
    const next = ofTerm(term, name, compare);
    isNull ||= next.isNull;
    notNull ||= next.notNull;
    lower = tighter(lower, next.lower, compare);
    upper = tighter(upper, next.upper, (a, b) => compare(b, a));
  }
  if (isNull && notNull) return undefined;
  if (lower !== undefined && upper !== undefined) {
    const order = compare(lower.value, upper.value);
    if (order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive))) return undefined;
  }
  return { isNull, notNull, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

function tighter(
  left: Bound | undefined,
  right: Bound | undefined,
  order: (a: PrimitiveValue, b: PrimitiveValue) => number,
): Bound | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const difference = order(left.value, right.value);
  if (difference === 0) return left.inclusive ? right : left;
  return difference > 0 ? left : right;
}

/** True when exactly one value, or only null, passes. */
export function isEquality({ isNull, lower, upper }: PropertyConstraint): boolean {
  return isNull || (lower !== undefined && lower.value === upper?.value);
}
