import { entityShape, type Column } from '../bind/bound/rowShape.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { ODataError } from '../errors/odataError.ts';
import type { Result } from '../operations/contract/result.ts';
import { typeAnnotation, valueWriter } from './json/columnWriter.ts';
import { controlMember, jsonObject } from './json/controlMember.ts';
import { countMember } from './json/countMember.ts';
import { entityFragment } from './json/entityPath.ts';
import { entityTag } from './entityResponse.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';

/** A property as `{"value": ...}` (JSON Format 4.01, section 11); null is 204 (Protocol 4.01, 11.2.4). */
export function propertyResponse(
  { type, found, name, items }: Result<'property'>,
  context: RepresentContext,
): ServiceResponse {
  const { json, format, isHead } = context;
  const value = items?.items ?? found.entity[name] ?? null;
  const headers = entityTag(found);
  if (value === null) return { status: 204, headers };
  const answer = { status: 200, headers: { ...headers, 'Content-Type': format.contentType } };
  if (isHead) return { ...answer, body: '' };
  const column: Column = entityShape(type).columns.get(name) ?? { kind: 'property', type: 'Edm.String', name };
  // What is in no set has no address; its value is told by its type (Protocol 4.01, 10.13 to 10.16).
  const fragment = found.version === undefined ? column.type : `${entityFragment(type, found.entity.id)}/${name}`;
  const url = JSON.stringify(`${json.serviceRoot}$metadata#${fragment}`);
  const body = jsonObject(
    json.metadata === 'none' ? '' : controlMember('context', url, json),
    countMember(items?.count, json),
    `${typeAnnotation({ ...column, name: '' }, json)}"value":${valueWriter(column, json)(value)}`,
  );
  return { ...answer, body };
}

/** The raw value of a property as text (Protocol 4.01, 11.2.4.1); null is 204. */
export function propertyValueResponse(
  { type, found, name }: Result<'propertyValue'>,
  context: RepresentContext,
): ServiceResponse {
  const value = found.entity[name] ?? null;
  const headers = entityTag(found);
  if (value === null) return { status: 204, headers };
  if (Array.isArray(value)) {
    throw new ODataError('invalidPath', `'${name}' is a collection and has no raw value; read it without /$value.`, {
      target: name,
    });
  }
  const row = primitiveTypes[type.properties[name]?.type ?? 'Edm.String'];
  const body = context.isHead ? '' : row.toText(value as PrimitiveValue);
  return { status: 200, headers: { ...headers, 'Content-Type': context.format.contentType }, body };
}
