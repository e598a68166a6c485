import type { EntityType } from '../../edm/entityType.ts';

/** The orders of the rows of a set, as `$orderby` takes them, with semicolons between them. */
export function indexedOrders({ indexes }: EntityType): string {
  const orders = indexes
    .filter(({ building }) => building !== true)
    .map(({ parts }) => parts.map(({ property, newestFirst }) => property + (newestFirst ? ' desc' : '')).join(', '));
  return ['id', ...orders].join('; ');
}
