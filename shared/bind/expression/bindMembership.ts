import type { EdmTypeName, EdmValue, ValueTypeName } from '../../edm/edmValue.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant, nullConstant } from '../../expression/constant.ts';
import { fold } from '../../expression/fold.ts';
import { junction } from '../../expression/junction.ts';
import { isCollection, itemType } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Expression } from '../../url/syntax/syntaxTree.ts';
import { bindValue } from './bindValue.ts';
import { constantFromText } from './bindLiteral.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';
import { comparable } from './comparable.ts';
import { described } from './described.ts';
import { withoutAlias } from './parameterAlias.ts';

/** The items of a list or JSON array, each of one type with the operand. */
function inItems(operand: TypedExpression, items: readonly Expression[], scope: BindScope): TypedExpression {
  const { meter } = scope.context;
  const pairs = items.map((item) => comparable(operand, bindValue(item, scope), scope, item.at));
  if (operand.type === 'Edm.Binary' || isCollection(operand.type)) {
    throw unsupported(scope, `'in' for ${described(operand)}`);
  }
  const keepsOperand = pairs.every(([left]) => left === operand);
  if (!keepsOperand)
    return junction(
      'or',
      pairs.map((pair) => comparison('eq', ...pair, meter)),
    );
  return fold({ kind: 'in', type: 'Edm.Boolean', operand, items: pairs.map(([, item]) => item) }, meter);
}

/** A string constant as a value of the type. */
function textAs(operand: TypedExpression, type: EdmTypeName): TypedExpression | undefined {
  const isText = operand.kind === 'constant' && operand.type === 'Edm.String';
  return isText ? constantFromText(operand.value as string, type) : undefined;
}

/** What stands to the right of `in`. One alias in parentheses may be a collection: then `(@a)` is `@a` (ABNF parenExpr). */
function membersOf(right: Expression, scope: BindScope): Expression {
  const members = withoutAlias(right, scope.options);
  if (members.kind !== 'list') return members;
  const values = members.items.map((item) => withoutAlias(item, scope.options));
  const other = values.findIndex(({ kind }) => kind !== 'literal');
  const item = members.items[other];
  if (item === undefined) return members;
  if (values.length > 1) throw invalid(scope, 'a parameter alias in a list stands for one literal', item.at);
  return values[other]?.kind === 'array' ? values[other] : item;
}

/** `operand in (1,2)`, `operand in ["a","b"]` or `operand in collection` (URL Conventions 4.01, 5.1.1.1.11). */
export function bindMembership(
  operand: TypedExpression,
  right: Expression,
  scope: BindScope,
  at: number,
): TypedExpression {
  const members = membersOf(right, scope);
  if (members.kind === 'list' || members.kind === 'array') return inItems(operand, members.items, scope);
  const collection = bindValue(members, scope);
  if (!isCollection(collection.type)) {
    throw invalid(
      scope,
      `'in' needs a list such as (1,2) or a collection on its right, not ${described(collection)}`,
      at,
    );
  }
  const type = itemType(collection.type);
  const item = operand.type === type || operand.type === 'null' ? operand : textAs(operand, type);
  if (item === undefined) {
    throw invalid(scope, `${described(operand)} cannot be an item of ${described(collection)}`, at);
  }
  return fold({ kind: 'inCollection', type: 'Edm.Boolean', operand: item, collection }, scope.context.meter);
}

/** The one type of the items, null left out; undefined when they have several. */
function commonType(items: readonly TypedExpression[]): EdmTypeName | undefined {
  const types = new Set<ValueTypeName>(items.map(({ type }) => type).filter((type) => type !== 'null'));
  const [only, ...others] = types;
  if (others.length > 0 || only === undefined || only === 'null' || isCollection(only)) return undefined;
  return only;
}

/** A JSON array as a value: a collection of one type (URL Conventions 4.01, 5.1.1.14.2). */
export function bindArray(items: readonly Expression[], scope: BindScope, at: number): TypedExpression {
  const bound = items.map((item) => scope.bind(item, scope));
  const type = bound.length === 0 ? 'Edm.String' : commonType(bound);
  if (type === undefined) throw invalid(scope, 'the items of a collection must be values of one type', at);
  const values: readonly EdmValue[] = bound.map((item) => (item.kind === 'constant' ? item : nullConstant).value);
  if (bound.every((item) => item.kind === 'constant')) return constant(`Collection(${type})`, values as EdmValue);
  return { kind: 'collection', type: `Collection(${type})`, items: bound };
}
