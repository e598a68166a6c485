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
  '&&': 'and',
  '&': 'and',
  '||': 'or',
  '|': 'or',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  descending: 'desc',
  ascending: 'asc',
  down: 'desc',
  up: 'asc',
  gte: 'ge',
  lte: 'le',
  neq: 'ne',
  not: 'not before the whole condition, in parentheses',
  between: 'property ge low and property le high',
  like: 'contains(property,value)',
  contains: 'contains(property,value)',
  includes: 'contains(property,value)',
  startswith: 'startswith(property,value)',
  endswith: 'endswith(property,value)',
  is: 'eq',
  equals: 'eq',
};

const word = /^\s*([a-z]+|[=!<>&|+*/%-]+)(?![a-z])/i;

/** What to write instead of the operator a text begins with, when it is one of another language. */
export function operatorHint(text: string): string | undefined {
  const [, operator = ''] = word.exec(text.slice(0, 40)) ?? [];
  const key = operator.toLowerCase();
  const right = Object.hasOwn(operators, key) ? operators[key] : undefined;
  return right === undefined ? undefined : `for "${operator}" write ${right}`;
}
