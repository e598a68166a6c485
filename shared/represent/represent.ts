import type { EntityType } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';
import { ODataError } from '../errors/odataError.ts';
import type { Format } from '../headers/negotiateFormat.ts';
import { toEntityTag } from '../headers/conditions.ts';
import type { Preferences } from '../headers/parsePreferences.ts';
import type { ODataVersion } from '../headers/negotiateVersions.ts';
import type { Result, ResultKind } from '../operations/result.ts';
import { controlName, entityJson, propertyJson, type JsonOptions } from './entityJson.ts';
import { entityPath } from './entityPath.ts';
import type { ServiceResponse } from './response.ts';

/** What an answer depends on besides the result. */
export interface RepresentContext {
  readonly format: Format;
  readonly version: ODataVersion;
  readonly preferences: Preferences;
  /** Absolute URL of the service root with its trailing slash. */
  readonly serviceRoot: string;
  readonly model: readonly EntityType[];
}

type Representation<K extends ResultKind> = (result: Result<K>, context: RepresentContext) => ServiceResponse;

function jsonOptions({ format, version, serviceRoot }: RepresentContext): JsonOptions {
  return { version, metadata: format.metadata, ieee754Compatible: format.ieee754Compatible, serviceRoot };
}

function entityBody(type: EntityType, stored: Parameters<typeof entityJson>[1], context: RepresentContext): string {
  return entityJson(type, stored, jsonOptions(context), `${context.serviceRoot}$metadata#${type.name}/$entity`);
}

const written: Representation<'written'> = ({ type, stored, created }, context) => {
  const url = context.serviceRoot + entityPath(type, stored.entity.id);
  const preferred = context.preferences.return;
  const headers = {
    ETag: toEntityTag(stored.version),
    ...(created ? { Location: url } : {}),
    ...(preferred === undefined ? {} : { 'Preference-Applied': `return=${preferred}` }),
  };
  if (preferred === 'minimal') return { status: 204, headers: { ...headers, 'OData-EntityId': url } };
  return {
    status: created ? 201 : 200,
    headers: { ...headers, 'Content-Type': context.format.contentType },
    body: entityBody(type, stored, context),
  };
};

const property: Representation<'property'> = ({ type, stored, name }, context) => {
  const value = stored.entity[name] ?? null;
  const headers = { ETag: toEntityTag(stored.version) };
  if (value === null) return { status: 204, headers };
  const options = jsonOptions(context);
  const url = JSON.stringify(`${context.serviceRoot}$metadata#${entityPath(type, stored.entity.id)}/${name}`);
  const contextUrl = options.metadata === 'none' ? '' : `"${controlName(options.version, 'context')}":${url},`;
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': context.format.contentType },
    body: `{${contextUrl}"value":${propertyJson(type.properties[name], value, options)}}`,
  };
};

const propertyValue: Representation<'propertyValue'> = ({ type, stored, name }, context) => {
  const value = stored.entity[name] ?? null;
  const headers = { ETag: toEntityTag(stored.version) };
  if (value === null) return { status: 204, headers };
  if (typeof value === 'object') {
    throw new ODataError('invalidPath', `'${name}' is a collection and has no raw value; read it without /$value.`, {
      target: name,
    });
  }
  const body = primitiveTypes[type.properties[name]?.type ?? 'Edm.String'].toText(value);
  return { status: 200, headers: { ...headers, 'Content-Type': `${context.format.contentType};charset=utf-8` }, body };
};

const propertyCount: Representation<'propertyCount'> = ({ stored, name }, context) => {
  const value = stored.entity[name];
  const body = String(Array.isArray(value) ? value.length : 0);
  return { status: 200, headers: { 'Content-Type': context.format.contentType }, body };
};

/** One row per kind of result. */
const representations: { readonly [K in ResultKind]: Representation<K> } = {
  serviceDocument: () => ({ status: 501, headers: {} }),
  metadata: () => ({ status: 501, headers: {} }),
  entity: ({ type, stored }, context) => ({
    status: 200,
    headers: { 'Content-Type': context.format.contentType, ETag: toEntityTag(stored.version) },
    body: entityBody(type, stored, context),
  }),
  written,
  property,
  propertyValue,
  propertyCount,
  reference: ({ type, stored }, context) => ({
    status: 200,
    headers: { 'Content-Type': context.format.contentType },
    body: JSON.stringify({
      [controlName(context.version, 'context')]: `${context.serviceRoot}$metadata#$ref`,
      [controlName(context.version, 'id')]: context.serviceRoot + entityPath(type, stored.entity.id),
    }),
  }),
  notModified: ({ stored }) => ({ status: 304, headers: { ETag: toEntityTag(stored.version) } }),
  noContent: ({ stored, preferenceApplied }) => ({
    status: 204,
    headers: {
      ...(stored === undefined ? {} : { ETag: toEntityTag(stored.version) }),
      ...(preferenceApplied === undefined ? {} : { 'Preference-Applied': preferenceApplied }),
    },
  }),
};

/** Turns the result of an operation into the answer (Protocol 4.01, sections 8 and 9). */
export function represent(result: Result, context: RepresentContext): ServiceResponse {
  const representation = representations[result.kind] as Representation<ResultKind>;
  const response = representation(result, context);
  return { ...response, headers: { 'OData-Version': context.version, ...response.headers } };
}
