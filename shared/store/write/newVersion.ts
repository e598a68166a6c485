import { randomFillSync } from 'node:crypto';

/** Random bytes of one version, as many as 12 characters hold: no two writes of a tenant ever get the same. */
const size = 9;

/** Random bytes are drawn for many versions at once: a draw costs as much as everything else about a version tenfold. */
const pool = Buffer.alloc(size * 128);
let used = pool.length;

/** The characters of base64url in the order of row keys. */
const digits = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** The milliseconds of some hours as four characters, which sort as they do: what is written in one second keeps its order. */
function textOfTime(time: number): string {
  const whole = Math.floor(time);
  let text = '';
  for (let bits = 18; bits >= 0; bits -= 6) text += digits.charAt((whole >> bits) & 63);
  return text;
}

/**
 * A new version of an entity: 16 characters of base64url, 12 of which nobody can foresee. Those of one millisecond begin alike.
 *
 * @param time in milliseconds since the epoch
 */
export function newVersion(time: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return textOfTime(time) + pool.toString('base64url', used - size, used);
}
