import type { BindContext } from '../bind/expression/bindContext.ts';
import { bindFilter, expressionScope } from '../bind/expression/bindExpression.ts';
import { ODataError } from '../errors/odataError.ts';
import { compilePredicate } from '../expression/compileExpression.ts';
import { isJsonObject, RawNumber, type JsonValue } from '../json/jsonValue.ts';
import { readJsonInTurns, type TakeTurn } from '../json/readJson.ts';
import { limits } from '../url/syntax/limits.ts';
import { parseExpression } from '../url/parseExpression.ts';
import type { Literal, QueryOption } from '../url/syntax/syntaxTree.ts';
import { succeeded, type Answered, type WholeResponse } from './contract/answered.ts';
import { failedDependency } from './contract/answers.ts';

/** Literals, which are passed over, and references: `$<id>`, then what of the answer is meant. */
const references = /'(?:[^']|'')*'|\$([\w.~-]+)((?:\/[$@\w.-]+)*)/g;

type Find = (id: string) => Answered | 'in this group' | undefined;

function invalid(problem: string): ODataError {
  return new ODataError('invalidRequest', `The condition of the request is not valid: ${problem}.`, { target: 'if' });
}

/** A value of an answer as an operand of a condition. */
function literal(value: JsonValue | undefined, reference: string): Literal {
  const operand = (form: Literal['form'], text: string): Literal => ({ kind: 'literal', form, text, at: 0 });
  if (value === undefined || value === null) return operand('null', 'null');
  if (typeof value === 'string') return operand('string', value);
  if (typeof value === 'boolean') return operand('boolean', String(value));
  if (typeof value === 'bigint') return operand('integer', value.toString());
  if (value instanceof RawNumber) return operand(/e/i.test(value.text) ? 'double' : 'decimal', value.text);
  throw invalid(`'${reference}' is not a single value`);
}

/** Bodies that were read: many conditions may look at one answer. */
const bodies = new WeakMap<WholeResponse, JsonValue>();

/** True for an answer whose body is JSON. */
function isJson({ headers, body }: WholeResponse): boolean {
  return typeof body === 'string' && /^application\/json/i.test(headers['Content-Type'] ?? '');
}

/** Reads the bodies of the answers that a condition refers to. */
async function readBodies(condition: string, find: Find, takeTurn: TakeTurn): Promise<void> {
  for (const [, id, path] of condition.matchAll(references)) {
    const answered = id === undefined || path === '/$succeeded' ? undefined : find(id);
    if (typeof answered !== 'object' || !isJson(answered.response) || bodies.has(answered.response)) continue;
    const { body } = answered.response;
    if (typeof body === 'string') bodies.set(answered.response, await readJsonInTurns(body, takeTurn));
  }
}

/** The value a path leads to in the body of an answer; null where there is none. */
function valueOf({ response }: Answered, path: readonly string[]): JsonValue | undefined {
  const { body } = response;
  if (typeof body !== 'string') return undefined;
  if (!isJson(response)) return body;
  let value = bodies.get(response);
  // Without a path the value of a property stands for its answer (Protocol 4.01, 11.7.6).
  for (const name of path.length === 0 ? ['value'] : path) {
    value = isJsonObject(value) ? value[name] : undefined;
  }
  return value;
}

function operandOf(id: string, path: string, find: Find): Literal {
  const reference = `$${id}${path}`;
  const answered = find(id);
  if (answered === undefined) throw invalid(`no request before it has the identifier of '${reference}'`);
  // Requests of one group succeed together or not at all, so that whoever is carried out after another may rely on it.
  if (path === '/$succeeded') return literal(answered === 'in this group' || succeeded(answered), reference);
  if (answered !== 'in this group') return literal(valueOf(answered, path.split('/').slice(1)), reference);
  throw invalid(`'${reference}' has no answer before the whole atomicity group is carried out`);
}

/**
 * A condition whose references are parameter aliases, and what they stand for. A value never becomes part of the text: it
 * may be of any length, and is no syntax whatever is in it.
 */
function withOperands(condition: string, find: Find): { readonly text: string; readonly options: QueryOption[] } {
  let prefix = 'answer';
  while (condition.includes(`@${prefix}`)) prefix += '_';
  const options: QueryOption[] = [];
  const names = new Map<string, string>();
  const text = condition.replace(references, (whole: string, id?: string, path?: string) => {
    if (id === undefined) return whole;
    const known = names.get(whole);
    if (known !== undefined) return known;
    const alias = `${prefix}${names.size}`;
    options.push({ name: 'alias', alias, value: operandOf(id, path ?? '', find), at: 0 });
    names.set(whole, `@${alias}`);
    return `@${alias}`;
  });
  return { text, options };
}

/**
 * Evaluates the member `if` of a request: a Boolean URL expression in which `$<id>/$succeeded`, `$<id>` and `$<id>/<path>`
 * stand for what became of earlier requests (JSON Format 4.01, 19.1). Throws a 424 when it is not true, a 400 when it is
 * no such expression.
 */
export async function checkCondition(condition: string, find: Find, context: BindContext): Promise<void> {
  if (condition.length > limits.length) throw invalid(`it is longer than ${limits.length} characters`);
  await readBodies(condition, find, (units) => context.meter.takeTurn(units));
  const { text, options } = withOperands(condition, find);
  const holds = await context.meter.atOnce(() => {
    const scope = expressionScope({ label: 'the batch', columns: new Map() }, options, context, 'if');
    return compilePredicate(bindFilter(parseExpression(text.trim()), scope), context.meter)({});
  });
  if (!holds) throw failedDependency('its condition is not true');
}
