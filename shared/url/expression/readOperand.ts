import { quoteHint } from './quoteHint.ts';
import { readAlias } from './readArguments.ts';
import { readCall } from './readCall.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, isIdentifierAt, readQualifiedName } from '../syntax/readIdentifier.ts';
import { readArray, readObject } from '../literal/readJsonString.ts';
import { readPlainLiteral, wordLiteral } from '../literal/readLiteral.ts';
import { readAnnotation, readNameStep, readRootedPath, readSteps } from './readSteps.ts';
import type { Expression } from '../syntax/syntaxTree.ts';

/** `@name` is a parameter alias, `@Namespace.Term` and `@term#Qualifier` are annotations. */
function readAt(cursor: Cursor): Expression {
  const start = cursor.position;
  const behind = cursor.text.charCodeAt(identifierEnd(cursor.text, start + 1));
  if (behind === characters.dot || behind === characters.hash) {
    const at = cursor.base + start;
    return { kind: 'path', at, steps: readSteps(cursor, [readAnnotation(cursor)]) };
  }
  const alias = readAlias(cursor);
  return cursor.next === characters.slash
    ? { kind: 'path', at: alias.at, alias: alias.name, steps: readSteps(cursor, []) }
    : alias;
}

function readNamed(cursor: Cursor): Expression {
  const start = cursor.position;
  const word = readQualifiedName(cursor);
  const literal = wordLiteral(cursor, word, start);
  if (literal !== undefined) {
    return literal;
  }
  const call = cursor.next === characters.open ? readCall(cursor, word, start) : undefined;
  if (call !== undefined) {
    return call;
  }
  const first = readNameStep(cursor, word, start);
  return { kind: 'path', at: first.at, steps: readSteps(cursor, [first]) };
}

/** What to write instead of what no operand begins with, in parentheses behind what is wanted; else empty. */
function operandHint(cursor: Cursor): string {
  return cursor.text.startsWith('!', cursor.position) ? ' (for "!" write not)' : quoteHint(cursor);
}

/** An array or object may have blanks before it (ABNF begin-array, begin-object). */
function skipToBracket(cursor: Cursor): void {
  const start = cursor.position;
  cursor.skipBlanks();
  if (cursor.next !== characters.openBracket && cursor.next !== characters.openBrace) {
    cursor.position = start;
  }
}

/** Reads a literal, alias, path, function call, array or object: what operators stand between (ABNF commonExpr). */
export function readOperand(cursor: Cursor): Expression {
  const literal = readPlainLiteral(cursor);
  if (literal !== undefined) {
    return literal;
  }
  skipToBracket(cursor);
  switch (cursor.next) {
    case characters.at:
      return readAt(cursor);
    case characters.dollar:
      return readRootedPath(cursor);
    case characters.openBracket:
      return readArray(cursor);
    case characters.openBrace:
      return readObject(cursor);
    default:
      if (!isIdentifierAt(cursor.text, cursor.position)) {
        throw cursor.unexpected(`a property, a literal or a function${operandHint(cursor)}`);
      }
      return readNamed(cursor);
  }
}
