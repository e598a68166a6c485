import { isJsonObject, type JsonObject } from '../../json/jsonValue.ts';
import { readJsonBytes } from '../../json/readJson.ts';
import type { Rejected, RejectionReason } from './rejectionTable.ts';

/** A compact JWS taken apart. Nothing in it is verified. */
export interface DecodedToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** Only the one canonical spelling of base64url decodes: a token has no second form with which to pass for another. */
function decodePart(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

function readPart(part: string): JsonObject | undefined {
  const bytes = decodePart(part);
  if (bytes === undefined) return undefined;
  try {
    const value = readJsonBytes(bytes);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasEachNameOnce(object: JsonObject): boolean {
  const names = Object.keys(object);
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

/**
 * Reads header and claims of a token strictly: JSON objects that hold every name once. Claims may not differ in case alone,
 * either; in the header that needs no check, because `checkHeader` allows four names in lower case and nothing else.
 */
export function decodeToken(token: string): DecodedToken | Rejected {
  const [headerPart = '', claimsPart = '', signaturePart = ''] = token.split('.');
  const refused = (rejected: RejectionReason): Rejected => ({ rejected });
  const header = readPart(headerPart);
  if (header === undefined || decodePart(signaturePart) === undefined) return refused('tokenMalformed');
  const claims = readPart(claimsPart);
  if (claims === undefined || !hasEachNameOnce(claims)) return refused('claimsMalformed');
  return { header, claims };
}
