import type { EntityResource } from '../../bind/bound/resource.ts';
import { parseEntityTags, type EntityTagCondition } from '../../headers/conditions.ts';
import { readEntityBody } from '../../validate/readEntityBody.ts';
import { checkBodyEntityTag, checkWriteConditions } from '../contract/checkWriteConditions.ts';
import { commitOne } from './commitOne.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import type { BoundRequest, Operation } from '../contract/operation.ts';

/** The entity tag in the body of a DELETE, which counts under an explicit OData-Version 4.01 only (JSON Format 4.01, 4.6.9). */
async function readEntityTag(request: BoundRequest<EntityResource>): Promise<EntityTagCondition | undefined> {
  if (!request.versions.explicit401) return undefined;
  const body = await request.readJsonBodyIfAny();
  if (body === undefined) return undefined;
  const { etag } = readEntityBody(request.resource.type, body);
  return parseEntityTags(etag ?? null, '@etag');
}

/** DELETE of an entity (Protocol 4.01, 11.4.5). */
export const deleteEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  const entityTag = await readEntityTag(request);
  return await commitOne(context, type, key, (current) => {
    checkWriteConditions(request.conditions, current);
    checkBodyEntityTag(entityTag, current);
    if (current === undefined) throw entityNotFound(type, key);
    return { kind: 'delete' };
  });
};
