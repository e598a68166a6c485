import { isCollection, itemType } from '../../expression/functions/signature.ts';
import type { TypedExpression, Variable } from '../../expression/typedExpression.ts';
import type { BindScope, LambdaVariable } from './bindScope.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** Values have no properties, so a bare name means nothing. */
const values: RowShape = { label: 'an item of the collection', columns: new Map() };

/** A variable that stands for the items of the collection, in a slot that none around it has. */
export function itemVariable(collection: TypedExpression, { variables }: Pick<BindScope, 'variables'>): Variable {
  const type = isCollection(collection.type) ? itemType(collection.type) : 'null';
  const taken = [...variables.values()].map((each) => ('slot' in each ? each.slot : -1));
  return { kind: 'variable', type, slot: Math.max(-1, ...taken) + 1 };
}

/**
 * The scope of a condition on the items of a collection of values: `$this` is the item, and `$it` what the request
 * addresses, which is the item itself where the request addresses the collection (URL Conventions 4.01, 5.1.1.14.4 and
 * 5.1.1.14.6).
 */
export function itemScope(
  item: Variable,
  scope: BindScope,
  it: LambdaVariable = scope.variables.get('$it') ?? scope.shape,
): BindScope {
  const variables = new Map([...scope.variables, ['$it', it] as const, ['$this', item] as const]);
  return { ...scope, shape: values, variables };
}
