import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';
import { below, type Cut, valueIn, type ValueRange } from './valueRange.ts';

/** The order of two values of one property. */
export type Compare = (left: PrimitiveValue, right: PrimitiveValue) => number;

/** Some of the values of a property, null among them: ranges in order that do not meet. */
export type ValueSet = readonly ValueRange[];

/** All values, and all but null. */
export const everything: ValueSet = [{ from: { value: null, isBehind: false } }];
export const notNull: ValueSet = [below(undefined)];

/** True where no value is left out. */
export function isEverything([first]: ValueSet): boolean {
  return first?.from.value === null && !first.from.isBehind && first.to === undefined;
}

/** The one value of a set, null perhaps; undefined when there may be more. */
export function onlyValue([first, ...more]: ValueSet): PrimitiveValue | null | undefined {
  return first === undefined || more.length > 0 ? undefined : valueIn(first);
}

/** How many ends the values have that are not null: 2 for a few, or those from one to another; 0 for all, or all but a few. */
export function endsOf(values: ValueSet): number {
  const ranges = values.filter((range) => valueIn(range) !== null);
  const [first, last] = [ranges[0]?.from.value ?? null, ranges.at(-1)?.to];
  return Number(first !== null) + Number(last !== undefined);
}

function compareCuts(left: Cut, right: Cut, compare: Compare): number {
  const order =
    left.value === null || right.value === null
      ? Number(left.value !== null) - Number(right.value !== null)
      : compare(left.value, right.value);
  return order || Number(left.isBehind) - Number(right.isBehind);
}

/** The values that are in any of some sets. */
export function union(sets: readonly ValueSet[], compare: Compare): ValueSet {
  const [first, ...others] = sets;
  if (first !== undefined && first.length < 2 && others.length === 0) return first;
  const joined: ValueRange[] = [];
  for (const range of sets.flat().sort((left, right) => compareCuts(left.from, right.from, compare))) {
    const last = joined.at(-1);
    if (last === undefined || (last.to !== undefined && compareCuts(last.to, range.from, compare) < 0)) {
      joined.push(range);
    } else if (last.to !== undefined && (range.to === undefined || compareCuts(last.to, range.to, compare) < 0)) {
      joined[joined.length - 1] = { from: last.from, to: range.to };
    }
  }
  return joined;
}

/** The values that are not in a set. */
export function complement(values: ValueSet): ValueSet {
  const others: ValueRange[] = [];
  let from: Cut | undefined = { value: null, isBehind: false };
  for (const range of values) {
    if (from !== undefined && (range.from.value !== null || range.from.isBehind)) others.push({ from, to: range.from });
    from = range.to;
  }
  return from === undefined ? others : [...others, { from }];
}

/** The values that are in all of some sets; none where no value can be. */
export function intersection(sets: readonly ValueSet[], compare: Compare): ValueSet {
  const [first, ...others] = sets;
  return first !== undefined && others.length === 0 ? first : complement(union(sets.map(complement), compare));
}
