import { characters, isBlank } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readQuoted } from '../literal/readQuoted.ts';
import type { SearchExpression } from '../syntax/syntaxTree.ts';

/** Reads `$search`; a nested one ends at a semicolon, which at the top is a character of a word. */
type Words = (cursor: Cursor) => SearchExpression;

function wordEnd(cursor: Cursor, nested: boolean): number {
  const { text } = cursor;
  let end = cursor.position;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const stops =
      isBlank(code) ||
      code === characters.open ||
      code === characters.close ||
      code === characters.doubleQuote ||
      (nested && code === characters.semicolon);
    if (stops) {
      break;
    }
  }
  return end;
}

function readPhrase(cursor: Cursor): SearchExpression {
  const start = cursor.position;
  const end = cursor.text.indexOf('"', start + 1);
  if (end < 0) {
    throw cursor.invalid('the phrase that begins here has no closing "', start);
  }
  if (end === start + 1) {
    throw cursor.invalid('a phrase cannot be empty', start);
  }
  cursor.position = end + 1;
  return { kind: 'term', at: cursor.node(start), text: cursor.text.slice(start + 1, end), phrase: true };
}

/** True when an operand begins at the position. */
function isOperandAt(text: string, position: number, nested: boolean): boolean {
  const code = text.charCodeAt(position);
  return position < text.length && code !== characters.close && !(nested && code === characters.semicolon);
}

/** The position behind the word and the blanks behind it; 0 unless an operand follows: then the word is an operator. */
function operatorEnd(cursor: Cursor, word: string, start: number, nested: boolean): number {
  const { text } = cursor;
  let position = start + word.length;
  if (!text.startsWith(word, start) || !isBlank(text.charCodeAt(position))) {
    return 0;
  }
  while (isBlank(text.charCodeAt(position))) {
    position++;
  }
  return isOperandAt(text, position, nested) ? position : 0;
}

function readTerm(cursor: Cursor, nested: boolean): SearchExpression {
  const start = cursor.position;
  if (cursor.next === characters.doubleQuote) {
    return readPhrase(cursor);
  }
  const end = wordEnd(cursor, nested);
  if (end === start || cursor.next === characters.quote) {
    throw cursor.unexpected('a word or a phrase');
  }
  cursor.position = end;
  return { kind: 'term', at: cursor.node(start), text: cursor.text.slice(start, end), phrase: false };
}

function readOperand(cursor: Cursor, nested: boolean): SearchExpression {
  const start = cursor.position;
  const behindNot = operatorEnd(cursor, 'NOT', start, nested);
  if (behindNot === 0 && cursor.next !== characters.open) {
    return readTerm(cursor, nested);
  }
  cursor.enter();
  let result: SearchExpression;
  if (behindNot > 0) {
    const at = cursor.node(start);
    cursor.position = behindNot;
    result = { kind: 'not', at, operand: readOperand(cursor, nested) };
  } else {
    cursor.position++;
    cursor.skipBlanks();
    result = readOr(cursor, nested);
    cursor.close();
  }
  cursor.leave();
  return result;
}

/** The position of what follows the blanks at the position, when an operand can be there; else 0. */
function nextOperand(cursor: Cursor, nested: boolean): number {
  let { position } = cursor;
  if (!isBlank(cursor.next)) {
    return 0;
  }
  while (isBlank(cursor.text.charCodeAt(position))) {
    position++;
  }
  return isOperandAt(cursor.text, position, nested) ? position : 0;
}

function readAnd(cursor: Cursor, nested: boolean): SearchExpression {
  let left = readOperand(cursor, nested);
  for (;;) {
    const start = nextOperand(cursor, nested);
    if (start === 0 || operatorEnd(cursor, 'OR', start, nested) > 0) {
      return left;
    }
    cursor.position = operatorEnd(cursor, 'AND', start, nested) || start;
    const at = cursor.node(start);
    left = { kind: 'and', at, left, right: readOperand(cursor, nested) };
  }
}

function readOr(cursor: Cursor, nested: boolean): SearchExpression {
  let left = readAnd(cursor, nested);
  for (;;) {
    const start = nextOperand(cursor, nested);
    if (start === 0) {
      return left;
    }
    cursor.position = operatorEnd(cursor, 'OR', start, nested);
    const at = cursor.node(start);
    left = { kind: 'or', at, left, right: readAnd(cursor, nested) };
  }
}

/** What a user has typed so far, in single quotes, to be searched for as it is (ABNF searchExpr-incomplete). */
function readIncomplete(cursor: Cursor): SearchExpression {
  const start = cursor.position;
  return { kind: 'term', at: cursor.node(start), text: readQuoted(cursor), phrase: true };
}

function reader(nested: boolean): Words {
  return (cursor) => {
    cursor.skipBlanks();
    return cursor.next === characters.quote ? readIncomplete(cursor) : readOr(cursor, nested);
  };
}

/** The two readers of a search expression: NOT binds tighter than AND, AND than OR; blanks mean AND (5.1.7). */
export const searchReaders = {
  /** The value of a query option of the URL, decoded: a semicolon, which was encoded, is a character like others. */
  top: reader(false),
  /** Inside parentheses, where a semicolon ends the option. */
  nested: reader(true),
};
