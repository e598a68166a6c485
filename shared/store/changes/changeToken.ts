import { isJsonObject, type JsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readJson } from '../../json/readJson.ts';
import { birthForm, type ChangeCursor, maxStamp } from '../contract/changeCursor.ts';
import { foreignCursor } from '../contract/foreignCursor.ts';
import { changeRowPrefix } from '../keys/layout.ts';
import { isRowKeyText } from '../walk/rowPosition.ts';
import { maxPageSize } from '../rows/rows.ts';
import { type TokenBinding, tokenDigest } from '../contract/tokenDigest.ts';
import { packPayload, unpackPayload } from '../contract/tokenPayload.ts';

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
  const payload = packPayload(JSON.stringify({ s: since, n: next, k: after, l: living, b: birth, z: pageSize }));
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
}

/**
 * Reads such a token; throws a 400 for one of another tenant, query or version, or one that was changed. Anyone can make
 * one with the right hash: it is typed and bounded here, and held against the clock of storage when changes are read.
 */
export function readChangeToken(token: string, binding: TokenBinding): ChangeState {
  const [tokenVersion, payload = '', hash, ...rest] = token.split('.');
  if (tokenVersion !== version || rest.length > 0 || hash !== tokenDigest(version, payload, binding)) {
    throw foreignCursor();
  }
  const content = contentOf(payload);
  const since = integer(content, 's', 0, maxStamp);
  const next = integer(content, 'n', 0, maxStamp);
  const living = integer(content, 'l', -1, maxStamp);
  const pageSize = integer(content, 'z', 1, maxPageSize);
  const after = content['k'];
  const birth = content['b'];
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

function contentOf(payload: string): JsonObject {
  let content: JsonValue;
  try {
    content = readJson(unpackPayload(payload));
  } catch {
    throw foreignCursor();
  }
  if (!isJsonObject(content)) throw foreignCursor();
  return content;
}

function integer(object: JsonObject, name: string, lowest: number, highest: number): number | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'bigint' || value < BigInt(lowest) || value > BigInt(highest)) throw foreignCursor();
  return Number(value);
}
