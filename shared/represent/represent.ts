import { toEntityTag } from '../headers/conditions.ts';
import type { Result, ResultKind } from '../operations/contract/result.ts';
import { collectionResponse, referencesResponse, referenceWriter } from './collectionResponse.ts';
import { controlMember, jsonObject } from './json/controlMember.ts';
import { csvResponse } from './csvResponse.ts';
import { deltaResponse } from './deltaResponse.ts';
import { entityResponse, knownEntityTag, writtenResponse } from './entityResponse.ts';
import { metadataResponse } from './metadataResponse.ts';
import { propertyResponse, propertyValueResponse } from './propertyResponse.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { singletonResponse } from './singletonResponse.ts';
import { upsertedResponse } from './upsertedResponse.ts';
import { writeServiceDocument } from './metadata/writeServiceDocument.ts';

type Representation<K extends ResultKind> = (
  result: Result<K>,
  context: RepresentContext,
) => ServiceResponse | Promise<ServiceResponse>;

/** One row per kind of result. */
const representations: { readonly [K in ResultKind]: Representation<K> } = {
  serviceDocument: (_result, { model, json, format, isHead }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: isHead ? '' : writeServiceDocument(model, json.serviceRoot, json),
  }),
  metadata: metadataResponse,
  entity: entityResponse,
  written: writtenResponse,
  property: propertyResponse,
  propertyValue: propertyValueResponse,
  count: ({ total }, { format, isHead }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: isHead ? '' : String(total),
  }),
  collection: collectionResponse,
  changes: deltaResponse,
  upserted: upsertedResponse,
  csv: csvResponse,
  references: referencesResponse,
  singleton: singletonResponse,
  reference: ({ type, stored }, { json, format, isHead }) => ({
    status: 200,
    headers: { 'Content-Type': format.contentType },
    body: isHead
      ? ''
      : jsonObject(
          json.metadata === 'none' ? '' : controlMember('context', `"${json.serviceRoot}$metadata#$ref"`, json),
          referenceWriter(type, json)({ stored, row: stored.entity }),
        ),
  }),
  batch: ({ contentType, body, preferenceApplied }) => ({
    status: 200,
    headers: {
      'Content-Type': contentType,
      ...(preferenceApplied === undefined ? {} : { 'Preference-Applied': preferenceApplied }),
    },
    body,
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

/** Kinds of results whose content the preference about annotations shapes. */
const shaped: readonly ResultKind[] = ['entity', 'written', 'collection', 'changes', 'references', 'singleton'];
/** Kinds of results that come in pages. */
const paged: readonly ResultKind[] = ['collection', 'changes', 'references', 'singleton'];

/** A text of a caller as a quoted-string (RFC 9110, 5.6.4), so that it says nothing but itself. */
function quotedString(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** Preferences answers with content honour, as they are acknowledged (Protocol 4.01, 8.2.8 and 8.3.5). */
function appliedPreferences(result: Result, { preferences, json }: RepresentContext): readonly string[] {
  const prefix = json.version === '4.0' ? 'odata.' : '';
  const { omitValues, includeAnnotations, maxpagesize, trackChanges } = preferences;
  const isShaped = shaped.includes(result.kind);
  const isTracked = result.kind === 'changes' || (result.kind === 'collection' && result.page.isTracked === true);
  return [
    ...(omitValues !== undefined ? [`omit-values=${omitValues}`] : []),
    ...(includeAnnotations !== undefined && isShaped
      ? [`${prefix}include-annotations=${quotedString(includeAnnotations)}`]
      : []),
    ...(maxpagesize !== undefined && paged.includes(result.kind) ? [`${prefix}maxpagesize=${maxpagesize}`] : []),
    ...(trackChanges === true && isTracked ? [`${prefix}track-changes`] : []),
  ];
}

/** Turns the result of an operation into the answer (Protocol 4.01, sections 8 and 9). */
export async function represent(result: Result, context: RepresentContext): Promise<ServiceResponse> {
  const representation = representations[result.kind] as Representation<ResultKind>;
  const response = await representation(result, context);
  const { 'Preference-Applied': own, ...others } = response.headers;
  const shapedBy = response.body === undefined ? [] : appliedPreferences(result, context);
  const applied = [...(own === undefined ? [] : [own]), ...shapedBy];
  const headers = {
    'OData-Version': context.json.version,
    ...(applied.length === 0 ? {} : { 'Preference-Applied': applied.join(', ') }),
    ...others,
  };
  return { ...response, headers };
}
