import { dateType } from '../../edm/dateType.ts';
import type { ReportFunction } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Argument, Expression, QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { BindContext } from '../expression/bindContext.ts';
import { aliasValue, withoutAlias } from '../expression/parameterAlias.ts';
import type { ReportArguments, Resource } from '../bound/resource.ts';

type Parameter = keyof ReportArguments;

/** How each parameter is written: its kind of literal, and the values it may have with examples of them. */
interface Accepted {
  readonly examples: readonly string[];
  readonly isValid: (text: string) => boolean;
}

function oneOf(texts: readonly string[]): Accepted {
  return { examples: texts.map((text) => `'${text}'`), isValid: (text) => texts.includes(text) };
}

const date: Accepted = { examples: ['2024-01-31'], isValid: (text) => dateType.fromText(text) !== undefined };

/** What each parameter of a function takes; a period is checked against the version that is asked for. */
function accepted(
  { parameters, periods, versions }: ReportFunction,
  version?: string,
): ReadonlyMap<Parameter, Accepted> {
  const ofVersion = version === undefined ? periods : (versions?.[version] ?? periods);
  const rows: readonly (readonly [Parameter, Accepted])[] = [
    ['period', oneOf(ofVersion)],
    ['date', date],
  ];
  return new Map<Parameter, Accepted>([
    ...rows.filter(([name]) => parameters.some((parameter) => parameter === name)),
    ...(versions === undefined ? [] : [['version', oneOf(Object.keys(versions))] as const]),
  ]);
}

function invalid(name: string, problem: string, target: string): ODataError {
  return new ODataError('invalidParameterFormat', `The function '${name}' ${problem}`, { target });
}

/** How the function is called, for messages. */
function usage(called: ReportFunction): string {
  const { name, parameters } = called;
  if (parameters.length === 0) return `${name}()`;
  const values = accepted(called);
  return parameters
    .map((parameter) => `${name}(${parameter}=${values.get(parameter)?.examples[0] ?? ''})`)
    .join(' or ');
}

function enumerated(examples: readonly string[]): string {
  return examples.length < 2 ? examples.join() : `${examples.slice(0, -1).join(', ')} or ${examples.at(-1) ?? ''}`;
}

function argumentText(name: string, parameter: Parameter, value: Expression, { examples, isValid }: Accepted): string {
  if (value.kind === 'literal' && (value.form === 'string' || value.form === parameter) && isValid(value.text)) {
    return value.text;
  }
  throw invalid(name, `takes for '${parameter}' a value such as ${enumerated(examples)}.`, parameter);
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

/** The parameters that are given: in parentheses or, when there are none, as query options. */
function givenValues(
  called: ReportFunction,
  given: readonly Argument[],
  options: readonly QueryOption[],
): ReadonlyMap<Parameter, Expression> {
  const known = [...accepted(called).keys()];
  const found = new Map<Parameter, Expression>();
  for (const { name: written, value } of given) {
    const parameter = known.find((candidate) => candidate === written);
    if (parameter === undefined) {
      const problem = written === undefined ? 'takes its parameter by name' : `has no parameter '${written}'`;
      throw invalid(called.name, `${problem}; call it as ${usage(called)}.`, written ?? called.name);
    }
    if (found.has(parameter)) throw invalid(called.name, `has '${parameter}' twice; give it once.`, parameter);
    found.set(parameter, withoutAlias(value, options));
  }
  if (found.size > 0) return found;
  for (const parameter of known) {
    const value = implicitValue(parameter, options);
    if (value !== undefined) found.set(parameter, value);
  }
  return found;
}

/**
 * A report function of Microsoft Graph below `reports`: `getX(period='D7')`; undefined when there is none of that name.
 * Throws 400 `invalidParameterFormat` unless exactly one of its parameters `period` and `date` is given, well formed; a
 * report that has neither takes none.
 */
export function bindReportFunction(
  name: string,
  given: readonly Argument[] | undefined,
  { options, context }: { readonly options: readonly QueryOption[]; readonly context: BindContext },
): Resource | undefined {
  const type = context.model.find((candidate) => candidate.reportFunction?.name === name);
  const called = type?.reportFunction;
  if (type === undefined || called === undefined) return undefined;
  if (context.awaitsBody === true) return { kind: 'reportFunction', type, arguments: {}, filters: [] };
  const values = givenValues(called, given ?? [], options);
  const texts: Partial<Record<Parameter, string>> = {};
  // The version comes first: which periods there are depends on it.
  for (const parameter of ['version', 'period', 'date'] as const) {
    const value = values.get(parameter);
    const right = accepted(called, texts.version).get(parameter);
    if (value !== undefined && right !== undefined) texts[parameter] = argumentText(name, parameter, value, right);
  }
  const chosen = Number(texts.period !== undefined) + Number(texts.date !== undefined);
  if (called.parameters.length > 0 && chosen !== 1) {
    throw invalid(name, `needs exactly one parameter; call it as ${usage(called)}.`, name);
  }
  return { kind: 'reportFunction', type, arguments: texts, filters: [] };
}
