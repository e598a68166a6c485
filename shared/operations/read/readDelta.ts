import type { Resource } from '../../bind/bound/resource.ts';
import type { Operation } from '../contract/operation.ts';
import { followsChanges, readChanges, readTracked } from './readChanges.ts';

type DeltaResource = Extract<Resource, { readonly kind: 'delta' }>;

/** GET of `SET/delta`: Microsoft Graph's spelling of change tracking. */
export const readDelta: Operation<DeltaResource> = async (request, context) => {
  const read = followsChanges(request) ? readChanges : readTracked;
  return await read(request, context, request.resource.type);
};
