/** What other languages write, and what OData has for it (URL Conventions 4.01, 5.1.1.1 and 5.1.4). */
const operators: Readonly<Record<string, string>> = {
  '==': 'eq',
  '===': 'eq',
  '=': 'eq',
  '!=': 'ne',
  '!==': 'ne',
  '<>': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '=>': 'ge',
  '=<': 'le',
  '=~': 'contains(property,value)',
  '~': 'contains(property,value)',
  ':': 'eq',
  '?': 'case(condition:value,true:other)',
  '&&': 'and',
  '&': 'and',
  '||': 'or',
  '|': 'or',
  xor: 'ne between conditions in parentheses',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  plus: 'add',
  minus: 'sub',
  times: 'mul',
  descending: 'desc',
  ascending: 'asc',
  down: 'desc',
  up: 'asc',
  reverse: 'desc',
  nulls: 'asc or desc alone, null is less than any value',
  gte: 'ge',
  lte: 'le',
  neq: 'ne',
  greater: 'gt',
  less: 'lt',
  not: 'not before the whole condition, in parentheses',
  notin: 'not before the whole condition, in parentheses',
  between: 'property ge low and property le high',
  like: 'contains(property,value)',
  matches: 'contains(property,value)',
  contains: 'contains(property,value)',
  includes: 'contains(property,value)',
  startswith: 'startswith(property,value)',
  endswith: 'endswith(property,value)',
  is: 'eq',
  equals: 'eq',
  isnot: 'ne',
  any: 'in',
};

const word = /^\s*([a-z]+|[=!<>&|+*/%?:~-]+)(?![a-z])/i;

/** What a text may go on with that is no operator of another language, and what would be right; the first that fits counts. */
const others: readonly (readonly [begins: RegExp, right: string])[] = [
  [/^,\d{3}(?!\d)/, 'the digits of a number are not grouped'],
  [/^\s*[,;]/, 'conditions are joined by and, values of a list stand in parentheses, in (1,2)'],
  [/^(?:[/.]\d+[/.]\d|\.\d{4}(?!\w))/, 'a date is written 2024-01-31'],
  [/^ {3}[^ ]/, 'a + in an address is a blank; for "+" write add'],
  [/^\s+$/, 'a blank at the end is left out; for "&" write and'],
];

/** What to write instead of what a text goes on with where an operator may stand, when it is of another language. */
export function operatorHint(text: string): string | undefined {
  const beginning = text.slice(0, 40);
  const other = others.find(([begins]) => begins.test(beginning));
  if (other !== undefined) return other[1];
  const [, operator = ''] = word.exec(beginning) ?? [];
  const key = operator.toLowerCase();
  const right = Object.hasOwn(operators, key) ? operators[key] : undefined;
  return right === undefined ? undefined : `for "${operator}" write ${right}`;
}
