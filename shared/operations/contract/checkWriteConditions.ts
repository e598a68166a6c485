import { ODataError } from '../../errors/odataError.ts';
import { matches, type Conditions, type EntityTagCondition } from '../../headers/conditions.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';

function refuse(message: string, target: string): never {
  throw new ODataError('entityTagDoesNotMatch', `${message} Nothing was changed.`, { target });
}

function requireMatch(condition: EntityTagCondition | undefined, version: string | undefined, target: string): void {
  if (condition === undefined || matches(condition, version)) return;
  refuse(
    version === undefined
      ? `The entity does not exist, and ${target} never inserts.`
      : `The entity has changed: its entity tag is not the one in ${target}. Read it again and repeat the change.`,
    target,
  );
}

/**
 * Checks the conditions of a write against the current entity (Protocol 4.01, 8.2.4, 8.2.5 and 11.4.1): If-Match never
 * inserts, If-None-Match: * never updates. Throws a 412.
 */
export function checkWriteConditions(conditions: Conditions, current: StoredEntity | undefined): void {
  requireMatch(conditions.ifMatch, current?.version, 'If-Match');
  if (conditions.ifNoneMatch !== undefined && matches(conditions.ifNoneMatch, current?.version)) {
    refuse(
      conditions.ifNoneMatch === '*'
        ? 'The entity exists, and If-None-Match: * never updates.'
        : 'The entity has an entity tag named in If-None-Match.',
      'If-None-Match',
    );
  }
}

/** Checks an entity tag in a 4.01 body, which has the effect of If-Match (JSON Format 4.01, 4.6.9). Throws a 412. */
export function checkBodyEntityTag(condition: EntityTagCondition | undefined, current: StoredEntity | undefined): void {
  requireMatch(condition, current?.version, '@etag');
}

/** True when a read is answered with 304; throws a 412 when If-Match names another version (RFC 9110, 13.2.2). */
export function isNotModified(conditions: Conditions, current: StoredEntity): boolean {
  requireMatch(conditions.ifMatch, current.version, 'If-Match');
  return conditions.ifNoneMatch !== undefined && matches(conditions.ifNoneMatch, current.version);
}
