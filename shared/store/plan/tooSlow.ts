import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';

/** The 504 for a query that has to see everything and had not the time; never a partial answer. */
export function tooSlow(type: EntityType): ODataError {
  return new ODataError(
    'gatewayTimeout',
    'The query has to read more entities than it has time for. Order and filter by an indexed property, or narrow the ' +
      `filter; the indexed properties of '${type.name}' are id, ${type.indexes.join(', ')}.`,
    { headers: { 'Retry-After': '30' } },
  );
}
