import { canonicalFunctions } from '../expression/canonicalFunctions.ts';
import { operatorHint } from '../syntax/operatorHint.ts';

/** What may stand behind what was read, and what separates the names of a list elsewhere. */
interface Ending {
  readonly expected: string;
  /** What is left over where a comma was meant (ABNF select, orderby). */
  readonly separated?: RegExp;
}

const whole: Ending = { expected: 'the end of the whole number' };
const alone: Ending = { expected: 'the end' };

/** By what is read, in lower case; of anything else an expression may go on. */
const endings: Readonly<Record<string, Ending>> = {
  $select: { expected: 'the end or a comma', separated: /^\s*[;|]|^\s+\w/ },
  $orderby: { expected: 'the end, a comma, an operator, asc or desc', separated: /^\s*[;|]|^\s+\w+(?:\s|$)/ },
  $expand: { expected: 'the end or a comma' },
  $top: whole,
  $skip: whole,
  $index: whole,
  $count: alone,
  $levels: alone,
  $apply: { expected: 'the end or a "/" before another transformation' },
  'the path': { expected: 'the end of the segment, "(" or "/"' },
};
const expression: Ending = { expected: 'the end or an operator' };

const isList = /^\$(?:select|expand)$|^the path$/;
const direction = /(?:^|,)\s*(?:asc|desc)$/i;

/** What to write instead of what is left over of a text; undefined where it tells nothing. */
function hintOf(option: string, before: string, rest: string, separated: RegExp | undefined): string | undefined {
  if (before.endsWith("'") && /^\w/.test(rest)) return "a single quote within a string is written twice, ''";
  if (option === 'the path' && /^v\d$/.test(before)) return 'the path begins behind /v1.0/';
  if (option === '$orderby' && direction.test(before)) return 'asc and desc stand behind the property';
  const called = before.slice(Math.max(...[' ', '(', ','].map((mark) => before.lastIndexOf(mark))) + 1);
  if (/^-?P(?:\d|T\d)/.test(called) && rest.startsWith('.')) return "a duration is written duration'PT1H30M'";
  if (canonicalFunctions.has(called.toLowerCase()) && /^\s+\S/.test(rest))
    return `what ${called} takes stands in parentheses`;
  // A word of another language is told as such before it is taken for a name.
  const hint = isList.test(option) || /^\s*[;|]/.test(rest) ? undefined : operatorHint(rest);
  if (hint === undefined && separated?.test(rest) === true) return 'names are separated by commas';
  return isList.test(option) ? undefined : (hint ?? operatorHint(rest));
}

/**
 * What was expected where a text goes on though all was read that it may be, with what to write instead: for an operator of
 * another language, a quotation mark within a string, a separator.
 *
 * @param name what the text is of, such as `$filter`
 */
export function leftOver(name: string, text: string, position: number): string {
  const option = name.toLowerCase();
  const { expected, separated } = Object.hasOwn(endings, option) ? (endings[option] ?? expression) : expression;
  const hint = hintOf(option, text.slice(0, position), text.slice(position, position + 40), separated);
  return hint === undefined ? expected : `${expected} (${hint})`;
}
