import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a deflated payload begins with; base64url has no such character. */
const mark = '~';

/** Bytes of a content from which on it is worth deflating: a row key in most scripts takes three for a character. */
const long = 512;

/** Longest content of a token, in bytes: places are bounded by who reads them. */
const longest = 65_536;

/** Writes the content of a token for a URL, deflated where that is shorter: ids of 255 characters of any script fit into a link. */
export function packPayload(content: string): string {
  const bytes = Buffer.from(content);
  const plain = bytes.toString('base64url');
  if (bytes.length < long) return plain;
  const deflated = `${mark}${deflateRawSync(bytes, { level: 9 }).toString('base64url')}`;
  return deflated.length < plain.length ? deflated : plain;
}

/** Reads such a content, of at most 64 KiB. Throws for what cannot be inflated, or would be longer. */
export function unpackPayload(payload: string): string {
  if (!payload.startsWith(mark)) return Buffer.from(payload, 'base64url').toString();
  const bytes = Buffer.from(payload.slice(mark.length), 'base64url');
  return inflateRawSync(bytes, { maxOutputLength: longest }).toString();
}
