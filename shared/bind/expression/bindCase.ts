import type { ValueTypeName } from '../../edm/edmValue.ts';
import { isNumeric, promoted } from '../../expression/values/convert.ts';
import { fold } from '../../expression/fold.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Expression } from '../../url/syntax/syntaxTree.ts';
import { bindCondition } from './bindOperator.ts';
import { unsupported, type BindScope } from './bindScope.ts';
import { castTo } from './castTo.ts';

/** The type that holds the results of all branches; undefined when there is none. */
function commonType(types: readonly ValueTypeName[]): ValueTypeName | undefined {
  let common: ValueTypeName = 'null';
  for (const type of types) {
    if (type === common || type === 'null') continue;
    if (common === 'null') common = type;
    else if (isCollection(type) || isCollection(common) || !isNumeric(type) || !isNumeric(common)) return undefined;
    else common = promoted(common, type);
  }
  return common;
}

/** Binds `case(condition:value,...)` (URL Conventions 4.01, 5.1.1.12.1); numeric results are promoted to one type. */
export function bindCase(
  { branches }: Extract<Expression, { readonly kind: 'case' }>,
  scope: BindScope,
): TypedExpression {
  const { meter } = scope.context;
  const bound = branches.map(({ when, then }) => ({ when: bindCondition(when, scope), then: scope.bind(then, scope) }));
  const type = commonType(bound.map(({ then }) => then.type));
  if (type === undefined) throw unsupported(scope, "'case' with results of different types");
  const toType = (then: TypedExpression): TypedExpression =>
    type === 'null' || isCollection(type) ? then : castTo(then, type, meter);
  return fold({ kind: 'case', type, branches: bound.map(({ when, then }) => ({ when, then: toType(then) })) }, meter);
}
