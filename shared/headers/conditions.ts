import { ODataError } from '../errors/odataError.ts';
import { splitList } from './mediaType.ts';

/** The entity tags of If-Match or If-None-Match: `*`, or a list (RFC 9110, 13.1). */
export type EntityTagCondition = '*' | readonly string[];

/** The conditions of a request; undefined where there is none. */
export interface Conditions {
  readonly ifMatch?: EntityTagCondition;
  readonly ifNoneMatch?: EntityTagCondition;
}

const entityTag = /^(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/** The opaque part of an entity tag: OData compares weak tags by it also in If-Match (Protocol 4.01, 8.2.6). */
function opaque(text: string, header: string): string {
  const match = entityTag.exec(text);
  if (match?.[1] !== undefined) return match[1];
  throw new ODataError(
    'malformedEntityTag',
    `${header} must be * or a list of entity tags such as W/"..." as the service returned them.`,
    { target: header },
  );
}

/** Reads one condition header. Throws a 400 for a malformed value. */
export function parseEntityTags(value: string | null, header: string): EntityTagCondition | undefined {
  if (value === null) return undefined;
  if (value.trim() === '*') return '*';
  // An empty value is malformed: taken for none, a client whose entity tag got lost would overwrite what it wants to keep.
  const tags = splitList(value);
  return (tags.length === 0 ? [''] : tags).map((tag) => opaque(tag, header));
}

/** Reads If-Match and If-None-Match. */
export function readConditions(headers: { get(name: string): string | null }): Conditions {
  const ifMatch = parseEntityTags(headers.get('if-match'), 'If-Match');
  const ifNoneMatch = parseEntityTags(headers.get('if-none-match'), 'If-None-Match');
  return { ...(ifMatch === undefined ? {} : { ifMatch }), ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }) };
}

/** The entity tag of a version. */
export function toEntityTag(version: string): string {
  return `W/"${version}"`;
}

/** True when the condition names the version; an absent entity has none and matches nothing, not even `*`. */
export function matches(condition: EntityTagCondition, version: string | undefined): boolean {
  if (version === undefined) return false;
  return condition === '*' || condition.includes(version);
}
