import type { Address } from '../../bind/bound/boundQuery.ts';

/** Options that say nothing of what is tracked, by name in lower case (Protocol 4.01, 11.3.1). */
const untracked = /^\$?(?:orderby|top|skip|count|skiptoken|deltatoken)=/i;

/** The number of changes is asked for behind the collection (Protocol 4.01, 11.3.2). */
const count = /\/(?:\$|%24)count$/;

/** The query whose changes a delta link follows: the collection, its conditions and what is returned of its entities. */
export function trackedAddress({ path, options, ...rest }: Address): Address {
  return { ...rest, path: path.replace(count, ''), options: options.filter((option) => !untracked.test(option)) };
}
