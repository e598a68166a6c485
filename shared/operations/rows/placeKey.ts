import { createHash } from 'node:crypto';

/** Longest key that stands for itself, and how much of a longer one is kept, in UTF-16 units. */
const longest = 100;
const kept = 64;

/**
 * The key of a made row as a link can hold it: a long one is cut, with a digest of the whole behind it. The rows that are
 * equal in an order keep an order among themselves, and no two have the same. A key that is cut already stays as it is.
 */
export function placeKey(key: string): string {
  if (key.length <= longest) return key;
  return key.slice(0, kept).toWellFormed() + createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
