import { compileExpression } from '../../expression/compileExpression.ts';
import { countNodes } from '../../expression/countNodes.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';

/** Nodes that are evaluated for an entity to find out whether it belongs to a result. */
export function nodesOf({ filter, columns = [] }: Pick<EntityQuery, 'filter' | 'columns'>): number {
  return columns.reduce((nodes, column) => nodes + countNodes(column), countNodes(filter));
}

/** The test of whether an entity belongs to a result: the row its expressions are evaluated over if it does. */
export function acceptBy(
  { filter, toRow }: Pick<EntityQuery, 'filter' | 'toRow'>,
  meter: Meter,
): (stored: StoredEntity) => Row | undefined {
  const evaluate = filter === undefined ? undefined : compileExpression(filter, meter);
  return ({ entity }) => {
    const row = toRow === undefined ? entity : toRow(entity);
    return evaluate === undefined || evaluate(row) === true ? row : undefined;
  };
}
