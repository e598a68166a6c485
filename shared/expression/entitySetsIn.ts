import type { EntityType } from '../edm/entityType.ts';
import { expressionParts } from './expressionParts.ts';
import type { TypedExpression } from './typedExpression.ts';

/** What any, all and counts ask of each item; the condition of a search names no expression. */
function conditionOf(expression: TypedExpression): TypedExpression | undefined {
  return expression.kind !== 'search' && 'condition' in expression ? expression.condition : undefined;
}

/** The entity types whose sets an expression reads, wherever in it. */
export function entitySetsIn(expression: TypedExpression | undefined): readonly EntityType[] {
  if (expression === undefined) return [];
  const own = expression.kind === 'entitySet' ? [expression.entityType] : [];
  return [...own, ...[...expressionParts(expression), conditionOf(expression)].flatMap(entitySetsIn)];
}
