import type { PartLayout } from '../keys/indexKey.ts';
import type { SortKey } from '../contract/entityQuery.ts';
import { onlyValue, type PropertyConstraint } from './propertyConstraint.ts';

/** How far the order of an index is the one asked for. */
export interface IndexOrder {
  /** The parts that have the order, from `first` (inclusive) to `end` (exclusive); none when they are equal. */
  readonly first: number;
  readonly end: number;
  /** The rows stand in the order asked for; else only as far as those parts tell them apart. */
  readonly isComplete: boolean;
  /** A part before them whose values the rows have to be merged over. */
  readonly mergedAt?: number;
}

/** What an index has that cannot serve an order. */
export const noOrder: IndexOrder = { first: 0, end: 0, isComplete: false };

export function nameOfKey({ expression }: SortKey): string | undefined {
  return expression.kind === 'property' ? expression.name : undefined;
}

/** The keys of an order that tell rows apart; a property of which there is one value does not, nor one that was a key before. */
export function decidingKeys(
  orderby: readonly SortKey[],
  of: (property: string) => PropertyConstraint | undefined,
): readonly SortKey[] {
  const names = orderby.map(nameOfKey);
  return orderby.filter((_key, at) => {
    const name = names[at];
    return name === undefined || (onlyValue(of(name)) === undefined && names.indexOf(name) === at);
  });
}

/**
 * Holds the parts of an index against the keys of an order. Entities that are equal in the order come as the parts behind
 * have them, then by id.
 */
export function indexOrder(
  parts: readonly PartLayout[],
  keys: readonly SortKey[],
  of: (property: string) => PropertyConstraint | undefined,
): IndexOrder {
  let [first, end, next] = [0, 0, 0];
  let mergedAt: number | undefined;
  for (const [at, { property, newestFirst }] of parts.entries()) {
    const key = keys[next];
    if (key === undefined) break;
    if (onlyValue(of(property)) !== undefined) continue;
    if (nameOfKey(key) === property && key.descending === newestFirst) {
      if (next === 0) first = at;
      next += 1;
      end = at + 1;
    } else if (next === 0 && mergedAt === undefined) mergedAt = at;
    else return mergedAt === undefined ? { first, end, isComplete: false } : noOrder;
  }
  const key = keys[next];
  const isComplete = key === undefined || (nameOfKey(key) === 'id' && !key.descending);
  if (mergedAt === undefined) return { first, end, isComplete };
  return isComplete ? { first, end, isComplete, mergedAt } : noOrder;
}
