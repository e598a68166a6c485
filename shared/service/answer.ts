import { authorise } from '../auth/authorise.ts';
import { bindResource } from '../bind/bindResource.ts';
import { ODataError } from '../errors/odataError.ts';
import { checkIsolation } from '../headers/checkIsolation.ts';
import { negotiateFormat } from '../headers/negotiateFormat.ts';
import { readConditions } from '../headers/conditions.ts';
import { readJsonContentType } from '../headers/readJsonContentType.ts';
import { negotiateVersions } from '../headers/negotiateVersions.ts';
import { parsePreferences } from '../headers/parsePreferences.ts';
import { readJsonBytes } from '../json/readJson.ts';
import type { JsonBody } from '../operations/operation.ts';
import { allowedMethods, operationsOf, type Method, type OperationRow } from '../operations/operationTable.ts';
import { represent } from '../represent/represent.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { Resource } from '../bind/resource.ts';
import type { StorageScope } from '../store/store.ts';
import { parseQueryOptions } from '../url/parseQueryOptions.ts';
import { parseResourcePath } from '../url/parseResourcePath.ts';
import type { QueryOption } from '../url/syntaxTree.ts';
import type { Call, ServiceRequest } from './call.ts';
import { checkQueryOptions } from './checkQueryOptions.ts';
import { readBody } from './readBody.ts';
import { requestTarget } from './requestTarget.ts';
import type { ServiceParts } from './serviceParts.ts';

/** Longest JSON body of a single request, in bytes after inflation. */
const bodyLimit = 1024 * 1024;
/** How long one request may take, in milliseconds; the platform itself gives up after 230 s. */
const requestDeadline = 25_000;
/** `$metadata` is the one resource that is read without a token. */
const anonymousPath = /^(?:\$|%24)metadata\/?$/;

/** Methods of callers who want no more than to read. */
const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** A write never fails for these alone: it answers without content instead (Protocol 4.01, 11.4.1.5). */
const projections: readonly QueryOption['name'][] = ['select', 'expand'];

function scopeOf(call: Call, { log }: ServiceParts): StorageScope {
  const deadline = call.started + requestDeadline;
  return {
    tenant: call.caller?.tenant ?? '',
    signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
    deadline,
    usage: call.usage,
    log: (level, message, detail) => log.write(level, `${call.requestId} ${message}`, detail),
  };
}

async function readJsonBody({ headers, body }: ServiceRequest): Promise<JsonBody> {
  const { ieee754Compatible } = readJsonContentType(headers.get('content-type'));
  return { json: readJsonBytes(await readBody(body, headers, bodyLimit)), ieee754Compatible };
}

/** The operation for a method; throws a 405 with Allow (RFC 9110, 15.5.6). */
function operationFor(resource: Resource, method: string): OperationRow {
  const row = operationsOf(resource.kind)[(method === 'HEAD' ? 'GET' : method) as Method];
  if (row !== undefined) return row;
  const allow = allowedMethods(resource.kind);
  throw new ODataError('methodNotAllowed', `The method ${method} is not allowed here; allowed are ${allow}.`, {
    headers: { Allow: allow },
  });
}

/** The way of one request: authenticate, parse, bind, authorise, operate, represent. Throws ODataErrors. */
export async function answer(call: Call, parts: ServiceParts): Promise<ServiceResponse> {
  const { model, store, gate } = parts;
  const { method, url, headers } = call.request;
  const serviceRoot = `${parts.publicUrl}/v1.0/`;
  const target = requestTarget(url);
  if (target === undefined) throw new ODataError('Request_ResourceNotFound', 'The service is below /v1.0/.');
  const wanted = readingMethods.includes(method) ? 'read' : 'write';
  if (!anonymousPath.test(target.path)) call.caller = await gate.authenticate(headers.get('authorization'), wanted);

  const versions = negotiateVersions(headers);
  call.versions = versions;
  checkIsolation(headers);
  const segments = parseResourcePath(target.path);
  const options = parseQueryOptions(target.query);
  if (options.some((option) => option.name === 'custom' && option.option === 'access_token')) {
    throw new ODataError('invalidRequest', 'A token is sent in the Authorization header only, never in the URL.', {
      target: 'access_token',
    });
  }
  const resource = bindResource(segments, options, { model, serviceRoot, now: call.started });
  if (method === 'OPTIONS') {
    return { status: 204, headers: { Allow: allowedMethods(resource.kind), 'OData-Version': versions.response } };
  }
  const row = operationFor(resource, method);
  call.operation = row.name;
  if (row.access !== 'anonymous') {
    call.caller ??= await gate.authenticate(headers.get('authorization'), row.access);
    authorise(call.caller, row.access);
  }
  checkQueryOptions(options, row.access === 'write' ? projections : []);

  const formatOption = options.flatMap((option) => (option.name === 'format' ? [option.value] : []))[0];
  const format = negotiateFormat(headers.get('accept'), formatOption, row.formats);
  const preferences = parsePreferences(headers.get('prefer'));
  const result = await row.run(
    {
      resource,
      versions,
      preferences,
      conditions: readConditions(headers),
      readJsonBody: async () => await readJsonBody(call.request),
    },
    { store, scope: scopeOf(call, parts) },
  );
  const projected = options.some(({ name }) => projections.includes(name));
  return represent(result, { format, version: versions.response, preferences, serviceRoot, model, projected });
}
