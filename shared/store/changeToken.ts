import type { ChangeCursor } from './changeCursor.ts';
import { isJsonObject, type JsonObject } from '../json/jsonValue.ts';
import { readJson } from '../json/readJson.ts';
import { foreignCursor } from './readChanges.ts';
import { type TokenBinding, tokenDigest } from './tokenDigest.ts';

/** What a `$deltatoken` carries, and the `$skiptoken` of the pages of a round. */
export interface ChangeState {
  readonly cursor: ChangeCursor;
  /** `maxpagesize` of the first page of the round. */
  readonly pageSize?: number;
}

const version = 'c1';

/** True for the token of a page of changes, which no other kind of page has. */
export function isChangeToken(token: string | undefined): boolean {
  return token?.startsWith(`${version}.`) === true;
}

/** Writes the token of a delta link, or of the next page of changes (Protocol 4.01, 11.3.1). */
export function writeChangeToken({ cursor, pageSize }: ChangeState, binding: TokenBinding): string {
  const { since, next, after, purged } = cursor;
  const text = JSON.stringify({ s: since, n: next, k: after, g: purged, z: pageSize });
  const payload = Buffer.from(text).toString('base64url');
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
}

/** Reads such a token; throws a 400 for one of another tenant, query or version, or one that was changed. */
export function readChangeToken(token: string, binding: TokenBinding): ChangeState {
  const [tokenVersion, payload = '', hash, ...rest] = token.split('.');
  if (tokenVersion !== version || rest.length > 0 || hash !== tokenDigest(version, payload, binding)) {
    throw foreignCursor();
  }
  const content = readJson(Buffer.from(payload, 'base64url').toString());
  if (!isJsonObject(content)) throw foreignCursor();
  const [since, next, purged, pageSize] = ['s', 'n', 'g', 'z'].map((name) => integer(content, name));
  const after = content['k'];
  if (since === undefined || (after !== undefined && typeof after !== 'string')) throw foreignCursor();
  return {
    cursor: {
      since,
      purged: purged ?? 0,
      ...(next !== undefined && { next }),
      ...(after !== undefined && { after }),
    },
    ...(pageSize !== undefined && { pageSize }),
  };
}

function integer(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'bigint' || value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw foreignCursor();
  return Number(value);
}
