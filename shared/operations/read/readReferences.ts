import type { Resource } from '../../bind/bound/resource.ts';
import type { Operation } from '../contract/operation.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import { readFound } from './readEntity.ts';
import { readRows } from '../rows/readRows.ts';

type References = Extract<Resource, { readonly kind: 'references' }>;
type Reference = Extract<Resource, { readonly kind: 'reference' }>;

/** GET of the references to the entities of a set (Protocol 4.01, 11.2.9). */
export const readReferences: Operation<References> = async (request, context) => {
  const { resource, query, address, preferences } = request;
  const page = await readRows(context, resource.type, query, { address, maxpagesize: preferences.maxpagesize });
  return { kind: 'references', type: resource.type, page };
};

/** GET of the reference to one entity; what is in no set has none, and binding refuses it. */
export const readReference: Operation<Reference> = async ({ resource }, context) => {
  const { type, key } = resource;
  const stored = await readFound(resource, context);
  if (stored.version === undefined) throw entityNotFound(type, key);
  return { kind: 'reference', type, stored };
};
