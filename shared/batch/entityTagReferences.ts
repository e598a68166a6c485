import type { HeaderLookup } from './contract/innerService.ts';

/** The headers of a condition, which may name an earlier request instead of an entity tag. */
const conditions = ['if-match', 'if-none-match'];

/** The request that `$<id>` as the whole value of a header refers to; undefined for any other value. */
function referenceIn(value: string | null): string | undefined {
  return /^\$([^\s"*,]+)$/.exec(value ?? '')?.[1];
}

/** True when a condition of the request refers to the entity tag of an earlier one (Protocol 4.01, 11.7.5). */
export function hasEntityTagReference(headers: HeaderLookup): boolean {
  return conditions.some((name) => referenceIn(headers.get(name)) !== undefined);
}

/**
 * The headers of a request with the entity tags that its conditions refer to by `$<id>` (Protocol 4.01, 11.7.5);
 * `entityTag` gives that of an earlier request, or throws why there is none.
 */
export function withEntityTags(headers: HeaderLookup, entityTag: (id: string) => string): HeaderLookup {
  const tags = new Map<string, string>();
  for (const name of conditions) {
    const id = referenceIn(headers.get(name));
    if (id !== undefined) tags.set(name, entityTag(id));
  }
  return tags.size === 0 ? headers : { get: (name) => tags.get(name.toLowerCase()) ?? headers.get(name) };
}
