import type { EdmValue } from '../edm/edmValue.ts';
import { sameValue } from './sameValue.ts';
import { signature, type SignatureTable } from './signature.ts';
import { limited, slice } from './stringFunctions.ts';

type Items = readonly EdmValue[];

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

function indexOf(items: Items, part: Items): number {
  for (let start = 0; start + part.length <= items.length; start += 1) {
    if (matchesAt(items, part, start)) return start;
  }
  return -1;
}

/** Whether every item of `part` can be paired with an item of its own of `items`. */
function hasSubset(items: Items, part: Items): boolean {
  const rest = [...items];
  return part.every((wanted) => {
    const index = rest.findIndex((item) => sameValue(item, wanted));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
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
  concat: [signature([col, col], col, (a, b) => collection(limited([...a, ...b])))],
  contains: [signature([col, col], 'Edm.Boolean', (a, b) => indexOf(a, b) >= 0)],
  endswith: [signature([col, col], 'Edm.Boolean', (a, b) => matchesAt(a, b, a.length - b.length))],
  indexof: [signature([col, col], 'Edm.Int32', (a, b) => BigInt(indexOf(a, b)))],
  length: [signature([col], 'Edm.Int32', (a) => BigInt(a.length))],
  startswith: [signature([col, col], 'Edm.Boolean', (a, b) => matchesAt(a, b, 0))],
  substring: [
    signature([col, int], col, (a, start) => collection(slice(a as EdmValue[], start))),
    signature([col, int, int], col, (a, start, length) => collection(slice(a as EdmValue[], start, length))),
  ],
  hassubset: [signature([col, col], 'Edm.Boolean', hasSubset)],
  hassubsequence: [signature([col, col], 'Edm.Boolean', hasSubsequence)],
};
