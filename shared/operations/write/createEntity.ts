import { randomUUID } from 'node:crypto';
import type { EntitySetResource } from '../../bind/bound/resource.ts';
import { ODataError } from '../../errors/odataError.ts';
import { readBodyKey, readEntityBody } from '../../validate/readEntityBody.ts';
import { checkWriteConditions } from '../contract/checkWriteConditions.ts';
import { naturalId } from '../../edm/naturalId.ts';
import { commitOne } from './commitOne.ts';
import type { Operation } from '../contract/operation.ts';
import { toEntity } from './write.ts';

/**
 * POST to an entity set: insert, never update (Protocol 4.01, 11.4.2). Without a key the entity gets its natural id where the
 * body has the properties for it, else a GUID.
 */
export const createEntity: Operation<EntitySetResource> = async (request, context) => {
  const { type } = request.resource;
  const json = await request.readJsonBody();
  const { properties } = readEntityBody(type, json);
  const key = readBodyKey(json) ?? naturalId(type, properties) ?? randomUUID();
  return await commitOne(context, type, key, (current) => {
    if (current !== undefined) {
      throw new ODataError(
        'nameAlreadyExists',
        `'${type.name}' already holds an entity with this id; update it with PATCH.`,
        {
          target: 'id',
        },
      );
    }
    checkWriteConditions(request.conditions, current);
    return { kind: 'put', entity: toEntity(type, key, properties) };
  });
};
