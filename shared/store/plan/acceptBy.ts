import { compileExpression } from '../../expression/compileExpression.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { StoredEntity } from '../storedEntity.ts';
import type { EntityQuery } from '../entityQuery.ts';

/** The test of whether an entity belongs to a result: the row its expressions are evaluated over if it does. */
export function acceptBy({
  filter,
  toRow,
}: Pick<EntityQuery, 'filter' | 'toRow'>): (stored: StoredEntity) => Row | undefined {
  const evaluate = filter === undefined ? undefined : compileExpression(filter);
  return ({ entity }) => {
    const row = toRow === undefined ? entity : toRow(entity);
    return evaluate === undefined || evaluate(row) === true ? row : undefined;
  };
}
