import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { coveredOrders } from './coveredOrders.ts';

/** The 504 for a query that has to see everything and had not the time; never a partial answer. */
export function tooSlow(type: EntityType): ODataError {
  return new ODataError(
    'gatewayTimeout',
    `The query has to read more entities than it has time for. Narrow the filter. ${coveredOrders(type)}`,
    { headers: { 'Retry-After': '30' } },
  );
}
