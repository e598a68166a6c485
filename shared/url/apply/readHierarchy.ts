import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readIdentifier, readQualifiedName } from '../syntax/readIdentifier.ts';
import { readOrderByItem } from '../expression/readOrderByItem.ts';
import { readRootedPath } from '../expression/readSteps.ts';
import { readPropertyPath } from '../expression/readPropertyPath.ts';

/** Transformations whose output is part of their input (Data Aggregation 4.0 ABNF preservingTrafo). */
const preserving: ReadonlySet<string> = new Set([
  'ancestors',
  'bottomcount',
  'bottompercent',
  'bottomsum',
  'descendants',
  'filter',
  'identity',
  'orderby',
  'search',
  'skip',
  'top',
  'topcount',
  'toppercent',
  'topsum',
  'traverse',
]);

function requireComma(cursor: Cursor): void {
  if (!cursor.acceptSpacedComma()) {
    throw cursor.unexpected('","');
  }
}

function readPreserving(cursor: Cursor): void {
  const start = cursor.position;
  for (const transformation of cursor.grammar.transformations(cursor)) {
    const name = transformation.kind === 'other' ? transformation.name : transformation.kind;
    if (!preserving.has(name) && !name.includes('.')) {
      throw cursor.invalid(`${name} cannot stand here, it does not keep the instances it is given`, start);
    }
  }
}

/** Nodes, qualifier of the hierarchy and path of the node identifier (ABNF recHierReference). */
export function readHierarchy(cursor: Cursor): void {
  const start = cursor.position;
  if (readRootedPath(cursor).root !== '$root') {
    throw cursor.invalid('expected a path that begins with $root', start);
  }
  requireComma(cursor);
  readIdentifier(cursor, 'the qualifier of a hierarchy');
  requireComma(cursor);
  readPropertyPath(cursor);
}

/** Reads the arguments of `rolluprecursive`. */
export function readRollupRecursive(cursor: Cursor): void {
  readHierarchy(cursor);
  if (cursor.acceptSpacedComma()) {
    readPreserving(cursor);
  }
}

const keepStart = 'keep start';

/** Reads the arguments of `ancestors` and `descendants`. */
export function readRelatives(cursor: Cursor): void {
  readHierarchy(cursor);
  requireComma(cursor);
  readPreserving(cursor);
  let comma = cursor.acceptSpacedComma();
  if (comma && !isDigit(cursor.next) && !cursor.text.startsWith(keepStart, cursor.position)) {
    readPreserving(cursor);
    comma = cursor.acceptSpacedComma();
  }
  if (comma && isDigit(cursor.next)) {
    while (isDigit(cursor.next)) {
      cursor.position++;
    }
    comma = cursor.acceptSpacedComma();
  }
  if (!comma) {
    return;
  }
  if (!cursor.text.startsWith(keepStart, cursor.position)) {
    throw cursor.unexpected(`"${keepStart}"`);
  }
  cursor.position += keepStart.length;
}

/** True when a transformation, and not an expression to sort by, begins at the position. */
function isTransformationAt(cursor: Cursor): boolean {
  const start = cursor.position;
  if (identifierEnd(cursor.text, start) === start) {
    return false;
  }
  const name = readQualifiedName(cursor);
  const isCall = cursor.next === characters.open;
  cursor.position = start;
  return name === 'identity' || (isCall && (preserving.has(name) || name.includes('.')));
}

/** Reads the arguments of `traverse`. */
export function readTraverse(cursor: Cursor): void {
  readHierarchy(cursor);
  requireComma(cursor);
  const start = cursor.position;
  const order = readIdentifier(cursor, 'preorder or postorder');
  if (order !== 'preorder' && order !== 'postorder') {
    throw cursor.invalid('expected preorder or postorder', start);
  }
  let comma = cursor.acceptSpacedComma();
  if (comma && isTransformationAt(cursor)) {
    readPreserving(cursor);
    comma = cursor.acceptSpacedComma();
  }
  while (comma) {
    readOrderByItem(cursor);
    comma = cursor.acceptSpacedComma();
  }
}
