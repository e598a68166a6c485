import type { ODataError } from '../../errors/odataError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readJson } from '../../json/readJson.ts';
import { type TokenBinding, tokenDigest } from './tokenDigest.ts';
import { packPayload, unpackPayload } from './tokenPayload.ts';

/** Makes the 400 for a token that is none of the request. */
type Refuse = () => ODataError;

/** What a token holds. Anyone can make one with the right hash: each field is held against its bounds when it is read. */
export class TokenFields {
  readonly #content: JsonObject;
  readonly #refuse: Refuse;

  /** Throws what `refuse` makes for a payload that holds no fields. */
  constructor(payload: string, refuse: Refuse) {
    let content: JsonValue;
    try {
      content = readJson(unpackPayload(payload));
    } catch {
      throw refuse();
    }
    if (!isJsonObject(content)) throw refuse();
    this.#content = content;
    this.#refuse = refuse;
  }

  /** The value of a field as it came; undefined without one. */
  value(name: string): JsonValue | undefined {
    return this.#content[name];
  }

  /** An integer within its bounds; undefined where there is no such field. */
  integer(name: string, lowest: number, highest: number): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'bigint' || value < BigInt(lowest) || value > BigInt(highest)) throw this.#refuse();
    return Number(value);
  }
}

/** Writes a token of a version: its fields, and the hash that binds them to tenant and query. */
export function sealToken(version: string, fields: object, binding: TokenBinding): string {
  const payload = packPayload(JSON.stringify(fields));
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
}

/** The fields of such a token; throws what `refuse` makes for one of another tenant, query or version, or one that was changed. */
export function openToken(version: string, token: string, binding: TokenBinding, refuse: Refuse): TokenFields {
  const [tokenVersion, payload = '', hash, ...rest] = token.split('.');
  if (tokenVersion !== version || rest.length > 0 || hash !== tokenDigest(version, payload, binding)) throw refuse();
  return new TokenFields(payload, refuse);
}
