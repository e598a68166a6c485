import { readArguments, readPathValue } from '../../../shared/url/expression/readArguments.ts';
import { characters } from '../../../shared/url/syntax/characters.ts';
import type { Cursor } from '../../../shared/url/syntax/cursor.ts';
import { readQualifiedName } from '../../../shared/url/syntax/readIdentifier.ts';
import { parseWhole } from '../../../shared/url/query/parseWhole.ts';
import { readPropertyStep } from '../../../shared/url/expression/readPropertyPath.ts';

const fixed = ['$ref', 'Collection($ref)', 'Collection(Edm.EntityType)', 'Collection(Edm.ComplexType)'];
const suffixes = ['/$entity', '/$delta', '/$deletedEntity', '/$link', '/$deletedLink'];

function readSelectListItem(cursor: Cursor): void {
  if (cursor.accept(characters.star)) {
    return;
  }
  do {
    readPropertyStep(cursor);
    if (cursor.text.startsWith('.*', cursor.position)) {
      cursor.position += 2;
      return;
    }
  } while (cursor.accept(characters.slash));
  cursor.accept(characters.plus);
  acceptSelectList(cursor);
  if (cursor.accept(characters.slash)) {
    readSelectListItem(cursor);
  }
}

function acceptSelectList(cursor: Cursor): void {
  if (!cursor.accept(characters.open)) {
    return;
  }
  if (cursor.accept(characters.close)) {
    return;
  }
  do {
    readSelectListItem(cursor);
  } while (cursor.accept(characters.comma));
  cursor.expect(characters.close);
}

/** A key, when what stands in the parentheses is one; else nothing is read, and it is a list of properties. */
function acceptKey(cursor: Cursor): void {
  const start = cursor.position;
  try {
    if (cursor.text.charCodeAt(start) === characters.open && readArguments(cursor, readPathValue).length === 0) {
      cursor.position = start;
    }
  } catch {
    cursor.position = start;
  }
}

function readFragment(cursor: Cursor): void {
  const collection = cursor.text.startsWith('Collection(');
  if (collection) {
    cursor.position = 'Collection('.length;
  }
  readQualifiedName(cursor);
  if (collection) {
    cursor.expect(characters.close);
  }
  acceptKey(cursor);
  while (cursor.text.charCodeAt(cursor.position + 1) !== characters.dollar && cursor.accept(characters.slash)) {
    readQualifiedName(cursor);
    acceptKey(cursor);
  }
  acceptSelectList(cursor);
  const suffix = suffixes.find((each) => cursor.text.startsWith(each, cursor.position));
  cursor.position += suffix?.length ?? 0;
}

/**
 * Checks the fragment of a context URL (ABNF section 3). The service only writes such URLs, so the rule stands here,
 * on the readers of the parser; the tests of answers check the service's context URLs with it.
 */
export function checkContextFragment(fragment: string): void {
  if (!fixed.includes(fragment)) {
    parseWhole(fragment, { name: 'The context', innerCode: 'invalidRequest' }, readFragment);
  }
}
