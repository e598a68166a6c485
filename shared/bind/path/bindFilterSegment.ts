import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Expression, QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { BindContext } from '../expression/bindContext.ts';
import { bindFilter, expressionScope } from '../expression/bindExpression.ts';
import { itemScope, itemVariable } from '../expression/itemScope.ts';
import { entityShape } from '../bound/rowShape.ts';

interface FilterScope {
  readonly options: readonly QueryOption[];
  readonly context: BindContext;
}

/** The condition of a `/$filter(...)` segment (URL Conventions 4.01, 4.12). */
export function bindFilterSegment(
  type: EntityType,
  condition: Expression,
  { options, context }: FilterScope,
): TypedExpression {
  return bindFilter(condition, expressionScope(entityShape(type), options, context));
}

/** The same behind a property that is a collection of values, whose items are `$it` and `$this`. */
export function bindItemFilterSegment(
  type: EntityType,
  name: string,
  condition: Expression,
  { options, context }: FilterScope,
): TypedExpression {
  const shape = entityShape(type);
  const column = shape.columns.get(name);
  if (column === undefined) throw new Error(`${type.name} has no property ${name}`);
  const scope = expressionScope(shape, options, context);
  const item = itemVariable(column, scope);
  return bindFilter(condition, itemScope(item, scope, item));
}
