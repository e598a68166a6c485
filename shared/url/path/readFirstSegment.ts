import { nearestName } from '../../errors/nearestName.ts';
import { readArguments, readPathValue } from '../expression/readArguments.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, isIdentifierAt, readIdentifier, readQualifiedName } from '../syntax/readIdentifier.ts';
import { readCondition } from '../expression/readSteps.ts';
import type { ResourceSegment } from '../syntax/syntaxTree.ts';

type Kind = ResourceSegment['segment'];
type Plain = Exclude<Kind, 'name' | 'key' | 'filter' | 'crossjoin'>;

/** Where a segment with a dollar sign may stand. */
export interface SegmentPlace {
  /** First in the path, and only there; else only behind another segment. */
  readonly first: boolean;
  /** The kinds that may come behind it; undefined for any that may stand behind another. */
  readonly followers?: readonly Kind[];
}

/** One row per dollar segment; a name may be followed by anything (ABNF odataRelativeUri, resourcePath). */
export const segmentPlaces: Readonly<Record<Exclude<Kind, 'name' | 'key'>, SegmentPlace>> = {
  metadata: { first: true, followers: [] },
  batch: { first: true, followers: [] },
  entity: { first: true, followers: ['name'] },
  all: { first: true, followers: ['name'] },
  crossjoin: { first: true, followers: ['query'] },
  count: { first: false, followers: [] },
  value: { first: false, followers: [] },
  ref: { first: false, followers: [] },
  query: { first: false, followers: [] },
  each: { first: false, followers: ['name'] },
  filter: { first: false },
};

/** Reads the key in parentheses that may stand directly behind a collection (ABNF filterInPath, functionCall: keyPredicate). */
export function readKeyBehind(cursor: Cursor): ResourceSegment | undefined {
  if (cursor.next !== characters.open) return undefined;
  const at = cursor.node(cursor.position);
  return { segment: 'key', at, arguments: readArguments(cursor, readPathValue) };
}

function isPlain(name: string): name is Plain {
  return Object.hasOwn(segmentPlaces, name) && name !== 'filter' && name !== 'crossjoin';
}

function readCrossjoin(cursor: Cursor, at: number): ResourceSegment {
  const sets: string[] = [];
  cursor.expect(characters.open);
  do {
    sets.push(readIdentifier(cursor, 'the name of an entity set'));
  } while (cursor.acceptComma());
  cursor.expect(characters.close);
  return { segment: 'crossjoin', at, sets };
}

/** What somebody may have meant by a segment with a dollar sign that there is not; else empty. */
function dollarHint(name: string): string {
  if (name === 'delta') return ' (for "$delta" write delta)';
  const near = nearestName(name, Object.keys(segmentPlaces));
  return near === undefined ? '' : ` (did you mean $${near}?)`;
}

function readDollarSegment(cursor: Cursor): ResourceSegment {
  const at = cursor.node(0);
  const end = identifierEnd(cursor.text, 1);
  const name = cursor.text.slice(1, end);
  if (isPlain(name)) {
    cursor.position = end;
    return { segment: name, at };
  }
  if (name !== 'filter' && name !== 'crossjoin') {
    throw cursor.unexpected(`a segment such as $count, $value or $metadata${dollarHint(name)}`);
  }
  cursor.position = end;
  return name === 'filter'
    ? { segment: 'filter', at, condition: readCondition(cursor).condition }
    : readCrossjoin(cursor, at);
}

/** Reads a whole segment that is not a name, such as a key with characters no name has. */
function takeWhole(cursor: Cursor): ResourceSegment {
  cursor.position = cursor.text.length;
  return { segment: 'name', at: cursor.node(0), name: cursor.text };
}

/** Reads the first segment of a path, which must be a name, a call or a dollar segment. */
export function readFirstSegment(cursor: Cursor): ResourceSegment {
  if (cursor.next === characters.dollar) {
    return readDollarSegment(cursor);
  }
  const behind = cursor.text === '' ? ' (one "/" separates segments)' : '';
  const name = readQualifiedName(cursor, `the name of an entity set, singleton or function${behind}`);
  const at = cursor.node(0);
  return cursor.next === characters.open
    ? { segment: 'name', at, name, arguments: readArguments(cursor, readPathValue), text: cursor.text }
    : { segment: 'name', at, name };
}

/** Reads a later segment: as the first one, or any other text, which may be a key (ABNF keyPathLiteral). */
export function readLaterSegment(cursor: Cursor): ResourceSegment {
  const { text } = cursor;
  if (text === '') {
    throw cursor.unexpected('a segment behind "/"');
  }
  if (cursor.next === characters.dollar) {
    return readDollarSegment(cursor);
  }
  // Only a call is read as a name: keys may be longer than names.
  if (!isIdentifierAt(text, 0) || !text.endsWith(')')) {
    return takeWhole(cursor);
  }
  readQualifiedName(cursor);
  const isCall = cursor.next === characters.open;
  cursor.position = 0;
  return isCall ? readFirstSegment(cursor) : takeWhole(cursor);
}
