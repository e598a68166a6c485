import type { ValueTypeName } from '../../edm/edmValue.ts';
import { isNumeric } from '../../expression/values/convert.ts';
import { fold } from '../../expression/fold.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { isCollection, type ParameterType, type Signature } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { valueType } from '../../expression/values/valueType.ts';
import { constantFromText } from './bindLiteral.ts';
import { invalid, type BindScope } from './bindScope.ts';
import { castTo } from './castTo.ts';

/** The argument as a value of the parameter's type without any conversion. */
function exactly(argument: TypedExpression, parameter: ParameterType): TypedExpression | undefined {
  const { type } = argument;
  const fits = parameter === 'Collection' ? isCollection(type) : type === parameter;
  return fits || type === 'null' ? argument : undefined;
}

/** The same with numeric promotion, and with string constants read as dates, durations and so on. */
function converted(argument: TypedExpression, parameter: ParameterType, meter: Meter): TypedExpression | undefined {
  const exact = exactly(argument, parameter);
  const { type } = argument;
  if (exact !== undefined || parameter === 'Collection' || type === 'null' || isCollection(type)) return exact;
  if (isNumeric(type) && isNumeric(parameter)) {
    const [from, to] = [valueType(type), valueType(parameter)];
    if ((from.rank ?? 0) > (to.rank ?? 0)) return undefined;
    return from.range !== undefined && to.range !== undefined ? argument : castTo(argument, parameter, meter);
  }
  const isText = argument.kind === 'constant' && type === 'Edm.String';
  return isText && !isNumeric(parameter) ? constantFromText(argument.value as string, parameter) : undefined;
}

function fitted(
  { parameters }: Signature,
  list: readonly TypedExpression[],
  fit: typeof converted,
  meter: Meter,
): readonly TypedExpression[] | undefined {
  if (parameters.length !== list.length) return undefined;
  const result = list.flatMap((argument, index) => fit(argument, parameters[index] ?? 'Collection', meter) ?? []);
  const collections = new Set(result.map(({ type }) => type).filter(isCollection));
  return result.length === list.length && collections.size <= 1 ? result : undefined;
}

function resultType({ result }: Signature, list: readonly TypedExpression[]): ValueTypeName {
  if (result !== 'Collection') return result;
  return list.map(({ type }) => type).find(isCollection) ?? 'null';
}

function signatureList(name: string, signatures: readonly Signature[]): string {
  return signatures.map(({ parameters }) => `${name}(${parameters.join(',')})`).join(', ');
}

/**
 * Chooses the overload of a function or operator for the arguments: first one that takes them as they are, then one that
 * takes them after numeric promotion. Throws 400 that lists the overloads when there is none.
 */
export function bindOverload(
  name: string,
  signatures: readonly Signature[],
  list: readonly TypedExpression[],
  scope: BindScope,
  at: number,
): TypedExpression {
  const { meter } = scope.context;
  for (const fit of [exactly, converted]) {
    for (const candidate of signatures) {
      const fittedArguments = fitted(candidate, list, fit, meter);
      if (fittedArguments === undefined) continue;
      const type = resultType(candidate, fittedArguments);
      const { evaluate, cost } = candidate;
      const call = { kind: 'call', type, name, evaluate, arguments: fittedArguments } as const;
      return fold(cost === undefined ? call : { ...call, cost }, meter);
    }
  }
  const given = list.map(({ type }) => type).join(',');
  throw invalid(scope, `'${name}' does not take (${given}); it takes ${signatureList(name, signatures)}`, at);
}
