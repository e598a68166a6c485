import { characters } from '../syntax/characters.ts';
import { canonicalFunctions } from './canonicalFunctions.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readQualifiedName } from '../syntax/readIdentifier.ts';
import type { Expression, Path } from '../syntax/syntaxTree.ts';

type CallReader = (cursor: Cursor, name: string, at: number) => Expression;

/** The type at the position, ended by blanks and the closing parenthesis; undefined, and nothing read, when there is none. */
function readLastType(cursor: Cursor): Path | undefined {
  const { text, position: start } = cursor;
  const collection = text.startsWith('Collection(', start) ? start + 11 : start;
  if (identifierEnd(text, collection) === collection) {
    return undefined;
  }
  cursor.position = collection;
  readQualifiedName(cursor);
  if (collection === start || cursor.accept(characters.close)) {
    const name = text.slice(start, cursor.position);
    cursor.skipBlanks();
    if (cursor.next === characters.close) {
      return { kind: 'path', at: cursor.base + start, steps: [{ step: 'name', at: cursor.node(start), name }] };
    }
  }
  cursor.position = start;
  return undefined;
}

/** `cast(value,Type)`, `isof(Type)` and so on (ABNF castExpr, isofExpr). */
function readTyped(cursor: Cursor, name: string, at: number): Expression {
  const only = readLastType(cursor);
  if (only !== undefined) {
    return { kind: 'call', at, name, arguments: [only] };
  }
  const value = cursor.grammar.expression(cursor);
  if (!cursor.acceptSpacedComma()) {
    throw cursor.unexpected('"," and a type');
  }
  const type = readLastType(cursor);
  if (type === undefined) {
    throw cursor.unexpected('a type such as Edm.String');
  }
  return { kind: 'call', at, name, arguments: [value, type] };
}

/** `case(condition:value,...)` (ABNF caseMethodCallExpr). */
function readCase(cursor: Cursor, _name: string, at: number): Expression {
  const branches: { when: Expression; then: Expression }[] = [];
  do {
    const when = cursor.grammar.expression(cursor);
    cursor.skipBlanks();
    cursor.expect(characters.colon);
    cursor.skipBlanks();
    branches.push({ when, then: cursor.grammar.expression(cursor) });
  } while (cursor.acceptSpacedComma());
  return { kind: 'case', at, branches };
}

function readCanonical(cursor: Cursor, name: string, at: number): Expression {
  const [least, greatest] = canonicalFunctions.get(name.toLowerCase()) ?? [0, 0];
  const list: Expression[] = [];
  if (cursor.next !== characters.close) {
    do {
      list.push(cursor.grammar.expression(cursor));
    } while (cursor.acceptSpacedComma());
  }
  const end = cursor.position;
  cursor.skipBlanks();
  if (cursor.next !== characters.close) {
    cursor.position = end;
    throw cursor.unexpectedBehind('"," or ")"');
  }
  if (list.length < least || list.length > greatest) {
    const wanted = least === greatest ? `${least}` : `${least} or ${greatest}`;
    throw cursor.invalid(`${name} takes ${wanted} arguments, not ${list.length}`, at - cursor.base);
  }
  return { kind: 'call', at, name, arguments: list };
}

const readers: ReadonlyMap<string, CallReader> = new Map<string, CallReader>([
  ['case', readCase],
  ['cast', readTyped],
  ['isof', readTyped],
  ...[...canonicalFunctions.keys()].map((name): [string, CallReader] => [name, readCanonical]),
]);

/** Reads the call of a canonical function `name`, case ignored; undefined, and nothing read, for any other name. */
export function readCall(cursor: Cursor, name: string, start: number): Expression | undefined {
  const reader = readers.get(name) ?? readers.get(name.toLowerCase());
  if (reader === undefined) {
    return undefined;
  }
  const at = cursor.node(start);
  cursor.enter();
  cursor.expect(characters.open);
  cursor.skipBlanks();
  const call = reader(cursor, name, at);
  cursor.close();
  cursor.leave();
  return call;
}
