import { createHash } from 'node:crypto';

/** Beginnings of row keys that hold nothing of an entity: of a change row its stamp and version, of an index row the index. */
const beginning = /^(?:c_\d{15}_[^_]*_|[a-z]\w*?_)/;

/** What is left of a row key that a service made itself, from a date, a period and a UUID. */
const nameless = /^\d{4}-\d\d-\d\d(?:_5f\d{1,3})?(?:_5f[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?(?:_5f\d+)?$/;

/**
 * What the log calls a row: a row key may hold a name, in an index or in an id that a caller chose. In the place of what may
 * be one stand 16 digits of the SHA-256 of the whole row key, by which an operator who lists row keys finds it.
 */
export function loggedRow(rowKey: string): string {
  const [first = ''] = beginning.exec(rowKey) ?? [];
  const rest = rowKey.slice(first.length);
  if (rest === '' || nameless.test(rest)) return rowKey;
  return `${first}sha256:${createHash('sha256').update(rowKey).digest('hex').slice(0, 16)}`;
}
