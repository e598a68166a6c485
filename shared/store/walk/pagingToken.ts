import type { JsonValue } from '../../json/jsonValue.ts';
import type { Position } from '../contract/entityQuery.ts';
import { foreignPosition } from './rowPosition.ts';
import { maxPageSize } from '../rows/rows.ts';
import type { TokenBinding } from '../contract/tokenDigest.ts';
import { openToken, sealToken, TokenFields } from '../contract/tokenFields.ts';

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
  /** What `now()` stood for on the first page, in milliseconds since the epoch; see `nowOfPagingToken`. */
  readonly now?: number;
}

const version = '1';

/** Most texts of a place, and the longest of them, in UTF-16 units. */
const maxParts = 8;
const maxPart = 16_384;

/** Longest anchor: dates of a few periods, or a number of milliseconds. */
const maxAnchor = 96;

/** Highest total that is told, which fools only who wrote it. */
const maxTotal = 1_000_000_000;

/** The last millisecond of the year 9999. */
const maxTime = 253_402_300_799_999;

/** Writes a `$skiptoken` (Protocol 4.01, 11.2.6.7). */
export function writePagingToken(state: PagingState, binding: TokenBinding): string {
  const { position, skip, top, total, pageSize, anchor, now } = state;
  const fields = { p: position, s: skip, t: top, n: total, z: pageSize, a: anchor, w: now };
  return sealToken(version, fields, binding);
}

function text(value: JsonValue | undefined, longest: number): string {
  if (typeof value !== 'string' || value.length > longest || !value.isWellFormed()) throw foreignPosition();
  return value;
}

/** What `now()` stood for on the first page. */
function nowIn(fields: TokenFields): number | undefined {
  return fields.integer('w', 0, maxTime);
}

/**
 * Reads a `$skiptoken`; throws a 400 for one of another tenant, query or version, or one that was changed. Anyone can make
 * one with the right hash: whatever it holds is bounded here, and held against the plan by the walk that takes it.
 */
export function readPagingToken(token: string, binding: TokenBinding): PagingState {
  const fields = openToken(version, token, binding, foreignPosition);
  const position = fields.value('p');
  if (!Array.isArray(position) || position.length > maxParts) throw foreignPosition();
  const top = fields.integer('t', 0, Number.MAX_SAFE_INTEGER);
  const total = fields.integer('n', 0, maxTotal);
  const pageSize = fields.integer('z', 1, maxPageSize);
  const now = nowIn(fields);
  const given = fields.value('a');
  const anchor = given === undefined ? undefined : text(given, maxAnchor);
  return {
    position: (position as readonly JsonValue[]).map((part) => text(part, maxPart)),
    skip: fields.integer('s', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    ...(top !== undefined && { top }),
    ...(total !== undefined && { total }),
    ...(pageSize !== undefined && { pageSize }),
    ...(anchor !== undefined && { anchor }),
    ...(now !== undefined && { now }),
  };
}

/**
 * What `now()` stands for in a request: on the pages behind the first one what it stood for there, so that a range that
 * begins today is the same after midnight. It is needed before the token can be held against the query; until then it is no
 * more than what a literal in the URL could say.
 */
export function nowOfPagingToken(token: string | undefined, now: number): number {
  const [tokenVersion, payload = ''] = token?.split('.', 2) ?? [];
  if (tokenVersion !== version) return now;
  return nowIn(new TokenFields(payload, foreignPosition)) ?? now;
}
