import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { conjuncts } from './conjuncts.ts';
import { compareOf, termValues } from './termValues.ts';
import { everything, intersection, isEverything, notNull, union, type ValueSet } from './valueSet.ts';

/** The values of each property that can pass, by name. */
export type Constraints = ReadonlyMap<string, ValueSet>;

/** What all alternatives of a disjunction demand; undefined when nothing can satisfy any of them. */
function ofEither(type: EntityType, alternatives: readonly TypedExpression[]): Constraints | undefined {
  const [first, ...others] = alternatives.flatMap(
    (alternative) => propertyConstraints(type, conjuncts(alternative)) ?? [],
  );
  if (first === undefined) return undefined;
  const common = new Map<string, ValueSet>();
  for (const [name, values] of first) {
    const sets = others.map((demanded) => demanded.get(name) ?? everything);
    common.set(name, union([values, ...sets], compareOf(type, name)));
  }
  return common;
}

/** What a term demands; more may be, which its evaluation decides. */
function demandsOf(type: EntityType, term: TypedExpression): Constraints | undefined {
  const read = termValues(term, type);
  if (read !== undefined) return new Map([[read.name, read.values]]);
  return term.kind === 'or' ? ofEither(type, term.operands) : new Map();
}

/**
 * What the conjuncts of a filter demand of each property (`id` included), by name; undefined when nothing can satisfy
 * them all. What is left out, the evaluator decides.
 */
export function propertyConstraints(type: EntityType, terms: readonly TypedExpression[]): Constraints | undefined {
  const sets = new Map<string, ValueSet[]>([['id', [notNull]]]);
  for (const term of terms) {
    const demanded = demandsOf(type, term);
    if (demanded === undefined) return undefined;
    for (const [name, values] of demanded) sets.set(name, [...(sets.get(name) ?? []), values]);
  }
  const constraints = new Map<string, ValueSet>();
  for (const [name, demanded] of sets) {
    const values = intersection(demanded, compareOf(type, name));
    if (values.length === 0) return undefined;
    if (!isEverything(values)) constraints.set(name, values);
  }
  return constraints;
}
