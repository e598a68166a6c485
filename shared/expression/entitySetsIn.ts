import type { EntityType } from '../edm/entityType.ts';
import { expressionParts } from './expressionParts.ts';
import type { TypedExpression } from './typedExpression.ts';

/** What any, all and counts ask of each item; the condition of a search names no expression. */
function conditionOf(expression: TypedExpression): TypedExpression | undefined {
  return expression.kind !== 'search' && 'condition' in expression ? expression.condition : undefined;
}

function collect(expression: TypedExpression | undefined, found: EntityType[]): void {
  if (expression === undefined) return;
  if (expression.kind === 'entitySet') found.push(expression.entityType);
  for (const part of expressionParts(expression)) collect(part, found);
  collect(conditionOf(expression), found);
}

/** The entity types whose sets an expression reads, wherever in it. */
export function entitySetsIn(expression: TypedExpression | undefined): readonly EntityType[] {
  const found: EntityType[] = [];
  collect(expression, found);
  return found;
}
