import { authorise } from '../auth/permission/authorise.ts';
import type { SystemOptionName } from '../bind/query/allowedOptions.ts';
import type { BindContext } from '../bind/expression/bindContext.ts';
import { bindQuery } from '../bind/bindQuery.ts';
import { bindResource } from '../bind/bindResource.ts';
import type { Address } from '../bind/bound/boundQuery.ts';
import { ODataError } from '../errors/odataError.ts';
import { checkDryRun } from '../headers/checkDryRun.ts';
import { checkIsolation } from '../headers/checkIsolation.ts';
import { checkJsonContentType } from '../headers/checkJsonContentType.ts';
import { negotiateFormat } from '../headers/negotiateFormat.ts';
import { parseMediaType } from '../headers/mediaType.ts';
import { readConditions } from '../headers/conditions.ts';
import { negotiateVersions } from '../headers/negotiateVersions.ts';
import { parsePreferences } from '../headers/parsePreferences.ts';
import type { JsonValue } from '../json/jsonValue.ts';
import { readJsonBody as readJsonText } from '../json/readJson.ts';
import type { OperationContext } from '../operations/contract/operation.ts';
import { allowedMethods, operationsFor, type Method, type OperationRow } from '../operations/operationTable.ts';
import { honouredPreferences } from '../represent/honouredPreferences.ts';
import { represent } from '../represent/represent.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { Resource } from '../bind/bound/resource.ts';
import { longestRequest } from '../store/contract/changeCursor.ts';
import { type Clock, startClock as startMachineClock } from '../store/contract/clock.ts';
import { nowOfPagingToken } from '../store/walk/pagingToken.ts';
import type { StorageScope } from '../store/contract/store.ts';
import { unpackOptions } from '../url/query/packedOptions.ts';
import { parseQueryOptions } from '../url/query/parseQueryOptions.ts';
import { parseRelativeUri } from '../url/parseRelativeUri.ts';
import type { QueryOption } from '../url/syntax/syntaxTree.ts';
import { authoriseTypes } from './authoriseTypes.ts';
import type { Call, ServiceRequest } from './message/call.ts';
import { isAnonymousPath } from './message/isAnonymousPath.ts';
import { readBody } from './message/readBody.ts';
import { requestTarget } from './message/requestTarget.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { ownTypes } from './ownTypes.ts';

/** Longest JSON body of a single request, in bytes after inflation. */
const bodyLimit = 1024 * 1024;
/** Longest body of text, such as that of a POST to `/$query`, in bytes. */
const textLimit = 64 * 1024;
/** Methods of callers who want no more than to read. */
const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** What `now()` stands for, in milliseconds since the epoch: what it stood for on the first page, if there was one. */
function nowOf(options: readonly QueryOption[], started: number): number {
  const token = options.find((option) => option.name === 'skiptoken');
  return nowOfPagingToken(token?.name === 'skiptoken' ? token.value : undefined, started);
}

/** The options a write takes; with a projection it answers without content (Protocol 4.01, 11.4.1.5). */
function writeOptions(resource: Resource): readonly SystemOptionName[] {
  const byId: readonly SystemOptionName[] = 'byId' in resource ? ['id'] : [];
  return resource.kind === 'property' || resource.kind === 'propertyValue'
    ? ['format']
    : ['format', 'select', 'expand', ...byId];
}

/** What a request, or a part of one that began when the clock was started, may use of the storage. */
export function scopeOf(call: Call, clock: Clock, { log }: ServiceParts): StorageScope {
  const deadline = Math.min(clock.started + longestRequest, call.limit);
  return {
    tenant: call.caller?.tenant ?? '',
    signal: clock.signalAt(deadline),
    deadline,
    clock,
    usage: call.usage,
    walksFrom: { requests: call.usage.requests, walked: call.usage.walked },
    meter: call.meter,
    trace: call.trace,
    log: (level, message, detail) => log.write(level, `${call.requestId} ${message}`, detail),
  };
}

