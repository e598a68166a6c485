import type { EdmTypeName } from '../../edm/edmValue.ts';
import { canonicalFunctions, unsupportedFunctions } from '../../expression/functions/canonicalFunctions.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant, nullConstant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import { fromMilliseconds } from '../../edm/dateTimeOffset.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { isEdmTypeName } from '../../expression/values/valueType.ts';
import type { Call, Expression } from '../../url/syntax/syntaxTree.ts';
import { bindOverload } from './bindOverload.ts';
import { wholeRow } from './bindPath.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';
import { castTo } from './castTo.ts';
import { described } from './described.ts';
import { isIdentityCast } from '../bound/qualifiedName.ts';
import type { RowShape } from '../bound/rowShape.ts';

type Binder = (call: Call, scope: BindScope) => TypedExpression;

/** The type that stands as the last argument of `cast` and `isof`. */
function typeArgument(call: Call, scope: BindScope): string {
  const last = call.arguments.at(-1);
  const step = last?.kind === 'path' ? last.steps[0] : undefined;
  if (step?.step === 'name') return step.name;
  throw invalid(scope, `'${call.name}' needs a type such as Edm.String as its last argument`, call.at);
}

/** A primitive type an expression can be cast to; 501 for the other types of CSDL, 400 for what is no type. */
function primitiveType(call: Call, scope: BindScope): EdmTypeName {
  const name = typeArgument(call, scope);
  if (isEdmTypeName(name)) return name;
  if (/^Edm\.(?:Geo\w+|Stream|\w+Type|\w+Path)$|^Collection\(/.test(name)) {
    throw unsupported(scope, `'${call.name}' with the type ${name}`);
  }
  throw invalid(scope, `there is no type '${name}'; write one such as Edm.String or Edm.Int64`, call.at);
}

function bindOperand(operand: Expression, call: Call, scope: BindScope): TypedExpression {
  const bound = scope.bind(operand, scope);
  if (isCollection(bound.type)) throw unsupported(scope, `'${call.name}' of ${described(bound)}`);
  return bound;
}

/** The row that `isof(Type)`, `isof($it,Type)` and the like ask about. */
function rowOf(operand: Expression | undefined, scope: BindScope): RowShape | undefined {
  if (operand === undefined) return scope.shape;
  return operand.kind === 'path' ? wholeRow(operand, scope) : undefined;
}

const bindCast: Binder = (call, scope) => {
  const [operand] = call.arguments.length > 1 ? call.arguments : [];
  if (operand === undefined || rowOf(operand, scope) !== undefined) {
    throw unsupported(scope, "'cast' of a whole entity");
  }
  return castTo(bindOperand(operand, call, scope), primitiveType(call, scope), scope.context.meter);
};

/** Assignable means that the cast gives a value, or that there is none to cast (URL Conventions 4.01, 5.1.1.10.2). */
const bindIsOf: Binder = (call, scope) => {
  const [operand] = call.arguments.length > 1 ? call.arguments : [];
  const row = rowOf(operand, scope);
  if (operand === undefined || row !== undefined) {
    const entityType = row?.entityType;
    const isOfType = entityType !== undefined && isIdentityCast(typeArgument(call, scope), entityType);
    return constant('Edm.Boolean', isOfType);
  }
  const { meter } = scope.context;
  const bound = bindOperand(operand, call, scope);
  const cast = castTo(bound, primitiveType(call, scope), meter);
  return junction('or', [comparison('eq', bound, nullConstant, meter), comparison('ne', cast, nullConstant, meter)]);
};

/** Functions that are more than a table of overloads. */
const special: ReadonlyMap<string, Binder> = new Map([
  ['cast', bindCast],
  ['isof', bindIsOf],
  ['now', (_call, { context }) => constant('Edm.DateTimeOffset', fromMilliseconds(context.now))],
]);

/** Binds the call of a canonical function (URL Conventions 4.01, 5.1.1.4), whose name is taken irrespective of case. */
export function bindCall(call: Call, scope: BindScope): TypedExpression {
  const name = call.name.toLowerCase();
  const bindSpecial = special.get(name);
  if (bindSpecial !== undefined) return bindSpecial(call, scope);
  const reason = unsupportedFunctions.get(name);
  if (reason !== undefined) throw unsupported(scope, `'${call.name}' (${reason})`);
  const signatures = canonicalFunctions.get(name);
  if (signatures === undefined) throw unsupported(scope, `the function '${call.name}'`);
  const list = call.arguments.map((argument) => scope.bind(argument, scope));
  return bindOverload(name, signatures, list, scope, call.at);
}
