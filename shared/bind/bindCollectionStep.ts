import { isCollection, itemType } from '../expression/signature.ts';
import type { TypedExpression, Variable } from '../expression/typedExpression.ts';
import type { Expression, PathStep, QueryOption } from '../url/syntaxTree.ts';
import { bindCondition } from './bindOperator.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';

type LambdaStep = Extract<PathStep, { readonly step: 'lambda' }>;

/** A variable that stands for the items of the collection, in a slot of its own. */
export function itemVariable(collection: TypedExpression, scope: BindScope): Variable {
  const type = isCollection(collection.type) ? itemType(collection.type) : 'null';
  return { kind: 'variable', type, slot: scope.variables.size };
}

function bindLambda(collection: TypedExpression, step: LambdaStep, scope: BindScope): TypedExpression {
  const { quantifier: kind, variable, condition, at } = step;
  const item = itemVariable(collection, scope);
  const base = { kind, type: 'Edm.Boolean', collection, slot: item.slot } as const;
  if (variable === undefined || condition === undefined) return base;
  if (scope.variables.has(variable)) throw invalid(scope, `the lambda variable '${variable}' is already in use`, at);
  const inner = { ...scope, variables: new Map([...scope.variables, [variable, item]]) };
  return { ...base, condition: bindCondition(condition, inner) };
}

/** The condition in `/$count($filter=...)`; `$this` is the item. */
function countCondition(options: readonly QueryOption[], scope: BindScope): Expression | undefined {
  let condition: Expression | undefined;
  for (const option of options) {
    if (option.name !== 'filter') throw unsupported(scope, `'$${option.name}' for a collection of values`);
    if (condition !== undefined) throw invalid(scope, "'$filter' is given more than once", option.at);
    condition = option.condition;
  }
  return condition;
}

function bindCount(collection: TypedExpression, condition: Expression | undefined, scope: BindScope): TypedExpression {
  const item = itemVariable(collection, scope);
  const base = { kind: 'count', type: 'Edm.Int64', collection, slot: item.slot } as const;
  if (condition === undefined) return base;
  const variables = new Map([...scope.variables, ['$this', item] as const, ['$it', item] as const]);
  return { ...base, condition: bindCondition(condition, { ...scope, variables }) };
}

/**
 * What stands behind a collection of values: any, all, `$count`, `$filter(...)/$count`
 * (URL Conventions 4.01, 4.8, 4.12 and 5.1.1.13).
 */
export function bindCollectionStep(
  collection: TypedExpression,
  steps: readonly PathStep[],
  scope: BindScope,
): TypedExpression {
  const [step, next] = steps;
  if (step?.step === 'lambda') return bindLambda(collection, step, scope);
  if (step?.step === 'count') return bindCount(collection, countCondition(step.options ?? [], scope), scope);
  if (step?.step === 'filter' && next?.step === 'count' && next.options === undefined) {
    return bindCount(collection, step.condition, scope);
  }
  throw invalid(scope, 'a collection is followed by any, all or $count', step?.at);
}
