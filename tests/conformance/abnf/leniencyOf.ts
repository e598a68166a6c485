import { parseQueryOptions } from '../../../shared/url/query/parseQueryOptions.ts';
import type { AbnfCase, AbnfCaseFile } from './abnfCase.ts';

/** Why the parser accepts a case the grammar refuses. */
export interface Leniency {
  readonly reason: string;
  /** Names of the cases, as in the case file. */
  readonly cases: readonly string[];
  /** What the input must look like besides, where several cases share a name. */
  readonly pattern?: RegExp;
}

/** Leniencies towards real clients: named here, and in docs/conformance.md. */
const clients: readonly Leniency[] = [
  {
    reason: 'a raw "/" between the quotes of a key is taken as part of the key: clients do not encode it',
    cases: ['4.3 Addressing entities - single entity (wrong)'],
    pattern: /'[^'/]*\/[^']*'/,
  },
];

/**
 * Invalid only because of what the suite's model says a name is: with another kind of name in the same place the input
 * is valid, so no parser without a model can tell. The binder refuses these.
 */
const names: readonly Leniency[] = [
  {
    reason: 'a property where only a custom aggregate may stand: aggregate(Forecast) is valid',
    cases: ['aggregate - property requires method and alias', 'aggregate - property from requires with 2'],
  },
  {
    reason: 'a collection-valued path as an operand: Amount sub Cost is valid',
    cases: ['aggregate - forbidden arithmetic on collection'],
  },
  {
    reason: 'a primitive property in the middle of a path: Product/Category/Name is valid',
    cases: ['aggregate - groupby no two consecutive primitive properties'],
  },
  {
    reason: 'a single-valued property to join: join(Sales as Sale,identity) is valid',
    cases: ['aggregate - join with single-valued complex property'],
  },
];

const listed = [...clients, ...names];

/**
 * Names are interchangeable to a parser without a model: every capitalised word becomes `Name`. Words of the grammar
 * are in lower case, or in capitals throughout, and stay; so does text in quotes.
 */
function shape(input: string): string {
  return input.replace(/'[^']*'|(?<!\w)[A-Z]\w*[a-z]\w*/g, (word) => (/^(?:'|NaN$)/.test(word) ? word : 'Name'));
}

/** A custom option whose name the suite does not list; the grammar allows any. */
function hasUnlistedOption(each: AbnfCase, known: readonly string[]): boolean {
  if (each.rule !== 'queryOptions') {
    return false;
  }
  return parseQueryOptions(each.input).some((option) => option.name === 'custom' && !known.includes(option.option));
}

/**
 * The reason why the parser may accept an invalid case; undefined when there is none and the parser is wrong. The
 * case is listed above, has the shape of a valid case of the same rule, or a custom option of an unlisted name.
 */
export function leniencyOf(each: AbnfCase, file: AbnfCaseFile): string | undefined {
  const row = listed.find(({ cases, pattern }) => cases.includes(each.name) && pattern?.test(each.input) !== false);
  if (row !== undefined) {
    return row.reason;
  }
  const constraints = file.constraints[each.constraints ?? ''] ?? {};
  if (hasUnlistedOption(each, [...(constraints['customName'] ?? []), ...(constraints['parameterName'] ?? [])])) {
    return 'a custom query option of a name the suite does not list';
  }
  const twin = file.cases.find(
    (other) => other.failAt === null && other.rule === each.rule && shape(other.input) === shape(each.input),
  );
  return twin && `the valid case "${twin.name}" differs in names only`;
}
