import { termsOf } from '../../expression/termsOf.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { compareOf, termValues } from './termValues.ts';
import { intersection, isEverything, notNull, union, type ValueSet } from './valueSet.ts';

/** The values of each property that can pass, by name. */
export type Constraints = ReadonlyMap<string, ValueSet>;

/** What all alternatives of a disjunction demand, each of which is a conjunction in the spelling of `conjuncts`; undefined when nothing can satisfy any of them. */
function ofEither(type: EntityType, alternatives: readonly TypedExpression[]): Constraints | undefined {
  const [first, ...others] = alternatives.flatMap(
    (alternative) => propertyConstraints(type, termsOf(alternative)) ?? [],
  );
  if (first === undefined) return undefined;
  const common = new Map<string, ValueSet>();
  for (const [name, values] of first) {
    // One that demands nothing of it leaves all values.
    if (!others.every((demanded) => demanded.has(name))) continue;
    const ranges = others.flatMap((demanded) => demanded.get(name) ?? []);
    common.set(name, union([values, ranges], compareOf(type, name)));
  }
  return common;
}

/** What a term demands; more may be, which its evaluation decides. */
function demandsOf(type: EntityType, term: TypedExpression): Constraints | undefined {
  const read = termValues(term, type);
  if (read !== undefined) return new Map([[read.name, read.values]]);
  return term.kind === 'or' ? ofEither(type, term.operands) : new Map();
}

/** What is demanded of every entity. */
const always: Constraints = new Map([['id', notNull]]);

/**
 * What the conjuncts of a filter demand of each property (`id` included), by name, with what others demand that were read before;
 * undefined when nothing can satisfy them all. What is left out, the evaluator decides.
 */
export function propertyConstraints(
  type: EntityType,
  terms: readonly TypedExpression[],
  given = always,
): Constraints | undefined {
  const sets = new Map<string, readonly ValueSet[]>(Array.from(given, ([name, values]) => [name, [values]]));
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
