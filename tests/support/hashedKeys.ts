import { createHash } from 'node:crypto';

/** Keys as an import makes them: hashes, which lie anywhere among those of the tenant; the same for the same name. */
export function hashedKeys(count: number, name = 'new'): readonly string[] {
  return Array.from({ length: count }, (_, index) => createHash('sha1').update(`${name}-${index}`).digest('hex'));
}
