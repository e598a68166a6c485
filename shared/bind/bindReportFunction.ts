import { dateType } from '../edm/dateType.ts';
import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import type { Argument, Expression, QueryOption } from '../url/syntaxTree.ts';
import type { BindContext } from './bindContext.ts';
import { aliasValue, withoutAlias } from './parameterAlias.ts';
import type { ReportArguments, Resource } from './resource.ts';

type Parameter = keyof ReportArguments;

/** How each parameter is written, and how its text is checked. */
const parameters: Readonly<
  Record<Parameter, { readonly example: string; readonly isValid: (text: string) => boolean }>
> = {
  period: { example: "'D7', 'D30', 'D90' or 'D180'", isValid: (text) => /^D(?:7|30|90|180)$/.test(text) },
  date: { example: '2024-01-31', isValid: (text) => dateType.fromText(text) !== undefined },
};

function invalid(name: string, problem: string, target: string): ODataError {
  return new ODataError('invalidParameterFormat', `The function '${name}' ${problem}`, { target });
}

/** How the function is called, for messages. */
function usage({ name, parameters: allowed }: NonNullable<EntityType['reportFunction']>): string {
  return allowed
    .map((parameter) => `${name}(${parameter}=${parameters[parameter].example.split(',')[0] ?? ''})`)
    .join(' or ');
}

function argumentText(name: string, parameter: Parameter, value: Expression): string {
  const { example, isValid } = parameters[parameter];
  if (value.kind === 'literal' && (value.form === 'string' || value.form === parameter) && isValid(value.text)) {
    return value.text;
  }
  throw invalid(name, `takes for '${parameter}' a value such as ${example}.`, parameter);
}

/** A parameter passed as query option `@period='D7'` or `period='D7'` (Protocol 4.01, 11.5.4.1.3). */
function implicitValue(parameter: Parameter, options: readonly QueryOption[]): Expression | undefined {
  const isAssigned = options.some((option) => option.name === 'alias' && option.alias === parameter);
  if (isAssigned) return withoutAlias(aliasValue(parameter, options), options);
  for (const option of options) {
    if (option.name !== 'custom' || option.option !== parameter) continue;
    const quoted = /^'(.*)'$/.exec(option.value);
    return { kind: 'literal', form: 'string', text: quoted?.[1] ?? option.value, at: option.at };
  }
  return undefined;
}

/**
 * A report function of Microsoft Graph below `reports`: `getX(period='D7')`; undefined when there is none of that name.
 * Throws 400 `invalidParameterFormat` unless exactly one of its parameters is given, well formed.
 */
export function bindReportFunction(
  name: string,
  given: readonly Argument[] | undefined,
  { options, context }: { readonly options: readonly QueryOption[]; readonly context: BindContext },
): Resource | undefined {
  const type = context.model.find((candidate) => candidate.reportFunction?.name === name);
  if (type?.reportFunction === undefined) return undefined;
  const allowed = type.reportFunction.parameters;
  const found: [Parameter, string][] = [];
  for (const { name: written, value } of given ?? []) {
    const parameter = allowed.find((candidate) => candidate === written);
    if (parameter === undefined) {
      const problem = written === undefined ? 'takes its parameter by name' : `has no parameter '${written}'`;
      throw invalid(name, `${problem}; call it as ${usage(type.reportFunction)}.`, written ?? name);
    }
    found.push([parameter, argumentText(name, parameter, withoutAlias(value, options))]);
  }
  for (const parameter of found.length === 0 ? allowed : []) {
    const value = implicitValue(parameter, options);
    if (value !== undefined) found.push([parameter, argumentText(name, parameter, value)]);
  }
  if (found.length !== 1) {
    throw invalid(name, `needs exactly one parameter; call it as ${usage(type.reportFunction)}.`, name);
  }
  return { kind: 'reportFunction', type, arguments: Object.fromEntries(found) };
}
