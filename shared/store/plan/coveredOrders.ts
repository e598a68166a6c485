import type { EntityType } from '../../edm/entityType.ts';
import { indexedOrders } from './indexedOrders.ts';

/** A sentence that names the orders, and the filters with them, for which no page reads more than it returns. */
export function coveredOrders(type: EntityType): string {
  return (
    `The indexed orders of '${type.name}' are: ${indexedOrders(type)}. Order by one of them, or by what follows ` +
    `properties at its beginning that the filter says are equal to a value.`
  );
}
