import type { Address } from '../../bind/bound/boundQuery.ts';

/** The same text for the same query, in whatever order its options are written: what a token is bound to. */
export function canonicalQuery({ path, options }: Address): string {
  return JSON.stringify([path, ...[...options].sort()]);
}
