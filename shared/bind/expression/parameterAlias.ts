import { ODataError } from '../../errors/odataError.ts';
import type { Expression, Literal, QueryOption } from '../../url/syntax/syntaxTree.ts';

const nullLiteral: Literal = { kind: 'literal', form: 'null', text: 'null', at: 0 };

/**
 * The value of a parameter alias; null when the request assigns none (URL Conventions 4.01, 5.3).
 * Throws 400 when it is assigned more than once.
 */
export function aliasValue(name: string, options: readonly QueryOption[]): Expression {
  let value: Expression | undefined;
  for (const option of options) {
    if (option.name !== 'alias' || option.alias !== name) continue;
    if (value !== undefined) throw aliasAssignedTwice(name);
    value = option.value;
  }
  return value ?? nullLiteral;
}

/** The 400 of an alias that has two values. */
export function aliasAssignedTwice(name: string): ODataError {
  return new ODataError('invalidQueryOption', `The parameter alias '@${name}' is assigned more than once.`, {
    target: `@${name}`,
  });
}

/** The 400 of an alias whose value leads back to itself. */
export function cyclicAlias(name: string): ODataError {
  return new ODataError('invalidQueryOption', `The parameter alias '@${name}' is defined by itself.`, {
    target: `@${name}`,
  });
}

/** Follows aliases until something else is found; throws 400 for a cycle. */
export function withoutAlias(expression: Expression, options: readonly QueryOption[]): Expression {
  let current = expression;
  const seen = new Set<string>();
  while (current.kind === 'alias') {
    if (seen.has(current.name)) throw cyclicAlias(current.name);
    seen.add(current.name);
    current = aliasValue(current.name, options);
  }
  return current;
}
