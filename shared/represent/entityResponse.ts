import { qualifiedName } from '../bind/bound/qualifiedName.ts';
import { entityShape } from '../bind/bound/rowShape.ts';
import type { EntityType } from '../edm/entityType.ts';
import { toEntityTag } from '../headers/conditions.ts';
import type { FoundEntity } from '../operations/contract/foundEntity.ts';
import type { Result, ResultRow } from '../operations/contract/result.ts';
import type { StoredEntity } from '../store/contract/storedEntity.ts';
import { checkRows } from './json/checkRows.ts';
import { controlMember, jsonObject } from './json/controlMember.ts';
import { entityPath } from './json/entityPath.ts';
import { outcomeMember } from './json/outcomeMember.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import type { Projection } from './json/projectedColumns.ts';
import { rowWriter, selectList } from './json/rowWriter.ts';
import { writeRow } from './json/writeRow.ts';

/** One entity as the whole body, under its context URL (Protocol 4.01, 10.3, 10.8 and, where it is in no set, 10.16). */
async function entityBody(
  type: EntityType,
  row: ResultRow,
  projection: Projection,
  { json, meter, isHead }: RepresentContext,
  ...annotations: readonly string[]
): Promise<string> {
  if (isHead) {
    await checkRows(projection, [row], json, meter);
    return '';
  }
  const list = selectList(projection);
  const fragment = row.stored === undefined ? qualifiedName(type.name) + list : `${type.name}${list}/$entity`;
  const url = JSON.stringify(`${json.serviceRoot}$metadata#${fragment}`);
  const context = json.metadata === 'none' ? '' : controlMember('context', url, json);
  return jsonObject(context, await writeRow(row, rowWriter(projection, json, meter), meter), ...annotations);
}

/** The header ETag of what has a version. */
export function entityTag({ version }: FoundEntity): Readonly<Record<string, string>> {
  return version === undefined ? {} : { ETag: toEntityTag(version) };
}

/** An entity that was read. */
export async function entityResponse(
  { type, found, query, row }: Result<'entity'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const stored = found.version === undefined ? {} : { stored: found };
  return {
    status: 200,
    headers: { 'Content-Type': context.format.contentType, ...entityTag(found) },
    body: await entityBody(type, { ...stored, row }, query, context),
  };
}

/**
 * The ETag of an answer without content: only for a caller who knows the state it stands for (Protocol 4.01, 9.1.4). Any
 * other would take it for the tag of what it last read, and overwrite by it what others wrote meanwhile.
 */
export function knownEntityTag(stored: StoredEntity, known: boolean): Readonly<Record<string, string>> {
  return known ? { ETag: toEntityTag(stored.version) } : {};
}

/**
 * An entity that was written: 201, 200, or 204 without content (Protocol 4.01, 11.4.1.5 and 11.4.4). One that was kept because
 * it is newer is always shown, with the outcome `older`, as is one whose names were `forgotten`: whoever asked for no content must learn it too (RFC 7240, 2).
 */
export async function writtenResponse(
  { type, stored, created, known, isOlder, isForgotten }: Result<'written'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const url = context.json.serviceRoot + entityPath(type, stored.entity.id);
  const preferred = context.preferences.return;
  const outcome = isOlder === true ? 'older' : isForgotten === true ? 'forgotten' : undefined;
  const isShown = outcome !== undefined || (preferred !== 'minimal' && !context.projected);
  const applied = [
    ...(preferred === (isShown ? 'representation' : 'minimal') ? [`return=${preferred}`] : []),
    ...(isOlder === undefined ? [] : ['keep-newer']),
  ];
  const headers = {
    // Of a creation alone (Protocol 4.01, 8.3.4): in an answer to an update clients take it for one that was not asked for.
    ...(created ? { Location: url, 'OData-EntityId': url } : {}),
    ...(applied.length > 0 && { 'Preference-Applied': applied.join(', ') }),
  };
  if (!isShown) {
    return { status: 204, headers: { ...headers, ...knownEntityTag(stored, known) } };
  }
  return {
    status: created ? 201 : 200,
    headers: { ...headers, ETag: toEntityTag(stored.version), 'Content-Type': context.format.contentType },
    body: await entityBody(
      type,
      { stored, row: stored.entity },
      { shape: entityShape(type) },
      context,
      outcome === undefined ? '' : outcomeMember(outcome),
    ),
  };
}
