import type { EntityType } from '../../edm/entityType.ts';
import { indexPrefix, indexValuePrefix } from '../indexKey.ts';
import { decodeKey } from '../keyEncoding.ts';
import { type KeyRange, keyRange } from '../keyRange.ts';
import type { PropertyConstraint } from './propertyConstraint.ts';
import { valueAxes } from './valueAxis.ts';
import type { Window } from './windowSearch.ts';

/** Translates between row keys of one index and numbers of its values; rows without a value stand below the lowest. */
export interface DescendingKeys {
  /** The window that covers what the constraint leaves. */
  readonly whole: Window;
  /** Where the newest values are expected. */
  readonly expected: number;
  /** The row keys of a window. */
  rangeOf(window: Window): KeyRange;
  /** The number of the value in a row key; undefined when it is none of this index. */
  numberOf(rowKey: string): number | undefined;
  /** The row key where the rows of a number start. */
  startOf(number: number): string;
}

/** The translation for an index on a property whose type has an axis, at a time in milliseconds since the epoch. */
export function descendingKeys(
  type: EntityType,
  property: string,
  { isNull, notNull, lower, upper }: PropertyConstraint,
  now: number,
): DescendingKeys {
  const axis = valueAxes[type.properties[property]?.type ?? 'Edm.String'];
  if (axis === undefined) throw new TypeError(`The index of ${property} cannot be read downwards`);
  const prefix = indexPrefix(property);
  const none = axis.lowest - 1;
  const above = axis.highest + 1;

  const startOf = (number: number): string =>
    number >= above
      ? keyRange(prefix).to
      : indexValuePrefix(type, property, number <= none ? null : axis.toValue(number));

  const low = lower === undefined ? undefined : axis.toNumber(lower.value);
  const high = upper === undefined ? undefined : axis.toNumber(upper.value);
  const lowest = notNull || low !== undefined ? axis.lowest : none;
  return {
    whole: {
      low: isNull ? none : low === undefined ? lowest : low + (lower?.inclusive === false ? 1 : 0),
      high: isNull ? axis.lowest : high === undefined ? above : high + (upper?.inclusive === false ? 0 : 1),
    },
    expected: axis.newest(now),
    startOf,
    rangeOf: (window) => ({ from: startOf(window.low), to: startOf(window.high) }),
    numberOf: (rowKey) => {
      if (!rowKey.startsWith(prefix)) return undefined;
      const rest = rowKey.slice(prefix.length);
      if (rest.startsWith('!')) return none;
      const value = /^=([^!]*)!/.exec(rest)?.[1];
      return value === undefined ? undefined : axis.toNumber(decodeKey(value));
    },
  };
}
