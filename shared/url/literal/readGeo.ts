import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';
import { readNumber } from './readNumber.ts';

type Reader = (cursor: Cursor) => void;

const nonNumbers = ['NaN', 'INF', '-INF'];

function readCoordinate(cursor: Cursor): void {
  const word = nonNumbers.find((name) => cursor.text.startsWith(name, cursor.position));
  if (word === undefined) {
    readNumber(cursor);
  } else {
    cursor.position += word.length;
  }
}

/** Two to four numbers with one space between. */
function readPosition(cursor: Cursor): void {
  readCoordinate(cursor);
  cursor.expect(characters.space);
  readCoordinate(cursor);
  for (let more = 0; more < 2 && cursor.accept(characters.space); more++) {
    readCoordinate(cursor);
  }
}

/** A reader of `(item,item,...)` with at least `least` items. */
function group(item: Reader, least: number): Reader {
  return (cursor) => {
    cursor.enter();
    cursor.expect(characters.open);
    let count = 0;
    if (least > 0 || cursor.next !== characters.close) {
      do {
        item(cursor);
        count++;
      } while (cursor.accept(characters.comma));
    }
    if (count < least) {
      throw cursor.unexpected('","');
    }
    cursor.expect(characters.close);
    cursor.leave();
  };
}

function point(cursor: Cursor): void {
  cursor.expect(characters.open);
  readPosition(cursor);
  cursor.expect(characters.close);
}

const line = group(readPosition, 2);
const polygon = group(group(readPosition, 1), 1);

/** One row per shape, by its name in lower case; `collection` is the spelling of OData 4.0. */
const shapes: Readonly<Record<string, Reader>> = {
  point,
  linestring: line,
  polygon,
  multipoint: group(point, 0),
  multilinestring: group(line, 0),
  multipolygon: group(polygon, 0),
  geometrycollection: group(readShape, 1),
  collection: group(readShape, 1),
};

function readShape(cursor: Cursor): void {
  const start = cursor.position;
  cursor.position = identifierEnd(cursor.text, start);
  const name = cursor.text.slice(start, cursor.position).toLowerCase();
  if (!Object.hasOwn(shapes, name)) {
    throw cursor.invalid('expected a geometric shape such as Point(142.1 64.1)', start);
  }
  shapes[name]?.(cursor);
}

/** Reads `SRID=n;Shape(...)`, what stands in the quotes of a geography or geometry literal (ABNF fullPointLiteral ...). */
export function readGeo(cursor: Cursor): void {
  if (cursor.text.slice(cursor.position, cursor.position + 5).toLowerCase() !== 'srid=') {
    throw cursor.unexpected('"SRID="');
  }
  cursor.position += 5;
  const start = cursor.position;
  while (isDigit(cursor.next) && cursor.position - start < 5) {
    cursor.position++;
  }
  if (cursor.position === start) {
    throw cursor.unexpected('a digit');
  }
  cursor.expect(characters.semicolon);
  readShape(cursor);
}
