import type { Entity } from '../../shared/edm/entityType.ts';
import { compileExpression } from '../../shared/expression/compileExpression.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import type { EntityQuery } from '../../shared/store/contract/entityQuery.ts';
import { sortOrder } from '../../shared/store/walk/sortOrder.ts';

/** The keys of a whole result, by looking at every entity. */
export function evaluateNaively(entities: readonly Entity[], { filter, orderby, toRow }: EntityQuery): string[] {
  const meter = new Meter();
  const holds = filter === undefined ? () => true : compileExpression(filter, meter);
  const order = sortOrder(orderby, meter);
  return entities
    .map((entity) => ({ id: entity.id, row: toRow === undefined ? entity : toRow(entity) }))
    .filter(({ row }) => holds(row) === true)
    .map(({ id, row }) => order.tupleOf(id, row))
    .sort((left, right) => order.compare(left, right))
    .map(({ id }) => id);
}
