import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';
import { indexPrefix, indexValuePrefix, sharesPrefix } from './indexKey.ts';
import { type KeyRange, keyRange } from './keyRange.ts';

/** The values of an indexed property a query is about; every bound may be missing. */
export interface ValueRange {
  /** Lowest value, or null to include entities without one. Without it the range starts at the lowest value. */
  readonly from?: PropertyValue;
  readonly fromExclusive?: boolean;
  readonly to?: PropertyValue;
  readonly toInclusive?: boolean;
}

/**
 * The index rows of a range of values. Where values can be cut (see `indexKeepsOrder`) it holds more rows than asked for,
 * never fewer.
 */
export function indexRange(type: EntityType, property: string, values: ValueRange): KeyRange {
  const { from, to } = values;
  const whole = keyRange(indexPrefix(property));
  const nothing = keyRange(indexValuePrefix(type, property, null)).to;
  return {
    from: from === undefined ? nothing : bound(type, property, from, values.fromExclusive === true, false),
    to: to === undefined ? whole.to : bound(type, property, to, values.toInclusive === true, true),
  };
}

/** The row key before or behind all rows of a value; `otherwise` decides when they may be mixed with those of others. */
function bound(type: EntityType, property: string, value: PropertyValue, behind: boolean, otherwise: boolean): string {
  const prefix = indexValuePrefix(type, property, value);
  const range = keyRange(prefix);
  return (sharesPrefix(property, prefix) ? otherwise : behind) ? range.to : range.from;
}
