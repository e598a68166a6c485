import type { EdmValue } from '../../edm/edmValue.ts';
import { decimalText, decimalToNumber } from '../values/decimal.ts';
import { linearIndex } from '../values/linearIndex.ts';
import { sameValue } from '../values/sameValue.ts';
import { signature, type SignatureTable } from './signature.ts';
import { limited, slice } from './stringFunctions.ts';
import { valueUnits } from '../values/valueUnits.ts';

type Items = readonly EdmValue[];

/** Most items of a collection a function may make. */
const longestCollection = 2_000;

const col = 'Collection';
const int = 'Edm.Int64';

/** Items are never collections themselves, so a list of them is again a value. */
function collection(items: Items): EdmValue {
  return items as EdmValue;
}

function matchesAt(items: Items, part: Items, start: number): boolean {
  if (start < 0 || start + part.length > items.length) return false;
  return part.every((item, index) => sameValue(items[start + index] ?? null, item));
}

/** What looking through collections costs: every item of both. */
function bothLengths(...collections: readonly unknown[]): number {
  let units = 0;
  for (const items of collections)
    if (Array.isArray(items)) for (const item of items) units += valueUnits(item as EdmValue);
  return units;
}

/**
 * What equal items share and others do not: the value itself, or its text where equality is not identity. NaN equals
 * nothing, so that every NaN has one of its own (URL Conventions 4.01, 5.1.1.1.1).
 */
function itemKey(item: EdmValue): EdmValue {
  if (typeof item === 'number') return Number.isNaN(item) ? [] : item;
  if (typeof item !== 'object' || item === null) return item;
  if ('instant' in item) return item.instant;
  if (!('unscaled' in item)) return item;
  return Number.isNaN(decimalToNumber(item)) ? [] : decimalText(item);
}

/** Numbers that are the same for items that are equal, of all collections that share `known`. */
function numbersOf(items: Items, known: Map<EdmValue, number>): Uint32Array {
  return Uint32Array.from(items, (item) => {
    const key = itemKey(item);
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
}

function indexOf(items: Items, part: Items): number {
  const known = new Map<EdmValue, number>();
  return linearIndex(numbersOf(items, known), numbersOf(part, known));
}

/** Whether every item of `part` can be paired with an item of its own of `items`; in linear time. */
function hasSubset(items: Items, part: Items): boolean {
  const left = new Map<EdmValue, number>();
  for (const item of items) left.set(itemKey(item), (left.get(itemKey(item)) ?? 0) + 1);
  return part.every((wanted) => {
    const count = left.get(itemKey(wanted)) ?? 0;
    left.set(itemKey(wanted), count - 1);
    return count > 0;
  });
}

function hasSubsequence(items: Items, part: Items): boolean {
  let position = 0;
  for (const item of items) {
    const wanted = part[position];
    if (wanted !== undefined && sameValue(item, wanted)) position += 1;
  }
  return position === part.length;
}

/** The functions of collections (URL Conventions 4.01, 5.1.1.5 and 5.1.1.6), one row each. */
export const collectionFunctions: SignatureTable = {
  concat: [signature([col, col], col, (a, b) => collection(limited([...a, ...b], longestCollection)), bothLengths)],
  contains: [signature([col, col], 'Edm.Boolean', (a, b) => indexOf(a, b) >= 0, bothLengths)],
  endswith: [signature([col, col], 'Edm.Boolean', (a, b) => matchesAt(a, b, a.length - b.length), bothLengths)],
  indexof: [signature([col, col], 'Edm.Int32', (a, b) => BigInt(indexOf(a, b)), bothLengths)],
  length: [signature([col], 'Edm.Int32', (a) => BigInt(a.length))],
  startswith: [signature([col, col], 'Edm.Boolean', (a, b) => matchesAt(a, b, 0), bothLengths)],
  substring: [
    signature([col, int], col, (a, start) => collection(slice(a as EdmValue[], start)), bothLengths),
    signature(
      [col, int, int],
      col,
      (a, start, length) => collection(slice(a as EdmValue[], start, length)),
      bothLengths,
    ),
  ],
  hassubset: [signature([col, col], 'Edm.Boolean', hasSubset, bothLengths)],
  hassubsequence: [signature([col, col], 'Edm.Boolean', hasSubsequence, bothLengths)],
};
