import { toEntityTag } from '../headers/conditions.ts';
import type { Result, ResultKind } from '../operations/result.ts';
import { collectionResponse, referencesResponse, referenceWriter } from './collectionResponse.ts';
import { controlMember, jsonObject } from './controlMember.ts';
import { csvResponse } from './csvResponse.ts';
import { entityResponse, knownEntityTag, writtenResponse } from './entityResponse.ts';
import { metadataResponse } from './metadataResponse.ts';
import { propertyResponse, propertyValueResponse } from './propertyResponse.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { singletonResponse } from './singletonResponse.ts';
import { writeServiceDocument } from './writeServiceDocument.ts';

type Representation<K extends ResultKind> = (result: Result<K>, context: RepresentContext) => ServiceResponse;

/** One row per kind of result. */
const representations: { readonly [K in ResultKind]: Representation<K> } = {
  serviceDocument: (_result, { model, json, format }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: writeServiceDocument(model, json.serviceRoot, json),
  }),
  metadata: metadataResponse,
  entity: entityResponse,
  written: writtenResponse,
  property: propertyResponse,
  propertyValue: propertyValueResponse,
  count: ({ total }, { format }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: String(total),
  }),
  collection: collectionResponse,
  csv: csvResponse,
  references: referencesResponse,
  singleton: singletonResponse,
  reference: ({ type, stored }, { json, format }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: jsonObject(
      json.metadata === 'none' ? '' : controlMember('context', `"${json.serviceRoot}$metadata#$ref"`, json),
      referenceWriter(type, json)({ stored, row: stored.entity }),
    ),
  }),
  notModified: ({ stored }) => ({ status: 304, headers: { ETag: toEntityTag(stored.version) } }),
  noContent: ({ stored, known = false, preferenceApplied }) => ({
    status: 204,
    headers: {
      ...(stored === undefined ? {} : knownEntityTag(stored, known)),
      ...(preferenceApplied === undefined ? {} : { 'Preference-Applied': preferenceApplied }),
    },
  }),
};

/** Preferences every answer with content honours, as they are acknowledged (Protocol 4.01, 8.2.8 and 8.3.5). */
function appliedPreferences({ preferences, json }: RepresentContext): readonly string[] {
  const prefix = json.version === '4.0' ? 'odata.' : '';
  const { omitValues, includeAnnotations, maxpagesize } = preferences;
  return [
    ...(omitValues === undefined ? [] : [`omit-values=${omitValues}`]),
    ...(includeAnnotations === undefined ? [] : [`${prefix}include-annotations="${includeAnnotations}"`]),
    ...(maxpagesize === undefined ? [] : [`${prefix}maxpagesize=${maxpagesize}`]),
  ];
}

/** Kinds of results in which the preferences about content have an effect. */
const honouring: readonly ResultKind[] = ['entity', 'collection', 'references', 'singleton'];

/** Turns the result of an operation into the answer (Protocol 4.01, sections 8 and 9). */
export function represent(result: Result, context: RepresentContext): ServiceResponse {
  const representation = representations[result.kind] as Representation<ResultKind>;
  const response = representation(result, context);
  const applied = honouring.includes(result.kind) ? appliedPreferences(context) : [];
  const headers = {
    'OData-Version': context.json.version,
    ...(applied.length === 0 ? {} : { 'Preference-Applied': applied.join(', ') }),
    ...response.headers,
  };
  return { ...response, headers };
}
