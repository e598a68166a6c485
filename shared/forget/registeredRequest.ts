import type { Entity } from '../edm/entityType.ts';
import { digestsOf } from './nameDigest.ts';
import type { RegisteredRequest } from './register.ts';

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * A request as the register knows it. Names that still stand in it count beside its digests, and its pseudonym is a name
 * too: of two requests that turn out to be about one person only one goes on.
 */
export function registeredRequest(tenant: string, entity: Entity): RegisteredRequest {
  const { id, mode, pseudonym, names, digests, requestedAt } = entity;
  const own = typeof pseudonym === 'string' ? pseudonym : null;
  return {
    id,
    mode: mode === 'pseudonym' && own !== null ? 'pseudonym' : 'delete',
    pseudonym: own,
    digests: [...new Set([...texts(digests), ...digestsOf(tenant, [...texts(names), ...(own === null ? [] : [own])])])],
    requestedAt:
      typeof requestedAt === 'object' && requestedAt !== null && 'instant' in requestedAt ? requestedAt.instant : 0n,
  };
}
