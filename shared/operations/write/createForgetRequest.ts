import { randomBytes, randomUUID } from 'node:crypto';
import type { EntitySetResource } from '../../bind/bound/resource.ts';
import { fromMilliseconds } from '../../edm/dateTimeOffset.ts';
import type { PropertyValue } from '../../edm/edmValue.ts';
import { ODataError } from '../../errors/odataError.ts';
import { digestsOf } from '../../forget/nameDigest.ts';
import { foldName } from '../../forget/nameForms.ts';
import { nobody } from '../../forget/register.ts';
import { readEntityBody } from '../../validate/readEntityBody.ts';
import type { Operation } from '../contract/operation.ts';
import { commitOne } from './commitOne.ts';
import { toEntity } from './write.ts';

/** Most names of one person. */
const mostNames = 50;

const modes: readonly PropertyValue[] = ['delete', 'pseudonym'];

function refuse(target: string, message: string): never {
  throw new ODataError('invalidPropertyValue', `${message} Nothing was stored.`, { target });
}

/** The names in a body, each once. */
function namesIn(value: PropertyValue | undefined): readonly string[] {
  const names = Array.isArray(value) ? [...new Set((value as readonly string[]).map((name) => name.trim()))] : [];
  if (names.length === 0 || names.length > mostNames) {
    refuse(
      'names',
      `'names' must hold 1 to ${mostNames} names of one person: sign-in name, display name, user id, earlier ones.`,
    );
  }
  const place = names.findIndex((name) => foldName(name).length < 2 || nobody.test(name));
  if (place >= 0) refuse(`names/${place}`, `Name ${place + 1} of 'names' is nobody's: it would stand for many.`);
  return names;
}

/**
 * POST to the register: a request to forget a person. Names and mode are the caller's; all else is computed, the id too, because
 * one that was chosen might be a name, and is ignored in the body (Protocol 4.01, 11.4.2). Upkeep works it off.
 */
export const createForgetRequest: Operation<EntitySetResource> = async (request, context) => {
  const { type } = request.resource;
  const { tenant, clock } = context.scope;
  const { properties } = readEntityBody(type, await request.readJsonBody());
  const { mode } = properties;
  if (!modes.includes(mode ?? null)) refuse('mode', "'mode' must be 'delete' or 'pseudonym'.");
  const names = namesIn(properties['names']);
  const id = randomUUID();
  const pseudonym = mode === 'pseudonym' ? randomBytes(16).toString('hex') : null;
  const entity = toEntity(type, id, {
    names,
    mode: mode ?? null,
    state: 'waiting',
    requestedAt: fromMilliseconds(clock.now()),
    rowsLookedAt: 0n,
    rowsDeleted: 0n,
    rowsChanged: 0n,
    rowsFailed: 0n,
    pseudonym,
    digests: digestsOf(tenant, [...names, ...(pseudonym === null ? [] : [pseudonym])]),
  });
  return await commitOne(context, type, id, () => ({ kind: 'put', entity }));
};
