import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { MeterSpent } from '../../expression/cost/meter.ts';
import type { StorageScope } from '../contract/store.ts';
import { coveredOrders } from '../plan/coveredOrders.ts';

/**
 * The 504 for a query that has to see everything and had not the time, or the 400 when it has spent its units; never a
 * partial answer.
 */
export function tooSlow(type: EntityType, { meter }: Pick<StorageScope, 'meter'>): ODataError {
  if (meter.isSpent) return new MeterSpent();
  return new ODataError(
    'gatewayTimeout',
    `The query has to read more entities than it has time for. Narrow the filter. ${coveredOrders(type)}`,
    { headers: { 'Retry-After': '30' } },
  );
}
