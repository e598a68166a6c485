import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerEmpty } from './answerEmpty.ts';
import type { ProxyConnection } from './forward/connectProxy.ts';
import type { Match } from './createRouteTable.ts';
import { forwardRequest } from './forward/forwardRequest.ts';
import type { FunctionsCore, InvocationRequest } from './functionsCore.ts';
import { holdAnswer } from './holdAnswer.ts';
import type { HttpFunction } from './httpFunctions.ts';
import { invokeFunction } from './invokeFunction.ts';
import { proxyHeaders } from './forward/proxyHeaders.ts';
import { readWhole } from './forward/readWhole.ts';
import { refusedStatus } from './refusedStatus.ts';
import { requestTarget, type RequestTarget } from './requestTarget.ts';
import { triggerMetadata } from './triggerMetadata.ts';

/** A loaded app as the handler needs it. */
export interface ServedApp {
  readonly core: FunctionsCore;
  readonly proxy: ProxyConnection;
  readonly find: (method: string, path: string) => Match<HttpFunction> | undefined;
  /** Invocations that have not ended, kept up to date by the handler. */
  readonly running: Set<Promise<unknown>>;
  readonly stopping: () => boolean;
  /** `functionTimeout` of host.json, in milliseconds. */
  readonly functionTimeoutMs: number;
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

/** What .NET's client does not send: the real host forwards no such request. */
const beyondAscii = /[\x80-\xff]/;

/** The HTTP side of the host: routing, then invocation and forwarding side by side. */
export function createRequestHandler(app: ServedApp): RequestListener {
  const { core, proxy, find, running, stopping, functionTimeoutMs } = app;

  function log(message: string, error: unknown): void {
    core.log('error', 'system', `${message}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  }

  /** Runs a function beside the forwarding, and tells how it ended; the real host has no other way to know. */
  function invoke(called: HttpFunction, invocation: InvocationRequest): () => Promise<boolean> {
    const outcome = invokeFunction(core, called, invocation)
      .then(() => true)
      .catch((error: unknown) => {
        log(called.name, error);
        return false;
      })
      .finally(() => running.delete(outcome));
    running.add(outcome);
    let known: boolean | undefined;
    void outcome.then((succeeded) => (known = succeeded));
    return async () => {
      if (known !== undefined) return known;
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => {
          log(called.name, 'over functionTimeout; the real host would restart the worker with all that is in flight');
          resolve(false);
        }, functionTimeoutMs).unref();
      });
      const succeeded = await Promise.race([outcome, timeout]);
      clearTimeout(timer);
      return succeeded;
    };
  }

  function serve(
    request: IncomingMessage,
    response: ServerResponse,
    { search, forwarded }: RequestTarget,
    { function: called, parameters }: Match<HttpFunction>,
    body: Buffer | null | undefined,
  ): void {
    const invocationId = randomUUID();
    const headers = proxyHeaders(request, invocationId);
    const invoked = invoke(called, {
      invocationId,
      inputData: [{ name: called.trigger, data: { http: {} } }],
      triggerMetadata: triggerMetadata(request, search, body ?? undefined, parameters),
      traceContext: traceContext(request),
    });
    const answer = holdAnswer(response, invoked, stopping);
    if (headers.some((text) => beyondAscii.test(text))) {
      void invoked().then(answer.fail);
      return;
    }
    const { done } = forwardRequest(response, body, { proxy, request, target: forwarded, headers, answer });
    done.catch(answer.fail);
  }

  return (request, response) => {
    const refused = refusedStatus(request);
    const target = refused ?? requestTarget(request);
    if (typeof target === 'number') {
      answerEmpty(response, target);
      return;
    }
    const match = find(request.method ?? 'GET', target.path);
    if (!match) {
      answerEmpty(response, 404);
      return;
    }
    const { 'transfer-encoding': coding, 'content-length': length = '0' } = request.headers;
    if (coding !== undefined || length === '0') {
      serve(request, response, target, match, coding === undefined ? null : undefined);
      return;
    }
    readWhole(request).then(
      (body) => serve(request, response, target, match, body),
      () => answerEmpty(response, 500),
    );
  };
}
