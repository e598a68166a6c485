import type { Resource } from '../bind/resource.ts';
import { isNotModified } from './checkWriteConditions.ts';
import type { Operation } from './operation.ts';
import { readStored } from './readEntity.ts';

type PropertyReadResource = Extract<Resource, { readonly kind: 'property' | 'propertyValue' | 'propertyCount' }>;

/** GET of a property, of its raw value, or of the number of its items (Protocol 4.01, 11.2.4). */
export const readProperty: Operation<PropertyReadResource> = async (request, context) => {
  const { type, key, name, kind } = request.resource;
  const stored = await readStored(type, key, context);
  return isNotModified(request.conditions, stored) ? { kind: 'notModified', stored } : { kind, type, stored, name };
};
