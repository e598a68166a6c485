import type { EntityType } from '../../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { conjuncts } from './conjuncts.ts';
import { type Compare, eitherConstraint } from './eitherConstraint.ts';
import { type Bound, type PropertyConstraint, termConstraint } from './propertyConstraint.ts';

function compareOf(type: EntityType, name: string): Compare {
  const row = primitiveTypes[type.properties[name]?.type ?? 'Edm.String'];
  return (left, right) => row.compare(left, right);
}

/** What is demanded of each property, by name. */
export type Constraints = ReadonlyMap<string, PropertyConstraint>;

/** What all alternatives of a disjunction demand; undefined when nothing can satisfy any of them. */
function ofEither(type: EntityType, alternatives: readonly TypedExpression[]): Constraints | undefined {
  let common: Map<string, PropertyConstraint> | undefined;
  for (const alternative of alternatives) {
    const demanded = propertyConstraints(type, conjuncts(alternative));
    if (demanded === undefined) continue;
    if (common === undefined) common = new Map(demanded);
    else
      for (const [name, left] of common) {
        const right = demanded.get(name);
        const either = right && eitherConstraint(left, right, compareOf(type, name));
        if (either === undefined) common.delete(name);
        else common.set(name, either);
      }
    if (common.size === 0) break;
  }
  return common;
}

/** What a term demands; more may be, which its evaluation decides. */
function demandsOf(type: EntityType, term: TypedExpression): Constraints | undefined {
  const read = termConstraint(term);
  if (read !== undefined) return new Map([[read.name, read.constraint]]);
  return term.kind === 'or' ? ofEither(type, term.operands) : new Map();
}

/**
 * What the conjuncts of a filter demand of each property (`id` included), by name; undefined when nothing can satisfy
 * them all. What is left out, the evaluator decides.
 */
export function propertyConstraints(type: EntityType, terms: readonly TypedExpression[]): Constraints | undefined {
  const constraints = new Map<string, PropertyConstraint>();
  for (const term of terms) {
    const demanded = demandsOf(type, term);
    if (demanded === undefined) return undefined;
    for (const [name, constraint] of demanded) {
      const known = constraints.get(name) ?? { notNull: name === 'id' };
      const both = intersect(known, constraint, compareOf(type, name));
      if (both === undefined) return undefined;
      constraints.set(name, both);
    }
  }
  return constraints;
}

function intersect(
  left: PropertyConstraint,
  right: PropertyConstraint,
  compare: Compare,
): PropertyConstraint | undefined {
  const notNull = left.notNull || right.notNull;
  const lower = tighter(left.lower, right.lower, compare);
  const upper = tighter(left.upper, right.upper, (a, b) => compare(b, a));
  const isInside = (value: PrimitiveValue | null): boolean => {
    if (value === null) return !notNull && lower === undefined && upper === undefined;
    const above = lower === undefined ? 1 : compare(value, lower.value);
    const below = upper === undefined ? -1 : compare(value, upper.value);
    const isAbove = above > 0 || (above === 0 && lower?.inclusive === true);
    return isAbove && (below < 0 || (below === 0 && upper?.inclusive === true));
  };
  const bounds = { notNull, ...(lower && { lower }), ...(upper && { upper }) };
  if (left.values === undefined && right.values === undefined) {
    if (lower === undefined || upper === undefined) return bounds;
    const order = compare(lower.value, upper.value);
    if (order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive))) return undefined;
    return order === 0 ? { notNull, values: [lower.value] } : bounds;
  }
  const [some = [], others] = left.values === undefined ? [right.values] : [left.values, right.values];
  const passing = [...new Set(some)].filter((value) => isInside(value) && (others?.includes(value) ?? true));
  if (passing.length === 0) return undefined;
  passing.sort((a, b) => (a === null ? -1 : b === null ? 1 : compare(a, b)));
  return { notNull, values: passing };
}

function tighter(left: Bound | undefined, right: Bound | undefined, order: Compare): Bound | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const difference = order(left.value, right.value);
  if (difference === 0) return left.inclusive ? right : left;
  return difference > 0 ? left : right;
}
