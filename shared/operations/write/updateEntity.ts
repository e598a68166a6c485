import type { EntityResource } from '../../bind/bound/resource.ts';
import { commitOne } from './commitOne.ts';
import type { Operation } from '../contract/operation.ts';
import { isOlder, keepNewer } from './keepNewer.ts';
import { knowsRest, mergeEntity, readWrite } from './write.ts';

/** PATCH of an entity: update or upsert (Protocol 4.01, 11.4.3 and 11.4.4), unless the preference keep-newer keeps it. */
export const updateEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  const write = { ...(await readWrite(request, type)), ...keepNewer(request, context) };
  return await commitOne(context, type, key, (current) => mergeEntity(type, key, write, current), {
    known: knowsRest(request.conditions),
    ...(write.keepNewer && { isOlder: (before) => isOlder(type, write, before) }),
  });
};
