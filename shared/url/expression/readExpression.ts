import { characters, isBlank, isLetter } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readPlainLiteral } from '../literal/readLiteral.ts';
import { readOperand } from './readOperand.ts';
import { operatorOf, primaryPrecedence, type Operator } from './operator.ts';
import { isEnumValue } from '../literal/readPrefixed.ts';
import type { Expression } from '../syntax/syntaxTree.ts';

const longestOperator = 5;

/** The operator behind the blanks at the position, and where it ends; nothing is read. */
function peekOperator(cursor: Cursor): { operator: Operator; start: number; end: number } | undefined {
  const { text, position } = cursor;
  if (!isBlank(text.charCodeAt(position))) {
    return undefined;
  }
  let start = position + 1;
  while (isBlank(text.charCodeAt(start))) {
    start++;
  }
  let end = start;
  while (end - start <= longestOperator && isLetter(text.charCodeAt(end))) {
    end++;
  }
  const operator =
    isBlank(text.charCodeAt(end)) || end === text.length ? operatorOf(text.slice(start, end)) : undefined;
  return operator && { operator, start, end };
}

const onlyItems = 'a list in parentheses holds literals and parameter aliases only';

/** What a list in parentheses may hold: an alias stands for its value (URL Conventions 4.01, 5.3). */
function isItem({ kind }: Expression): boolean {
  return kind === 'literal' || kind === 'alias';
}

/** The right side of `in`: literals in parentheses, or one expression (ABNF listExpr). */
function readMembers(cursor: Cursor): Expression {
  const open = cursor.position;
  if (cursor.next === characters.openBrace) throw cursor.unexpected('values in parentheses, in (1,2)');
  if (!cursor.accept(characters.open)) return readUnary(cursor);
  const at = cursor.node(open);
  const items: Expression[] = [];
  cursor.enter();
  cursor.skipBlanks();
  if (cursor.next !== characters.close) {
    do {
      const start = cursor.position;
      const item = readExpression(cursor);
      if (items.length > 0 && !isItem(item)) {
        throw cursor.invalid(onlyItems, start);
      }
      items.push(item);
    } while (cursor.acceptSpacedComma());
  }
  cursor.close();
  cursor.leave();
  const [first] = items;
  if (first === undefined || isItem(first)) {
    return { kind: 'list', at, items };
  }
  if (items.length > 1) {
    throw cursor.invalid(onlyItems, first.at - cursor.base);
  }
  return first;
}

/** The right side of `has`: an enumeration literal, with or without its type (ABNF hasExpr). */
function readFlags(cursor: Cursor): Expression {
  const start = cursor.position;
  const value = readUnary(cursor);
  if (value.kind === 'literal' && (value.form === 'enum' || (value.form === 'string' && isEnumValue(value.text)))) {
    return value;
  }
  throw cursor.invalid("expected an enumeration literal such as 'Red' behind has", start);
}

function readRight(cursor: Cursor, operator: Operator): Expression {
  switch (operator.name) {
    case 'in':
      return readMembers(cursor);
    case 'has':
      return readFlags(cursor);
    default:
      return readBinary(cursor, operator.precedence + 1);
  }
}

/** `not` as an operator; directly before a parenthesis it is a leniency, Graph's own examples write it that way. */
function isNot(cursor: Cursor): boolean {
  const { text, position } = cursor;
  const behind = text.charCodeAt(position + 3);
  return (
    (text.charCodeAt(position) | 0x20) === 0x6e &&
    (isBlank(behind) || behind === characters.open) &&
    text.slice(position, position + 3).toLowerCase() === 'not'
  );
}

function readPrefixOperator(cursor: Cursor, operator: 'not' | 'negate', length: number): Expression {
  const at = cursor.node(cursor.position);
  cursor.enter();
  cursor.position += length;
  cursor.skipBlanks();
  const operand = readBinary(cursor, primaryPrecedence);
  cursor.leave();
  return { kind: 'unary', at, operator, operand };
}

function readParenthesised(cursor: Cursor): Expression {
  cursor.enter();
  cursor.position++;
  cursor.skipBlanks();
  const expression = readBinary(cursor, 1);
  if (expression.kind === 'literal' && cursor.next === characters.comma)
    throw cursor.unexpected('")" (several values stand behind in, as in (1,2), or in an array, [1,2])');
  cursor.close();
  cursor.leave();
  return expression;
}

function readUnary(cursor: Cursor): Expression {
  if (cursor.next === characters.open) {
    return readParenthesised(cursor);
  }
  if (isNot(cursor)) {
    return readPrefixOperator(cursor, 'not', 3);
  }
  if (cursor.next === characters.minus) {
    return readPlainLiteral(cursor) ?? readPrefixOperator(cursor, 'negate', 1);
  }
  return readOperand(cursor);
}

/** Precedence climbing: operators of one level are read in a loop, so that long chains cost no stack. */
function readBinary(cursor: Cursor, least: number): Expression {
  let left = readUnary(cursor);
  for (;;) {
    const found = peekOperator(cursor);
    if (found === undefined || found.operator.precedence < least) {
      return left;
    }
    cursor.position = found.end;
    cursor.skipBlanks();
    const at = cursor.node(found.start);
    left = { kind: 'binary', at, operator: found.operator.name, left, right: readRight(cursor, found.operator) };
  }
}

/** Reads an expression as far as it goes (ABNF commonExpr; precedence by URL Conventions 4.01, 5.1.1.17). */
export function readExpression(cursor: Cursor): Expression {
  return readBinary(cursor, 1);
}
