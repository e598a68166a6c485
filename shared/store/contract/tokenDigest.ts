import { createHash } from 'node:crypto';

/** What a token belongs to: the tenant of the caller and the query in its canonical form. */
export interface TokenBinding {
  readonly tenant: string;
  readonly query: string;
}

/**
 * The hash that ties the payload of a token to its version, tenant and query. No secret: rows are always those of the
 * caller's tenant, and every request binds its URL again. The hash finds mistakes.
 */
export function tokenDigest(version: string, payload: string, { tenant, query }: TokenBinding): string {
  return createHash('sha256')
    .update(JSON.stringify([version, tenant, query, payload]))
    .digest('base64url')
    .slice(0, 22);
}
