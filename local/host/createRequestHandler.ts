import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerEmpty } from './answerEmpty.ts';
import type { ProxyConnection } from './connectProxy.ts';
import { forwardRequest } from './forwardRequest.ts';
import { bodyLimit } from './forwardStream.ts';
import type { FunctionsCore, InvocationRequest } from './functionsCore.ts';
import type { HttpFunction } from './httpFunctions.ts';
import { invokeFunction } from './invokeFunction.ts';
import { decodePath, encodePath } from './requestPath.ts';
import type { Match } from './createRouteTable.ts';
import { triggerMetadata } from './triggerMetadata.ts';

/** A loaded app as the handler needs it. */
export interface ServedApp {
  readonly core: FunctionsCore;
  readonly proxy: ProxyConnection;
  readonly find: (method: string, path: string) => Match<HttpFunction> | undefined;
  /** Invocations that have not ended, kept up to date by the handler. */
  readonly running: Set<Promise<void>>;
  readonly stopping: () => boolean;
}

/** A new trace id and span id; those of Node.js itself are drawn in advance, many at once. */
function newTraceParent(): string {
  return `00-${randomUUID().replaceAll('-', '')}-${randomUUID().replaceAll('-', '').slice(16)}-00`;
}

/** W3C Trace Context, begun here when the caller did not send one. */
function traceContext({ headers }: IncomingMessage): InvocationRequest['traceContext'] {
  const sent = headers['traceparent'];
  return {
    traceParent: typeof sent === 'string' ? sent : newTraceParent(),
    traceState: String(headers['tracestate'] ?? ''),
  };
}

/** Path and query of origin-form and absolute-form request targets (RFC 9112 section 3.2). */
function splitTarget(target: string): { path: string; search: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '');
  const end = local.indexOf('?');
  const path = end < 0 ? local : local.slice(0, end);
  return { path: path === '' ? '/' : path, search: end < 0 ? '' : local.slice(end) };
}

/** The HTTP side of the host: routing, then invocation and forwarding side by side. */
export function createRequestHandler({ core, proxy, find, running, stopping }: ServedApp): RequestListener {
  function serve(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    search: string,
    match: Match<HttpFunction>,
  ): void {
    const invocationId = randomUUID();
    const { done, abort } = forwardRequest(request, response, {
      proxy,
      target: encodePath(path) + search,
      invocationId,
      lastOnConnection: stopping,
    });
    done.catch(() => {
      if (response.headersSent) response.destroy();
      else answerEmpty(response, 500);
    });
    const fail = (error: unknown): void => {
      core.log(
        'error',
        'system',
        `${match.function.name}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
      abort(new Error('the invocation failed'));
    };
    const invocation = invokeFunction(core, match.function, {
      invocationId,
      inputData: [{ name: match.function.trigger, data: { http: {} } }],
      triggerMetadata: triggerMetadata(request, search, match.parameters),
      traceContext: traceContext(request),
    })
      .then((answered) => {
        if (!answered) fail(new Error('returned nothing; the real host would leave the caller waiting'));
      })
      .catch(fail)
      .finally(() => running.delete(invocation));
    running.add(invocation);
  }

  return (request, response) => {
    const { path: rawPath, search } = splitTarget(request.url ?? '/');
    const path = decodePath(rawPath);
    const match = path === undefined ? undefined : find(request.method ?? 'GET', path);
    if (path === undefined) answerEmpty(response, 400);
    else if (!match) answerEmpty(response, 404);
    // The real host fails while binding the request: 500, not 413 (azure-functions-host#10519).
    else if (Number(request.headers['content-length'] ?? 0) > bodyLimit) answerEmpty(response, 500);
    else serve(request, response, path, search, match);
  };
}
