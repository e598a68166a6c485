import type { EntityType } from '../edm/entityType.ts';

/** What Graph shows instead of a name when names are concealed. */
const hash = /^[0-9a-f]{32}$/i;

/** What stands for nobody, such as `(Unknown)`, `N/A` or `-`: it is no name that would have been concealed. */
const nobody = /^(?:[\p{P}\p{S}\p{Z}\p{N}]*|\(.*\)|<.*>|unknown|undefined|none|null|n\/a|not available|anonymous)$/iu;

/**
 * Watches the rows of a report for concealed names: of the names that tell who or what a row is about more are hashes than
 * names of somebody.
 *
 * @returns `look` at each row, given by property; then `found` tells which properties are concealed
 */
export function concealedProperties({ subject }: EntityType) {
  const names = subject?.names ?? [];
  const counts = new Map(names.map((name) => [name, { hashes: 0, names: 0 }]));
  return {
    look: (valueOf: (name: string) => string | undefined): void => {
      for (const [name, count] of counts) {
        const value = (valueOf(name) ?? '').trim();
        if (hash.test(value)) count.hashes += 1;
        else if (!nobody.test(value)) count.names += 1;
      }
    },
    found: (): readonly string[] =>
      [...counts].flatMap(([name, { hashes, names: others }]) => (hashes > others ? [name] : [])),
  };
}
