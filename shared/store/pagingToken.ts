import { isJsonObject, type JsonObject } from '../json/jsonValue.ts';
import { readJson } from '../json/readJson.ts';
import type { Position } from './entityQuery.ts';
import { foreignPosition } from './plan/rowPosition.ts';
import { type TokenBinding, tokenDigest } from './tokenDigest.ts';

/** What a `$skiptoken` carries from one page to the next. */
export interface PagingState {
  readonly position: Position;
  /** Entities still to be passed over. */
  readonly skip: number;
  /** Entities `$top` still allows; no limit unless given. */
  readonly top?: number;
  /** The total of `$count=true`, so that later pages do not count again. */
  readonly total?: number;
  /** What the first page chose its rows by, where later pages are to keep to it. */
  readonly anchor?: string;
  /** `maxpagesize` of the first page. */
  readonly pageSize?: number;
}

const version = '1';

/** Writes a `$skiptoken` (Protocol 4.01, 11.2.6.7). */
export function writePagingToken(state: PagingState, binding: TokenBinding): string {
  const { position, skip, top, total, pageSize, anchor } = state;
  const payload = Buffer.from(
    JSON.stringify({ p: position, s: skip, t: top, n: total, z: pageSize, a: anchor }),
  ).toString('base64url');
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
}

function integer(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'bigint' || value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw foreignPosition();
  return Number(value);
}

/** Reads a `$skiptoken`; throws a 400 for one of another tenant, query or version, or one that was changed. */
export function readPagingToken(token: string, binding: TokenBinding): PagingState {
  const [tokenVersion, payload = '', hash, ...rest] = token.split('.');
  if (tokenVersion !== version || rest.length > 0 || hash !== tokenDigest(version, payload, binding))
    throw foreignPosition();
  const content = readJson(Buffer.from(payload, 'base64url').toString());
  if (!isJsonObject(content) || !Array.isArray(content['p'])) throw foreignPosition();
  const position = (content['p'] as readonly unknown[]).map((part) => {
    if (typeof part !== 'string') throw foreignPosition();
    return part;
  });
  const anchor = content['a'];
  const [top, total, pageSize] = [integer(content, 't'), integer(content, 'n'), integer(content, 'z')];
  return {
    position,
    skip: integer(content, 's') ?? 0,
    ...(top !== undefined && { top }),
    ...(total !== undefined && { total }),
    ...(pageSize !== undefined && { pageSize }),
    ...(typeof anchor === 'string' && { anchor }),
  };
}
