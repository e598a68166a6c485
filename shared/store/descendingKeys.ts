import type { EntityType } from '../edm/entityType.ts';
import { indexPrefix } from './indexKey.ts';
import { decodeKey } from './keyEncoding.ts';
import { type KeyRange, keyRange } from './keyRange.ts';
import { type ValueAxis, valueAxes } from './valueAxis.ts';
import type { Window } from './windowSearch.ts';

/** Translates between row keys of one index and numbers of its values; rows without a value stand below the lowest. */
export interface DescendingKeys {
  readonly axis: ValueAxis;
  /** The row keys of a window, within the range. */
  rangeOf(window: Window): KeyRange;
  /** The window that covers the range. */
  readonly whole: Window;
  /** The number of the value in a row key or bound; undefined when it is none of this index. */
  numberOf(key: string): number | undefined;
  /** The row key where a number's rows start. */
  startOf(number: number): string;
}

/** The translation for a range of an index; undefined when the type of its property has no axis. */
export function descendingKeys(type: EntityType, property: string, range: KeyRange): DescendingKeys | undefined {
  const axis = valueAxes[type.properties[property]?.type ?? 'Edm.String'];
  if (axis === undefined) return undefined;
  const prefix = indexPrefix(property);
  const end = keyRange(prefix).to;
  const none = axis.lowest - 1;

  const startOf = (number: number): string => {
    if (number <= none) return `${prefix}!`;
    return number > axis.highest ? end : `${prefix}=${axis.toText(number)}`;
  };

  const numberOf = (key: string): number | undefined => {
    if (!key.startsWith(prefix)) return undefined;
    const [mark, ...rest] = key.slice(prefix.length);
    if (mark === '!') return none;
    if (mark !== '=') return undefined;
    const text = rest.join('').split(/[!"]/, 1)[0] ?? '';
    return axis.toNumber(decodeKey(text));
  };

  return {
    axis,
    whole: {
      low: numberOf(range.from) ?? axis.lowest,
      high: range.to >= end ? axis.highest + 1 : (numberOf(range.to) ?? none) + 1,
    },
    rangeOf: ({ low, high }) => ({ from: highest(range.from, startOf(low)), to: lowest(range.to, startOf(high)) }),
    numberOf,
    startOf,
  };
}

function highest(left: string, right: string): string {
  return left > right ? left : right;
}

function lowest(left: string, right: string): string {
  return left < right ? left : right;
}