async function readJsonBodyIfAny({ request, meter }: Call, limit: number): Promise<JsonValue | undefined> {
  const { headers, body } = request;
  const type = headers.get('content-type');
  // A type that is wrong is refused before the body is read; one that is missing matters only when there is a body.
  if (type !== null) checkJsonContentType(type);
  const bytes = await readBody(body, headers, limit);
  if (bytes.length === 0) return undefined;
  checkJsonContentType(type);
  return await readJsonText(bytes, (units) => meter.takeTurn(units));
}

async function readJsonBody(call: Call, limit: number): Promise<JsonValue> {
  const body = await readJsonBodyIfAny(call, limit);
  if (body === undefined) throw new ODataError('RequestBodyRead', 'The request needs a body, a JSON object.');
  return body;
}

/** The operation for a method; throws a 405 with Allow (RFC 9110, 15.5.6). */
function operationFor(resource: Resource, method: string): OperationRow {
  const row = operationsFor(resource)[(method === 'HEAD' ? 'GET' : method) as Method];
  if (row !== undefined) return row;
  const allow = allowedMethods(resource);
  // What is sent to a set and meant for one of its entities.
  const isOfEntity =
    resource.kind === 'entitySet' && method in operationsFor({ kind: 'entity', type: resource.type, key: '' });
  const hint = isOfEntity ? ` One entity has its id in the address: ${resource.type.name}('id').` : '';
  throw new ODataError('methodNotAllowed', `The method ${method} is not allowed here; allowed are ${allow}.${hint}`, {
    headers: { Allow: allow },
  });
}

/** Reads a body that is text; `what` it is, for the message of the 415. */
async function readTextBody({ headers, body }: ServiceRequest, what: string): Promise<string> {
  const type = parseMediaType(headers.get('content-type') ?? '');
  if (type?.essence !== 'text/plain' || (type.parameters.get('charset') ?? 'utf-8').toLowerCase() !== 'utf-8') {
    throw new ODataError('unsupportedMediaType', `${what} sent as Content-Type: text/plain, in UTF-8.`, {
      target: 'Content-Type',
    });
  }
  const bytes = await readBody(body, headers, textLimit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ODataError('RequestBodyRead', 'The body is not UTF-8.', { cause });
  }
}

/** Reads the options a POST to `/$query` carries in its body, in the form of a query (Protocol 4.01, 11.2.6.8). */
async function readBodyOptions(request: ServiceRequest): Promise<readonly QueryOption[]> {
  return parseQueryOptions((await readTextBody(request, 'The options are')).trim());
}

/** Refuses tokens where they would be logged (RFC 9700, 4.3.2). */
function refuseTokenInUrl(options: readonly QueryOption[]): void {
  if (!options.some((option) => option.name === 'custom' && option.option === 'access_token')) return;
  throw new ODataError('invalidRequest', 'A token is sent in the Authorization header only, never in the URL.', {
    target: 'access_token',
  });
}

/** What the request can be repeated by for its next page. */
function addressOf(path: string, options: readonly QueryOption[]): Address {
  const texts = options.flatMap(({ name, text }) => (name === 'skiptoken' || text === undefined ? [] : [text]));
  return { path: path.replace(/\/?(?:\$|%24)query\/?$/, '').replace(/\/$/, ''), options: texts };
}

/**
 * The way of one request: authenticate, parse, bind, authorise, operate, represent. A request inside a batch comes with the
 * caller the batch was authenticated for. Throws ODataErrors.
 */
