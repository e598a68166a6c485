import { randomFillSync } from 'node:crypto';

/** Bytes of one version: no two writes of a tenant ever get the same. */
const size = 12;

/** Random bytes are drawn for many versions at once: a draw costs as much as everything else about a version tenfold. */
const pool = Buffer.alloc(size * 128);
let used = pool.length;

/** A new version of an entity: 16 characters of base64url that nobody can foresee. */
export function newVersion(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return pool.toString('base64url', used - size, used);
}
