import type { EntityType } from '../edm/entityType.ts';
import type { TypedExpression } from '../expression/typedExpression.ts';
import type { Expression, QueryOption } from '../url/syntaxTree.ts';
import type { BindContext } from './bindContext.ts';
import { bindFilter, expressionScope } from './bindExpression.ts';
import { entityShape } from './rowShape.ts';

/** The condition of a `/$filter(...)` segment (URL Conventions 4.01, 4.12). */
export function bindFilterSegment(
  type: EntityType,
  condition: Expression,
  { options, context }: { readonly options: readonly QueryOption[]; readonly context: BindContext },
): TypedExpression {
  return bindFilter(condition, expressionScope(entityShape(type), options, context));
}
