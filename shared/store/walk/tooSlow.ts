import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { MeterSpent } from '../../expression/cost/meter.ts';
import type { StorageScope } from '../contract/store.ts';
import { indexedOrders } from '../plan/indexedOrders.ts';

/** What helps a query whose order does not matter: to read fewer entities, along an index. */
function narrower(type: EntityType): string {
  return (
    `Narrow the filter: to a value or a range of what one of the indexed orders of '${type.name}' begins with, or to fewer ` +
    `values and a smaller range of it. They are: ${indexedOrders(type)}.`
  );
}

/**
 * The 504 for a query that has to see everything and had not the time, or the 400 when it has spent its units; never a
 * partial answer.
 *
 * @param less what would be less to read; a narrower filter unless given
 */
export function tooSlow(
  type: EntityType,
  { meter }: Pick<StorageScope, 'meter'>,
  less: string = narrower(type),
): ODataError {
  if (meter.isSpent) return new MeterSpent();
  const message = `The query has to read more entities than it has time for. ${less}`;
  return new ODataError('gatewayTimeout', message, { headers: { 'Retry-After': '30' } });
}
