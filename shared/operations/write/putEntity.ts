import type { EntityResource } from '../../bind/bound/resource.ts';
import { commitOne } from './commitOne.ts';
import type { Operation } from '../contract/operation.ts';
import { readWrite, replaceEntity } from './write.ts';

/** PUT of an entity: replacement or upsert (Protocol 4.01, 11.4.3 and 11.4.4). */
export const putEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  const write = await readWrite(request, type);
  return await commitOne(context, type, key, (current) => replaceEntity(type, key, write, current), {
    known: true,
  });
};
