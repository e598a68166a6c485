import { placedId } from '../../edm/placedId.ts';
import type { EqualRows } from '../equalRows.ts';

/** Every row of a file is kept, and those with equal ids are asked for one behind the other: the ids of one key alone are known. */
export function placesInOrder(): EqualRows {
  const further = new Map<string, number>();
  let first: string | undefined;
  return {
    next(naturalId, _line, isOfNextKey) {
      if (isOfNextKey === true) {
        // Most keys are of one row, for which nothing is made.
        if (further.size > 0) further.clear();
        first = naturalId;
        return naturalId;
      }
      const place = naturalId === first || further.has(naturalId) ? (further.get(naturalId) ?? 1) + 1 : 1;
      further.set(naturalId, place);
      return placedId(naturalId, place);
    },
  };
}
