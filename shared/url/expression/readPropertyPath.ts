import { nameQuoteHint } from './nameQuoteHint.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readQualifiedName } from '../syntax/readIdentifier.ts';
import { readAnnotation } from './readSteps.ts';
import type { Path, PathStep } from '../syntax/syntaxTree.ts';

/** Reads a property, type or annotation by name: one step of a path without arguments. */
export function readPropertyStep(cursor: Cursor): PathStep {
  if (cursor.next === characters.at) {
    return readAnnotation(cursor);
  }
  const start = cursor.position;
  return {
    step: 'name',
    at: cursor.node(start),
    name: readQualifiedName(cursor, `the name of a property${nameQuoteHint(cursor)}`),
  };
}

/** Reads a path of properties and types, without keys, counts and functions (Data Aggregation 4.0 ABNF snglPrimPath). */
export function readPropertyPath(cursor: Cursor): Path {
  const at = cursor.base + cursor.position;
  const steps = [readPropertyStep(cursor)];
  while (cursor.accept(characters.slash)) {
    steps.push(readPropertyStep(cursor));
  }
  return { kind: 'path', at, steps };
}
