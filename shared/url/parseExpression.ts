import { readExpression } from './expression/readExpression.ts';
import { parseWhole } from './query/parseWhole.ts';
import type { Expression } from './syntax/syntaxTree.ts';

/** Parses a decoded expression that stands on its own (URL Conventions 4.01, 5.1.1); 400 when it is not one. */
export function parseExpression(text: string): Expression {
  return parseWhole(text, { name: 'The expression', innerCode: 'invalidQueryOption' }, readExpression);
}
