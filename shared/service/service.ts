import { randomUUID } from 'node:crypto';
import { authorise } from '../auth/authorise.ts';
import type { Caller } from '../auth/caller.ts';
import type { TokenGate } from '../auth/tokenGate.ts';
import { bindResource } from '../bind/bindResource.ts';
import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import { negotiateFormat } from '../headers/negotiateFormat.ts';
import { readJsonContentType } from '../headers/readJsonContentType.ts';
import { readConditions } from '../headers/conditions.ts';
import { parsePreferences } from '../headers/parsePreferences.ts';
import { negotiateVersions, type Versions } from '../headers/negotiateVersions.ts';
import { readJsonBytes } from '../json/readJson.ts';
import { allowedMethods, operationsOf, type Method } from '../operations/operationTable.ts';
import { errorResponse, internalError } from '../represent/errorResponse.ts';
import { represent } from '../represent/represent.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { StorageScope, Store } from '../store/store.ts';
import { parseQueryOptions } from '../url/parseQueryOptions.ts';
import { parseResourcePath } from '../url/parseResourcePath.ts';
import { readBody, type BodyStream } from './readBody.ts';
import type { ServiceLog } from './requestLog.ts';
import { requestTarget } from './requestTarget.ts';

/** Longest JSON body of a single request, in bytes after inflation. */
const bodyLimit = 1024 * 1024;
/** How long one request may take, in milliseconds; the platform itself gives up after 230 s. */
const requestDeadline = 25_000;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** `$metadata` is the one resource that is read without a token. */
const anonymousPath = /^(?:\$|%24)metadata\/?$/;

/** A request as the platform hands it over. */
export interface ServiceRequest {
  readonly method: string;
  /** Absolute or origin-form; not decoded. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: BodyStream;
}

/** What the service is made of. */
export interface ServiceParts {
  readonly model: readonly EntityType[];
  readonly store: Store;
  readonly gate: TokenGate;
  /** External base of all links, without trailing slash. */
  readonly publicUrl: string;
  readonly log: ServiceLog;
}

/** One request on its way through the pipeline. */
interface Call {
  readonly request: ServiceRequest;
  readonly requestId: string;
  readonly started: number;
  readonly usage: { requests: number; retries: number };
  versions: Versions | undefined;
  caller: Caller | undefined;
  operation: string;
}

/** Answers requests below `/v1.0`; never throws. */
export type Handle = (request: ServiceRequest) => Promise<ServiceResponse>;

/** Builds the pipeline: authenticate, parse, bind, authorise, operate, represent. Only it catches. */
export function createService(parts: ServiceParts): Handle {
  const { model, store, gate, log } = parts;
  const serviceRoot = `${parts.publicUrl}/v1.0/`;

  async function authenticate(call: Call, path: string): Promise<void> {
    if (anonymousPath.test(path)) return;
    call.caller = await gate.authenticate(call.request.headers.get('authorization'));
  }

  function scopeOf(call: Call): StorageScope {
    const deadline = call.started + requestDeadline;
    return {
      tenant: call.caller?.tenant ?? '',
      signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
      deadline,
      usage: call.usage,
      log: (level, message, detail) => log.write(level, `${call.requestId} ${message}`, detail),
    };
  }

  async function answer(call: Call): Promise<ServiceResponse> {
    const { method, url, headers, body } = call.request;
    const target = requestTarget(url);
    if (target === undefined) throw new ODataError('Request_ResourceNotFound', 'The service is below /v1.0/.');
    await authenticate(call, target.path);
    const versions = negotiateVersions(headers);
    call.versions = versions;

    const segments = parseResourcePath(target.path);
    const options = parseQueryOptions(target.query);
    if (options.some((option) => option.name === 'custom' && option.option === 'access_token')) {
      throw new ODataError('invalidRequest', 'A token is sent in the Authorization header only, never in the URL.', {
        target: 'access_token',
      });
    }
    const resource = bindResource(segments, options, { model, serviceRoot, now: call.started });

    const allow = allowedMethods(resource.kind);
    if (method === 'OPTIONS') return { status: 204, headers: { Allow: allow, 'OData-Version': versions.response } };
    const row = operationsOf(resource.kind)[(method === 'HEAD' ? 'GET' : method) as Method];
    if (row === undefined) {
      throw new ODataError('methodNotAllowed', `The method ${method} is not allowed here; allowed are ${allow}.`, {
        headers: { Allow: allow },
      });
    }
    call.operation = row.name;
    if (row.access !== 'anonymous' && call.caller !== undefined) authorise(call.caller, row.access);

    const formatOption = options.find((option) => option.name === 'format');
    const format = negotiateFormat(headers.get('accept'), formatOption?.value, row.formats);
    const preferences = parsePreferences(headers.get('prefer'));
    const result = await row.run(
      {
        resource,
        versions,
        preferences,
        conditions: readConditions(headers),
        readJsonBody: async () => {
          const { ieee754Compatible } = readJsonContentType(headers.get('content-type'));
          return { json: readJsonBytes(await readBody(body, headers, bodyLimit)), ieee754Compatible };
        },
      },
      { store, scope: scopeOf(call) },
    );
    return represent(result, { format, version: versions.response, preferences, serviceRoot, model });
  }

  function failed(call: Call, error: unknown): ServiceResponse {
    const known = error instanceof ODataError ? error : internalError;
    if (known.status >= 500) log.write('error', `${call.requestId} failed with ${known.innerCode}`, error);
    return errorResponse(known, {
      requestId: call.requestId,
      clientRequestId: clientRequestId(call.request),
      version: call.versions?.response ?? '4.0',
      now: Date.now(),
    });
  }

  return async (request) => {
    const call: Call = {
      request,
      requestId: randomUUID(),
      started: Date.now(),
      usage: { requests: 0, retries: 0 },
      versions: undefined,
      caller: undefined,
      operation: 'none',
    };
    let response: ServiceResponse;
    try {
      response = await answer(call);
    } catch (error) {
      response = failed(call, error);
    }
    log.request({
      operation: call.operation,
      status: response.status,
      duration: Date.now() - call.started,
      storageRequests: call.usage.requests,
      storageRetries: call.usage.retries,
      tenant: call.caller?.tenant,
      requestId: call.requestId,
      traceId: /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(request.headers.get('traceparent') ?? '')?.[1],
    });
    return finish(call, response);
  };
}

function clientRequestId(request: ServiceRequest): string | undefined {
  const id = request.headers.get('client-request-id')?.trim();
  return id !== undefined && guid.test(id) ? id : undefined;
}

/** Adds the headers every answer has; a HEAD answer keeps those of GET and loses the body. */
function finish(call: Call, response: ServiceResponse): ServiceResponse {
  const { request, requestId } = call;
  const echoed = clientRequestId(request);
  const headers = {
    'Cache-Control': call.operation === 'readMetadata' ? 'no-cache' : 'no-store',
    Vary: 'Accept, Accept-Encoding, Authorization, OData-MaxVersion, Prefer',
    'X-Content-Type-Options': 'nosniff',
    ...response.headers,
    'request-id': requestId,
    ...(echoed === undefined ? {} : { 'client-request-id': echoed }),
  };
  return request.method === 'HEAD' || response.body === undefined
    ? { status: response.status, headers }
    : { status: response.status, headers, body: response.body };
}
