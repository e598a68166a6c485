import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readRollupRecursive } from './readHierarchy.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';
import { readPropertyPath } from '../expression/readPropertyPath.ts';
import type { GroupByItem, Path, Transformation } from '../syntax/syntaxTree.ts';

function readPaths(cursor: Cursor): Path[] {
  const paths: Path[] = [];
  do {
    paths.push(readPropertyPath(cursor));
  } while (cursor.acceptSpacedComma());
  return paths;
}

/** One element; undefined for `rolluprecursive`, which the tree has no node for. */
function readElement(cursor: Cursor): GroupByItem | undefined {
  const { text, position: start } = cursor;
  const end = identifierEnd(text, start);
  const name = text.charCodeAt(end) === characters.open ? text.slice(start, end) : '';
  const at = cursor.node(start);
  if (name !== 'rollup' && name !== 'rolluprecursive') {
    return { kind: 'property', at, path: readPropertyPath(cursor) };
  }
  cursor.position = end + 1;
  cursor.skipBlanks();
  if (name === 'rolluprecursive') {
    readRollupRecursive(cursor);
    cursor.close();
    return undefined;
  }
  const items = readPaths(cursor);
  cursor.close();
  return { kind: 'rollup', at, items };
}

/** Reads the arguments of `groupby` (Data Aggregation 4.0 ABNF groupbyTrafo). */
export function readGroupBy(cursor: Cursor, at: number): Transformation {
  const elements: (GroupByItem | undefined)[] = [];
  if (!cursor.accept(characters.open)) throw cursor.unexpected('"(" before the properties, groupby((property))');
  cursor.skipBlanks();
  do {
    elements.push(readElement(cursor));
  } while (cursor.acceptSpacedComma());
  cursor.close();
  const apply = cursor.acceptSpacedComma() ? cursor.grammar.transformations(cursor) : undefined;
  const items = elements.filter((element) => element !== undefined);
  if (items.length < elements.length) {
    return { kind: 'other', at, name: 'rolluprecursive' };
  }
  return apply === undefined ? { kind: 'groupby', at, items } : { kind: 'groupby', at, items, apply };
}
