import { birthForm, type ChangeCursor, maxStamp } from '../contract/changeCursor.ts';
import { foreignCursor } from '../contract/foreignCursor.ts';
import { changeRowPrefix } from '../keys/layout.ts';
import { isRowKeyText } from '../walk/rowPosition.ts';
import { openToken, sealToken } from '../contract/tokenFields.ts';
import { maxPageSize } from '../rows/rows.ts';
import type { TokenBinding } from '../contract/tokenDigest.ts';

/** What a `$deltatoken` carries, and the `$skiptoken` of the pages of a round. */
export interface ChangeState {
  readonly cursor: ChangeCursor;
  /** `maxpagesize` of the first page of the round. */
  readonly pageSize?: number;
}

const version = 'c1';

/** The form of a change row's key. */
const changeRow = /^c_\d{15}_[\w-]{1,32}_[^_]/;

/** True for the token of a page of changes, which no other kind of page has. */
export function isChangeToken(token: string | undefined): boolean {
  return token?.startsWith(`${version}.`) === true;
}

/** Writes the token of a delta link, or of the next page of changes (Protocol 4.01, 11.3.1). */
export function writeChangeToken({ cursor, pageSize }: ChangeState, binding: TokenBinding): string {
  const { since, next, after, living, birth } = cursor;
  return sealToken(version, { s: since, n: next, k: after, l: living, b: birth, z: pageSize }, binding);
}

/**
 * Reads such a token; throws a 400 for one of another tenant, query or version, or one that was changed. Anyone can make
 * one with the right hash: it is typed and bounded here, and held against the clock of storage when changes are read.
 */
export function readChangeToken(token: string, binding: TokenBinding): ChangeState {
  const fields = openToken(version, token, binding, foreignCursor);
  const since = fields.integer('s', 0, maxStamp);
  const next = fields.integer('n', 0, maxStamp);
  const living = fields.integer('l', -1, maxStamp);
  const pageSize = fields.integer('z', 1, maxPageSize);
  const after = fields.value('k');
  const birth = fields.value('b');
  if (birth !== undefined && (typeof birth !== 'string' || !birthForm.test(birth))) throw foreignCursor();
  if (since === undefined || (next !== undefined && next < since)) throw foreignCursor();
  if (after !== undefined) {
    if (typeof after !== 'string' || !isRowKeyText(after) || !changeRow.test(after)) throw foreignCursor();
    if (after < changeRowPrefix(since) || next === undefined) throw foreignCursor();
  }
  return {
    cursor: {
      since,
      ...(next !== undefined && { next }),
      ...(after !== undefined && { after }),
      ...(living !== undefined && { living }),
      ...(birth !== undefined && { birth }),
    },
    ...(pageSize !== undefined && { pageSize }),
  };
}