export async function answer(
  call: Call,
  parts: ServiceParts,
  runBatch: OperationContext['runBatch'],
): Promise<ServiceResponse> {
  const { model, store, gate, startClock = startMachineClock } = parts;
  const { method, url, headers } = call.request;
  const serviceRoot = `${parts.publicUrl}/v1.0/`;
  const target = requestTarget(url);
  if (target === undefined) throw new ODataError('Request_ResourceNotFound', 'The service is below /v1.0/.');
  const isAnonymous = isAnonymousPath(target.path);
  const wanted = readingMethods.includes(method) ? 'read' : 'write';
  if (!isAnonymous) call.caller ??= await gate.authenticate(headers.get('authorization'), wanted);

  const versions = negotiateVersions(headers);
  call.versions = versions;
  checkIsolation(headers);
  const { segments, options: written } = parseRelativeUri(target.path, target.query);
  const urlOptions = unpackOptions(written);
  refuseTokenInUrl(urlOptions);
  const context: BindContext = { model, serviceRoot, now: nowOf(urlOptions, call.started), meter: call.meter };
  const bindPath = async (given: readonly QueryOption[], awaitsBody: boolean): Promise<Resource> =>
    await call.meter.atOnce(() => bindResource(segments, given, awaitsBody ? { ...context, awaitsBody } : context));
  const addressed = await bindPath(urlOptions, segments.at(-1)?.segment === 'query');
  if (method === 'OPTIONS') {
    return { status: 204, headers: { Allow: allowedMethods(addressed), 'OData-Version': versions.response } };
  }
  const isQuery = addressed.kind === 'query' && method === 'POST';
  const named = isQuery ? addressed.target : addressed;
  const row = operationFor(named, isQuery ? 'GET' : method);
  call.operation = row.name;
  call.entitySet = 'type' in named ? named.type.name : undefined;
  if (row.access !== 'anonymous') {
    call.caller ??= await gate.authenticate(headers.get('authorization'), row.access);
    authorise(call.caller, row.access, call.entitySet);
  }
  const options = isQuery ? [...urlOptions, ...(await readBodyOptions(call.request))] : urlOptions;
  // Aliases of the path may have their values in the body.
  const whole = isQuery ? await bindPath(options, false) : named;
  const resource = whole.kind === 'query' ? whole.target : whole;
  const allowed = row.access === 'write' ? writeOptions(resource) : undefined;
  const asked = { ...context, now: nowOf(options, call.started) };
  const query = await call.meter.atOnce(() => bindQuery(options, resource, asked, allowed));
  if (call.caller !== undefined) authoriseTypes(call.caller, row.access, resource, query);
  const newer = versions.only40 ? row.formatsOf401 : undefined;
  const format = negotiateFormat(headers.get('accept'), query.format, row.formats, newer, row.formatRule);
  if (format.name === 'csv') call.end = parts.csvAnswers?.begin();
  const preferences = parsePreferences(headers.get('prefer'));
  checkDryRun(preferences, method, isQuery || row.takesDryRun === true);
  const isHidden = isQuery || urlOptions !== written;
  const address = { ...addressOf(target.path, options), ...(isHidden && { isHidden: true as const }) };
  const result = await row.run(
    {
      resource,
      query,
      address,
      versions,
      preferences,
      conditions: readConditions(headers),
      format,
      serviceRoot,
      readJsonBody: async (limit = bodyLimit) => await readJsonBody(call, limit),
      readJsonBodyIfAny: async () => await readJsonBodyIfAny(call, bodyLimit),
      readTextBody: async () => await readTextBody(call.request, 'The raw value of a property is'),
    },
    {
      store,
      scope: scopeOf(call, call.clock, parts),
      ...ownTypes(model),
      renew: () => scopeOf(call, startClock(), parts),
      runBatch,
    },
  );
  call.pageSize = 'page' in result ? ('rows' in result.page ? result.page.rows : result.page.items).length : undefined;
  const honoured = honouredPreferences(preferences, method as Method, result);
  const json = {
    version: versions.response,
    only40: versions.only40,
    metadata: format.metadata,
    ieee754Compatible: format.ieee754Compatible,
    serviceRoot,
    omitNulls: honoured.omitValues !== undefined,
  };
  const projected = query.select !== undefined || query.expand.length > 0;
  return await represent(result, {
    format,
    json,
    preferences: honoured,
    model,
    meter: call.meter,
    address,
    isHead: method === 'HEAD',
    projected,
  });
}
