import type { EntityResource } from '../bind/resource.ts';
import { checkWriteConditions } from './checkWriteConditions.ts';
import { commitOne } from './commitOne.ts';
import { entityNotFound } from './entityNotFound.ts';
import type { Operation } from './operation.ts';

/** DELETE of an entity (Protocol 4.01, 11.4.5). */
export const deleteEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  return await commitOne(context, type, key, (current) => {
    checkWriteConditions(request.conditions, current);
    if (current === undefined) throw entityNotFound(type, key);
    return { kind: 'delete' };
  });
};
