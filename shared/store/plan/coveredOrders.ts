import type { EntityType } from '../../edm/entityType.ts';

/** A sentence that names the orders, and the filters with them, for which no page reads more than it returns. */
export function coveredOrders({ name, indexes }: EntityType): string {
  const orders = indexes
    .filter(({ building }) => building !== true)
    .map(({ parts }) => parts.map(({ property, newestFirst }) => property + (newestFirst ? ' desc' : '')).join(', '));
  return (
    `The indexed orders of '${name}' are: ${['id', ...orders].join('; ')}. Order by one of them, or by what follows ` +
    `properties at its beginning that the filter says are equal to a value.`
  );
}
