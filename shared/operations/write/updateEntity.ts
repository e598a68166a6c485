import type { EntityResource } from '../../bind/bound/resource.ts';
import { commitOne } from './commitOne.ts';
import type { Operation } from '../contract/operation.ts';
import { knowsRest, mergeEntity, readWrite } from './write.ts';

/** PATCH of an entity: update or upsert (Protocol 4.01, 11.4.3 and 11.4.4). */
export const updateEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  const write = await readWrite(request, type);
  return await commitOne(
    context,
    type,
    key,
    (current) => mergeEntity(type, key, write, current),
    knowsRest(request.conditions),
  );
};
