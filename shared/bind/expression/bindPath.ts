import { canonicalFunctions } from '../../expression/functions/canonicalFunctions.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { functionHint } from '../../url/syntax/functionHint.ts';
import type { Path, PathStep } from '../../url/syntax/syntaxTree.ts';
import { bindCollectionStep } from './bindCollectionStep.ts';
import { bindEntitySetSteps } from './bindEntitySetSteps.ts';
import { invalid, unsupported, type BindScope, type LambdaVariable } from './bindScope.ts';
import { described } from './described.ts';
import { nameHint } from './nameHint.ts';
import { isIdentityCast, qualifiedName } from '../bound/qualifiedName.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** Steps that are valid anywhere in OData and nowhere here, with what they are called. */
const unsupportedSteps: Partial<Record<PathStep['step'], string>> = {
  annotation: 'an annotation value',
  aggregate: "'aggregate' in an expression",
};

/** Names of functions that can be called, in lower case. */
const functions: readonly string[] = [...canonicalFunctions.keys(), 'case', 'cast', 'isof', 'now'];

/** The row a path stands for as a whole, `$it` or a lambda variable over entities; such a path has no value. */
export function wholeRow({ root, alias, steps }: Path, scope: BindScope): RowShape | undefined {
  if (alias !== undefined) return undefined;
  const [first, second] = steps;
  const name = first?.step === 'name' ? first.name : undefined;
  if (second !== undefined || (root === undefined) === (first === undefined)) return undefined;
  const variable = scope.variables.get(root ?? name ?? '');
  if (variable !== undefined) return 'columns' in variable ? variable : undefined;
  return root === '$it' || root === '$this' ? scope.shape : undefined;
}

function unknownName(name: string, shape: RowShape, scope: BindScope, at: number): Error {
  const { entityType } = shape;
  if (name.includes('.') && entityType !== undefined) {
    return invalid(scope, `'${shape.label}' is of the type ${qualifiedName(entityType.name)}, not of ${name}`, at);
  }
  if (shape.columns.size === 0 && shape.sets === undefined) {
    const it = scope.variables.get('$it');
    const isKnown = it !== undefined && 'columns' in it && it.columns.has(name);
    const hint = isKnown ? `write $it/${name} for the property of the entity` : 'write $this for the item';
    return invalid(scope, `'${name}' is no part of an item, which is a value without properties; ${hint}`, at);
  }
  return invalid(scope, `'${shape.label}' has no property '${name}'; ${nameHint(name, shape)}`, at);
}

/** What may stand behind a value: nothing behind a single one, any, all, $count or $filter behind a collection. */
function bindRest(value: TypedExpression, rest: readonly PathStep[], scope: BindScope): TypedExpression {
  const [next] = rest;
  if (next === undefined) return value;
  const what = unsupportedSteps[next.step];
  if (what !== undefined) throw unsupported(scope, what);
  if (!isCollection(value.type)) {
    throw invalid(scope, `${described(value)} is a single value, so nothing can follow it`, next.at);
  }
  return bindCollectionStep(value, rest, scope);
}

/** A path relative to a row: casts that change nothing, then a property. */
function bindInRow(shape: RowShape, steps: readonly PathStep[], scope: BindScope, at: number): TypedExpression {
  const [first, ...rest] = steps;
  if (first === undefined) throw invalid(scope, `a whole '${shape.label}' is no value; name one of its properties`, at);
  if (first.step !== 'name') {
    const what = unsupportedSteps[first.step];
    if (what !== undefined) throw unsupported(scope, what);
    throw invalid(scope, `'${shape.label}' is no collection`, first.at);
  }
  if (first.arguments !== undefined) {
    const hint = functionHint(first.name, functions);
    const problem = hint === undefined ? ' with these parameters' : `; ${hint}`;
    throw invalid(scope, `there is no function '${first.name}'${problem}`, first.at);
  }
  if (shape.entityType !== undefined && isIdentityCast(first.name, shape.entityType)) {
    return bindInRow(shape, rest, scope, at);
  }
  const column = shape.columns.get(first.name);
  if (column !== undefined) return bindRest(column, rest, scope);
  const set = shape.sets?.find(({ name }) => name === first.name);
  if (set !== undefined) {
    // A condition on entities that leads to a further set could not be evaluated row by row.
    if (scope.variables.size > 0) throw unsupported(scope, `an entity set ('${set.name}') in a condition on entities`);
    return bindEntitySetSteps(set, rest, scope, first.at);
  }
  throw unknownName(first.name, shape, scope, first.at);
}

function bindVariable(
  variable: LambdaVariable,
  steps: readonly PathStep[],
  scope: BindScope,
  at: number,
): TypedExpression {
  return 'columns' in variable ? bindInRow(variable, steps, scope, at) : bindRest(variable, steps, scope);
}

/** Binds a path expression (URL Conventions 4.01, 5.1.1.15); throws 400 for an unknown name. */
export function bindPath({ root, alias, steps, at }: Path, scope: BindScope): TypedExpression {
  if (alias !== undefined) throw unsupported(scope, 'a path behind a parameter alias');
  if (root === '$root' || root === '$these') throw unsupported(scope, `'${root}'`);
  const item = root === undefined ? undefined : scope.variables.get(root);
  if (item !== undefined) return bindVariable(item, steps, scope, at);
  if (root !== undefined) return bindInRow(scope.shape, steps, scope, at);
  const [first, ...rest] = steps;
  const variable =
    first?.step === 'name' && first.arguments === undefined ? scope.variables.get(first.name) : undefined;
  return variable === undefined ? bindInRow(scope.shape, steps, scope, at) : bindVariable(variable, rest, scope, at);
}
