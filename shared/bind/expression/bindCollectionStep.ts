import { junction } from '../../expression/junction.ts';
import type { TypedExpression, Variable } from '../../expression/typedExpression.ts';
import type { PathStep, QueryOption } from '../../url/syntax/syntaxTree.ts';
import { bindItemSearch } from './bindItemSearch.ts';
import { bindCondition } from './bindOperator.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';
import { itemScope, itemVariable } from './itemScope.ts';

type LambdaStep = Extract<PathStep, { readonly step: 'lambda' }>;

function bindLambda(collection: TypedExpression, step: LambdaStep, scope: BindScope): TypedExpression {
  const { quantifier: kind, variable, condition, at } = step;
  const item = itemVariable(collection, scope);
  const base = { kind, type: 'Edm.Boolean', collection, slot: item.slot } as const;
  if (variable === undefined || condition === undefined) return base;
  if (scope.variables.has(variable)) throw invalid(scope, `the lambda variable '${variable}' is already in use`, at);
  const inner = { ...scope, variables: new Map([...scope.variables, [variable, item]]) };
  return { ...base, condition: bindCondition(condition, inner) };
}

/** What the options in `/$count(...)` demand of an item. */
function optionConditions(options: readonly QueryOption[], item: Variable, scope: BindScope): TypedExpression[] {
  const seen = new Set<string>();
  return options.map((option) => {
    if (seen.has(option.name)) throw invalid(scope, `'$${option.name}' is given more than once`, option.at);
    seen.add(option.name);
    if (option.name === 'filter') return bindCondition(option.condition, itemScope(item, scope));
    if (option.name === 'search') return bindItemSearch(option.search, item);
    throw unsupported(scope, `'$${option.name}' for a collection of values`);
  });
}

function countOf(
  collection: TypedExpression,
  { slot }: Variable,
  conditions: readonly TypedExpression[],
): TypedExpression {
  const base = { kind: 'count', type: 'Edm.Int64', collection, slot } as const;
  return conditions.length === 0 ? base : { ...base, condition: junction('and', conditions) };
}

/**
 * What stands behind a collection of values: a lambda operator, `$count`, `$filter(...)/$count`
 * (URL Conventions 4.01, 4.8, 4.12 and 5.1.1.13).
 */
export function bindCollectionStep(
  collection: TypedExpression,
  steps: readonly PathStep[],
  scope: BindScope,
): TypedExpression {
  const [step, next] = steps;
  if (step?.step === 'lambda') return bindLambda(collection, step, scope);
  const item = itemVariable(collection, scope);
  if (step?.step === 'count') return countOf(collection, item, optionConditions(step.options ?? [], item, scope));
  if (step?.step === 'filter' && next?.step === 'count') {
    const filtered = bindCondition(step.condition, itemScope(item, scope));
    return countOf(collection, item, [filtered, ...optionConditions(next.options ?? [], item, scope)]);
  }
  throw invalid(scope, 'a collection is followed by any, all or $count', step?.at);
}
