import { readArguments } from './readArguments.ts';
import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readIdentifier, readQualifiedName } from '../syntax/readIdentifier.ts';
import type { Path, PathStep } from '../syntax/syntaxTree.ts';

/** What `/$count(...)` takes in an expression (ABNF expandCountOption). */
const countOptions: ReadonlySet<string> = new Set(['filter', 'search']);

/** Reads `@Namespace.Term#Qualifier` (ABNF annotationInQuery). */
export function readAnnotation(cursor: Cursor): PathStep {
  const start = cursor.position;
  cursor.expect(characters.at);
  readQualifiedName(cursor, 'the name of an annotation');
  if (cursor.accept(characters.hash)) {
    readIdentifier(cursor, 'the qualifier of an annotation');
  }
  return { step: 'annotation', at: cursor.node(start), name: cursor.text.slice(start + 1, cursor.position) };
}

/** Reads `(condition)` of a filter step (ABNF filterExpr). */
export function readCondition(cursor: Cursor): PathStep & { step: 'filter' } {
  const at = cursor.node(cursor.position);
  cursor.enter();
  cursor.expect(characters.open);
  cursor.skipBlanks();
  const condition = cursor.grammar.expression(cursor);
  cursor.close();
  cursor.leave();
  return { step: 'filter', at, condition };
}

/** Reads `(variable:condition)`; `any` may have nothing in it (ABNF anyExpr, allExpr). */
function readLambda(cursor: Cursor, quantifier: 'any' | 'all', start: number): PathStep {
  const at = cursor.node(start);
  cursor.enter();
  cursor.position++;
  cursor.skipBlanks();
  if (quantifier === 'any' && cursor.accept(characters.close)) {
    cursor.leave();
    return { step: 'lambda', at, quantifier };
  }
  const variable = readIdentifier(cursor, 'a lambda variable');
  cursor.skipBlanks();
  cursor.expect(characters.colon);
  cursor.skipBlanks();
  const condition = cursor.grammar.expression(cursor);
  cursor.close();
  cursor.leave();
  return { step: 'lambda', at, quantifier, variable, condition };
}

function readAggregate(cursor: Cursor, start: number): PathStep {
  const at = cursor.node(start);
  cursor.enter();
  cursor.position++;
  cursor.skipBlanks();
  const item = cursor.grammar.aggregation(cursor);
  cursor.close();
  cursor.leave();
  return { step: 'aggregate', at, item };
}

function readDollarStep(cursor: Cursor): PathStep {
  const start = cursor.position;
  cursor.position = identifierEnd(cursor.text, start + 1);
  const name = cursor.text.slice(start, cursor.position);
  if (name === '$filter') {
    return readCondition(cursor);
  }
  if (name !== '$count') {
    cursor.position = start;
    throw cursor.unexpected('a name, $count or $filter(...)');
  }
  const at = cursor.node(start);
  return cursor.next === characters.open
    ? { step: 'count', at, options: cursor.grammar.options(cursor, countOptions) }
    : { step: 'count', at };
}

/** The step that the name `name`, read from `start` on, begins; its arguments, if any, come next. */
export function readNameStep(cursor: Cursor, name: string, start: number): PathStep {
  const at = cursor.node(start);
  return cursor.next === characters.open
    ? { step: 'name', at, name, arguments: readArguments(cursor, cursor.grammar.expression, name) }
    : { step: 'name', at, name };
}

/** A key or an index as a segment of its own (ABNF keyPathSegments). */
function readKeySegment(cursor: Cursor): PathStep {
  const start = cursor.position;
  do {
    cursor.position++;
  } while (isDigit(cursor.next));
  return { step: 'name', at: cursor.node(start), name: cursor.text.slice(start, cursor.position) };
}

function readStep(cursor: Cursor): PathStep {
  const { next, position: start } = cursor;
  if (next === characters.at) {
    return readAnnotation(cursor);
  }
  if (next === characters.dollar) {
    return readDollarStep(cursor);
  }
  if (isDigit(next) || (next === characters.minus && isDigit(cursor.text.charCodeAt(start + 1)))) {
    return readKeySegment(cursor);
  }
  const name = readQualifiedName(cursor, 'a name behind "/"');
  if (cursor.next === characters.open) {
    const word = name.length <= 9 ? name.toLowerCase() : '';
    if (word === 'any' || word === 'all') {
      return readLambda(cursor, word, start);
    }
    if (name === 'aggregate') {
      return readAggregate(cursor, start);
    }
  }
  return readNameStep(cursor, name, start);
}

/** Reads `/step/step...` into `steps`; a count, lambda or aggregation ends the path (ABNF memberExpr). */
export function readSteps(cursor: Cursor, steps: PathStep[]): PathStep[] {
  while (cursor.accept(characters.slash)) {
    const step = readStep(cursor);
    steps.push(step);
    if (step.step === 'count' || step.step === 'lambda' || step.step === 'aggregate') {
      break;
    }
  }
  return steps;
}

const roots: ReadonlySet<string> = new Set(['$it', '$this', '$root', '$these']);

function isRoot(name: string): name is NonNullable<Path['root']> {
  return roots.has(name);
}

/** Reads a path that begins with `$it`, `$this`, `$root` or `$these`; the last two cannot stand alone. */
export function readRootedPath(cursor: Cursor): Path {
  const start = cursor.position;
  cursor.position = identifierEnd(cursor.text, start + 1);
  const root = cursor.text.slice(start, cursor.position);
  if (!isRoot(root)) {
    cursor.position = start;
    throw cursor.unexpected('a name, $it, $this or $root');
  }
  if ((root === '$root' || root === '$these') && cursor.next !== characters.slash) {
    throw cursor.unexpected('"/"');
  }
  return { kind: 'path', at: cursor.node(start), root, steps: readSteps(cursor, []) };
}
