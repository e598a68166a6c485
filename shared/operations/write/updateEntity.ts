import type { EntityResource } from '../../bind/bound/resource.ts';
import { ODataError } from '../../errors/odataError.ts';
import { forgetValues } from '../../forget/forgetValues.ts';
import { commitOne } from './commitOne.ts';
import { registerFor } from './forgetItem.ts';
import type { Operation } from '../contract/operation.ts';
import { isOlder, keepNewer } from './keepNewer.ts';
import { knowsRest, mergeEntity, readWrite, type Write } from './write.ts';

/** PATCH of an entity: update or upsert (Protocol 4.01, 11.4.3 and 11.4.4), unless the preference keep-newer keeps it. */
export const updateEntity: Operation<EntityResource> = async (request, context) => {
  const { type, key } = request.resource;
  const read = { ...(await readWrite(request, type)), ...keepNewer(request, context) };
  const forgotten = forgetValues(type, key, read.properties, await registerFor(request, context, type));
  if (forgotten.kind === 'delete' || (forgotten.kind === 'put' && forgotten.id !== key)) {
    throw new ODataError(
      'personForgotten',
      `The row names a person who is forgotten, and under 'Prefer: keep-newer' none is brought back. Nothing was stored.`,
    );
  }
  const write: Write = forgotten.kind === 'put' ? { ...read, properties: forgotten.values } : read;
  const result = await commitOne(context, type, key, (current) => mergeEntity(type, key, write, current), {
    known: knowsRest(request.conditions),
    ...(write.keepNewer && { isOlder: (before) => isOlder(type, write, before) }),
  });
  return forgotten.kind === 'put' && result.kind === 'written' ? { ...result, isForgotten: true } : result;
};
