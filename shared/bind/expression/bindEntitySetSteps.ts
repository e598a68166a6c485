import type { EntityType } from '../../edm/entityType.ts';
import { junction } from '../../expression/junction.ts';
import type { EntitySetAggregate, TypedExpression } from '../../expression/typedExpression.ts';
import type { PathStep, QueryOption } from '../../url/syntax/syntaxTree.ts';
import { bindCondition } from './bindOperator.ts';
import { bindSearch } from './bindSearch.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';
import { isIdentityCast } from '../bound/qualifiedName.ts';
import { entityShape } from '../bound/rowShape.ts';

function aggregateOf(
  entityType: EntityType,
  aggregate: EntitySetAggregate['aggregate'],
  conditions: readonly TypedExpression[],
): EntitySetAggregate {
  const type = aggregate === 'count' ? 'Edm.Int64' : 'Edm.Boolean';
  const base = { kind: 'entitySet', type, aggregate, entityType } as const;
  return conditions.length === 0 ? base : { ...base, condition: junction('and', conditions) };
}

function bindLambda(
  entityType: EntityType,
  { quantifier, variable, condition }: Extract<PathStep, { readonly step: 'lambda' }>,
  scope: BindScope,
): EntitySetAggregate {
  if (variable === undefined || condition === undefined) return aggregateOf(entityType, quantifier, []);
  const variables = new Map([...scope.variables, [variable, entityShape(entityType)]]);
  return aggregateOf(entityType, quantifier, [bindCondition(condition, { ...scope, variables })]);
}

function optionCondition(option: QueryOption, scope: BindScope): TypedExpression {
  if (option.name === 'filter') return bindCondition(option.condition, scope);
  if (option.name === 'search') return bindSearch(option.search, scope.shape);
  throw unsupported(scope, `'$${option.name}' behind '/$count'`);
}

/**
 * any, all and `$count` over an entity set that the singleton leads to (URL Conventions 4.01, 4.8 and 5.1.1.13). Their
 * conditions see the entities of the set and nothing else.
 */
export function bindEntitySetSteps(
  entityType: EntityType,
  steps: readonly PathStep[],
  scope: BindScope,
  at: number,
): TypedExpression {
  // `$it` stays what the request addresses, whose properties the entities of the set cannot see (5.1.1.14.4).
  const within = { ...scope, shape: entityShape(entityType), variables: new Map([['$it', scope.shape]]) };
  const conditions: TypedExpression[] = [];
  for (const step of steps) {
    if (step.step === 'name' && step.arguments === undefined && isIdentityCast(step.name, entityType)) continue;
    if (step.step === 'filter') {
      conditions.push(bindCondition(step.condition, within));
      continue;
    }
    if (step.step === 'count') {
      const further = (step.options ?? []).map((option) => optionCondition(option, within));
      return aggregateOf(entityType, 'count', [...conditions, ...further]);
    }
    if (step.step === 'lambda' && conditions.length === 0) return bindLambda(entityType, step, scope);
    throw invalid(scope, `'${entityType.name}' is followed by any, all or $count`, step.at);
  }
  throw invalid(scope, `the collection '${entityType.name}' is no value; use any, all or $count`, at);
}
