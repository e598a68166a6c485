import { placedId } from '../edm/placedId.ts';
import type { EqualRows } from './equalRows.ts';

/** Every row of a file is kept, and those with equal ids are asked for one behind the other: the ids of one key alone are known. */
export function placesInOrder(): EqualRows {
  const rows = new Map<string, number>();
  return {
    next(naturalId, _line, isOfNextKey) {
      if (isOfNextKey === true) rows.clear();
      const place = (rows.get(naturalId) ?? 0) + 1;
      rows.set(naturalId, place);
      return place === 1 ? naturalId : placedId(naturalId, place);
    },
  };
}
