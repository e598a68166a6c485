import { behindAllKeys } from './keyEncoding.ts';
import { odataFilter } from './odataFilter.ts';
import type { RangeQuery } from './rows.ts';

/** Longest filter and continuation of a request, encoded, in characters: its URL has 4,000 in all. */
const maxEncoded = 3600;

/** Most characters one UTF-16 unit takes in a URL. */
const mostOfUnit = 9;

/** Fewest units that are left of a row key, and how many are cut at once. */
const fewestUnits = 24;
const unitsAtOnce = 8;

/** True when the URL of a request for a range has room for it. */
export function fitsUrl(partitionKey: string, query: RangeQuery): boolean {
  const text = odataFilter(partitionKey, query) + (query.continuation ?? '');
  return text.length * mostOfUnit <= maxEncoded || encodeURIComponent(text.toWellFormed()).length <= maxEncoded;
}

function beginningOf(text: string, units: number): string {
  const beginning = text.slice(0, units);
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
}

/**
 * The range that is asked for in the place of one: itself, or where the row keys of its bounds make its URL too long, one that
 * ends later. Where a continuation tells the place, the beginning is no more than that of the row keys. Whoever sends it drops
 * the rows behind the range, and goes no further once there is one.
 */
export function fittingRange(partitionKey: string, query: RangeQuery): RangeQuery {
  if (fitsUrl(partitionKey, query)) return query;
  const { from, to, continuation } = query;
  const begun = continuation === undefined ? query : { ...query, from: beginningOf(from, fewestUnits) };
  let fitting: RangeQuery = begun;
  for (let units = to.length; units > fewestUnits && !fitsUrl(partitionKey, fitting);) {
    units = Math.max(fewestUnits, units - unitsAtOnce);
    fitting = { ...begun, to: beginningOf(to, units) + behindAllKeys };
  }
  return fitting;
}
