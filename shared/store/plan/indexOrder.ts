import type { PartLayout } from '../keys/indexKey.ts';
import type { SortKey } from '../contract/entityQuery.ts';
import { maxPieces } from './partSpan.ts';
import { valueIn } from './valueRange.ts';
import { onlyValue, type ValueSet } from './valueSet.ts';

/** How far the order of an index is the one asked for. */
export interface IndexOrder {
  /** The parts that have the order, from `first` (inclusive) to `end` (exclusive); none when they are equal. */
  readonly first: number;
  readonly end: number;
  /** The rows stand in the order asked for; else only as far as those parts tell them apart. */
  readonly isComplete: boolean;
  /** A part before them whose values the rows have to be merged over. */
  readonly mergedAt?: number | undefined;
  /** The last of several such parts, each with a few values; the same unless given. */
  readonly mergedTo?: number | undefined;
  /** Where the order has that part itself: before the one that stands here in the index; nowhere unless given. */
  readonly valuesAt?: number | undefined;
  /** It has it the other way round. */
  readonly isReversed?: boolean | undefined;
}

/** What an index has that cannot serve an order. */
export const noOrder: IndexOrder = { first: 0, end: 0, isComplete: false };

/** What each index has where none is asked for. */
export const anyOrder: IndexOrder = { first: 0, end: 0, isComplete: true };

export function nameOfKey({ expression }: SortKey): string | undefined {
  return expression.kind === 'property' ? expression.name : undefined;
}

/** The keys of an order that tell rows apart; a property of which there is one value does not, nor one that was a key before. */
export function decidingKeys(
  orderby: readonly SortKey[],
  of: (property: string) => ValueSet | undefined,
): readonly SortKey[] {
  const names = orderby.map(nameOfKey);
  return orderby.filter((_key, at) => {
    const name = names[at];
    if (name === undefined) return true;
    return names.indexOf(name) === at && !isOfOne(of(name));
  });
}

function isOfOne(values: ValueSet | undefined): boolean {
  return values !== undefined && onlyValue(values) !== undefined;
}

/** Most combinations of values of several parts that are merged: four periods of as many dates as are read one by one. */
const mostMerged = 4 * maxPieces;

/** How many values there are, where each is named and read by itself. */
function countOf(values: ValueSet | undefined): number {
  const isNamed = values?.every((range) => valueIn(range) !== undefined) === true;
  return isNamed && values.length <= maxPieces ? values.length : Infinity;
}

/**
 * Holds the parts of an index against the keys of an order. Entities that are equal in the order come as the parts behind
 * have them, then by id.
 */
export function indexOrder(
  parts: readonly PartLayout[],
  keys: readonly SortKey[],
  of: (property: string) => ValueSet | undefined,
): IndexOrder {
  if (keys.length === 0) return anyOrder;
  /** Where the next part that tells rows apart stands, from a place on. */
  const nextFrom = (at: number): number => {
    let next = at;
    for (let part = parts[next]; part !== undefined && isOfOne(of(part.property)); part = parts[next]) next += 1;
    return next;
  };
  const isInOrder = (key: SortKey, part: PartLayout | undefined): boolean =>
    nameOfKey(key) === part?.property && key.descending === part?.newestFirst;
  let at = nextFrom(0);
  const isMerged = keys[0] !== undefined && !isInOrder(keys[0], parts[at]);
  const merged = isMerged ? parts[at] : undefined;
  const mergedAt = at;
  let mergedTo: number | undefined;
  if (merged !== undefined) {
    at = nextFrom(at + 1);
    const isAsked = keys.some((key) => nameOfKey(key) === merged.property);
    let values = isAsked ? Infinity : countOf(of(merged.property));
    for (let part = parts[at]; part !== undefined && keys[0] !== undefined; part = parts[at]) {
      values *= countOf(of(part.property));
      if (values > mostMerged || isInOrder(keys[0], part)) break;
      mergedTo = at;
      at = nextFrom(at + 1);
    }
  }
  let first: number | undefined;
  let end = 0;
  let taken = 0;
  let valuesAt: number | undefined;
  let isReversed: boolean | undefined;
  for (const key of keys) {
    if (isInOrder(key, parts[at])) {
      first ??= at;
      end = at + 1;
      at = nextFrom(end);
    } else if (
      merged !== undefined &&
      mergedTo === undefined &&
      valuesAt === undefined &&
      nameOfKey(key) === merged.property
    ) {
      valuesAt = at;
      isReversed = key.descending !== merged.newestFirst;
    } else break;
    taken += 1;
  }
  const key = keys[taken];
  const isComplete = key === undefined || (nameOfKey(key) === 'id' && !key.descending && at === parts.length);
  if (merged !== undefined && !isComplete) return noOrder;
  const isOverValues = merged !== undefined;
  const over = { mergedAt: isOverValues ? mergedAt : undefined, mergedTo };
  return { first: first ?? 0, end, isComplete, ...over, valuesAt, isReversed };
}
