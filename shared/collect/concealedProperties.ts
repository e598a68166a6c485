import type { EntityType } from '../edm/entityType.ts';

/** What Graph shows instead of a name when names are concealed. */
const hash = /^[0-9a-f]{32}$/i;

/**
 * Watches the rows of a report for concealed names: each of the names that identify a row is a hash. One real name shows
 * that they are not.
 *
 * @returns `look` at each row, given by property; then `found` tells which properties are concealed
 */
export function concealedProperties({ subject }: EntityType) {
  const names = subject?.names ?? [];
  const hashes = new Map<string, boolean>();
  return {
    look(valueOf: (name: string) => string | undefined): void {
      for (const name of names) {
        const value = valueOf(name) ?? '';
        if (value !== '') hashes.set(name, hashes.get(name) !== false && hash.test(value));
      }
    },
    found: (): readonly string[] => names.filter((name) => hashes.get(name) === true),
  };
}
