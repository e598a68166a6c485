import type { Resource } from '../../bind/bound/resource.ts';
import type { Operation } from '../contract/operation.ts';
import { readStored } from './readEntity.ts';
import { readRows } from './readRows.ts';

type References = Extract<Resource, { readonly kind: 'references' }>;
type Reference = Extract<Resource, { readonly kind: 'reference' }>;

/** GET of the references to the entities of a set (Protocol 4.01, 11.2.9). */
export const readReferences: Operation<References> = async (request, context) => {
  const { resource, query, address, preferences } = request;
  const page = await readRows(context, resource.type, query, { address, maxpagesize: preferences.maxpagesize });
  return { kind: 'references', type: resource.type, page };
};

/** GET of the reference to one entity. */
export const readReference: Operation<Reference> = async ({ resource }, context) => ({
  kind: 'reference',
  type: resource.type,
  stored: await readStored(resource, context),
});
