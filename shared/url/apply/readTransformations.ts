import { nearestName } from '../../errors/nearestName.ts';
import { readAggregateItem } from './readAggregateItem.ts';
import { readArguments } from '../expression/readArguments.ts';
import { readAsAlias, readComputeItem } from './readAsAlias.ts';
import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readGroupBy } from './readGroupBy.ts';
import { readRelatives, readTraverse } from './readHierarchy.ts';
import { readQualifiedName } from '../syntax/readIdentifier.ts';
import { readOrderByItem } from '../expression/readOrderByItem.ts';
import { readPropertyPath } from '../expression/readPropertyPath.ts';
import { searchReaders } from '../expression/searchReaders.ts';
import type { Transformation } from '../syntax/syntaxTree.ts';

/** Reads what stands between the parentheses of a transformation. */
type TransformationReader = (cursor: Cursor, at: number) => Transformation;

function list<T>(cursor: Cursor, readItem: (cursor: Cursor) => T): T[] {
  const items: T[] = [];
  do {
    items.push(readItem(cursor));
  } while (cursor.acceptSpacedComma());
  return items;
}

/** A row for a transformation that is only checked: the service answers 501 for it. */
function other(name: string, check: (cursor: Cursor) => void): [string, TransformationReader] {
  return [
    name,
    (cursor, at) => {
      check(cursor);
      return { kind: 'other', at, name };
    },
  ];
}

function checkRanked(cursor: Cursor): void {
  if (list(cursor, cursor.grammar.expression).length !== 2) {
    throw cursor.unexpected('two expressions');
  }
}

function checkDigits(cursor: Cursor): void {
  if (!isDigit(cursor.next)) {
    throw cursor.unexpected('a number without sign');
  }
  while (isDigit(cursor.next)) {
    cursor.position++;
  }
}

function checkConcat(cursor: Cursor): void {
  if (list(cursor, cursor.grammar.transformations).length < 2) {
    throw cursor.unexpected('"," and a second sequence of transformations');
  }
}

function checkJoin(cursor: Cursor): void {
  readPropertyPath(cursor);
  readAsAlias(cursor);
  if (cursor.acceptSpacedComma()) {
    cursor.grammar.transformations(cursor);
  }
}

function checkNest(cursor: Cursor): void {
  list(cursor, (inner) => {
    inner.grammar.transformations(inner);
    readAsAlias(inner);
  });
}

function checkAddNested(cursor: Cursor): void {
  readPropertyPath(cursor);
  if (!cursor.acceptSpacedComma()) {
    throw cursor.unexpected('"," and transformations');
  }
  checkNest(cursor);
}

/** One row per transformation of Data Aggregation 4.0; their names are case-sensitive. */
const readers: ReadonlyMap<string, TransformationReader> = new Map<string, TransformationReader>([
  ['aggregate', (cursor, at) => ({ kind: 'aggregate', at, items: list(cursor, readAggregateItem) })],
  ['compute', (cursor, at) => ({ kind: 'compute', at, items: list(cursor, readComputeItem) })],
  ['filter', (cursor, at) => ({ kind: 'filter', at, condition: cursor.grammar.expression(cursor) })],
  ['groupby', readGroupBy],
  other('addnested', checkAddNested),
  other('ancestors', readRelatives),
  other('bottomcount', checkRanked),
  other('bottompercent', checkRanked),
  other('bottomsum', checkRanked),
  other('concat', checkConcat),
  other('descendants', readRelatives),
  other('join', checkJoin),
  other('nest', checkNest),
  other('orderby', (cursor) => list(cursor, readOrderByItem)),
  other('outerjoin', checkJoin),
  other('search', searchReaders.nested),
  other('skip', checkDigits),
  other('top', checkDigits),
  other('topcount', checkRanked),
  other('toppercent', checkRanked),
  other('topsum', checkRanked),
  other('traverse', readTraverse),
]);

const aggregated = new Set(['sum', 'min', 'max', 'average', 'avg', 'count', 'countdistinct']);

/** What somebody may have meant by a transformation that there is not, or what one looks like. */
function transformationHint(name: string): string {
  if (aggregated.has(name.toLowerCase())) return 'write aggregate(property with sum as name)';
  const near = nearestName(name, readers.keys());
  return near === undefined
    ? 'expected one such as filter(...) or groupby(...)'
    : `did you mean "${near}"? Names are case-sensitive`;
}

function readTransformation(cursor: Cursor): Transformation {
  const start = cursor.position;
  const name = readQualifiedName(cursor, 'a transformation');
  const at = cursor.node(start);
  if (name === 'identity') {
    return { kind: 'other', at, name };
  }
  if (name.includes('.')) {
    readArguments(cursor, cursor.grammar.expression);
    return { kind: 'other', at, name };
  }
  const reader = readers.get(name);
  if (reader === undefined) {
    throw cursor.invalid(`"${name}" is not a transformation; ${transformationHint(name)}`, start);
  }
  cursor.enter();
  cursor.expect(characters.open);
  cursor.skipBlanks();
  const transformation = reader(cursor, at);
  cursor.close();
  cursor.leave();
  return transformation;
}

/** Reads transformations joined by slashes (Data Aggregation 4.0 ABNF applyExpr). */
export function readTransformations(cursor: Cursor): Transformation[] {
  const transformations: Transformation[] = [];
  do {
    transformations.push(readTransformation(cursor));
  } while (cursor.accept(characters.slash));
  return transformations;
}
