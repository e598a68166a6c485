import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { drainRequest } from './drainRequest.ts';

/** Default of the real host (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT), in bytes. */
export const bodyLimit = 104_857_600;

/** In Azure the load balancer gives up after 230 s. */
const answerTimeoutMs = 230_000;

/** RFC 9110 section 7.6.1: meant for one connection only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Where and as what a request goes to the library's streaming proxy. */
export interface Forwarding {
  readonly agent: http.Agent;
  readonly port: number;
  /** Path and query as the function sees them. */
  readonly target: string;
  readonly invocationId: string;
  /** Whether the connection to the client ends with this response. */
  readonly lastOnConnection: () => boolean;
}

/** Whether anything may follow the head (RFC 9112 section 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** The library takes headers from the trigger metadata; the proxy only needs what frames and names the request. */
function proxyHeaders(request: IncomingMessage, invocationId: string): OutgoingHttpHeaders {
  const length = request.headers['content-length'];
  const chunked = request.headers['transfer-encoding'] !== undefined;
  return {
    'x-ms-invocation-id': invocationId,
    'x-forwarded-host': request.headers.host ?? 'localhost',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': request.socket.remoteAddress ?? '127.0.0.1',
    ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': length ?? '0' }),
  };
}

/** Names and values in turns, as they came. */
function endToEndHeaders({ rawHeaders }: IncomingMessage): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]];
    if (!hopByHop.has(name.toLowerCase())) headers.push(name, value);
  }
  return headers;
}

/**
 * Streams a request to the library's proxy and the answer back, neither of them buffered.
 *
 * @returns `done`, fulfilled when the client has the answer, rejected when it cannot get (the rest of) one; `abort` ends it early
 */
export function forwardRequest(request: IncomingMessage, response: ServerResponse, to: Forwarding) {
  const upstream = http.request({
    host: '127.0.0.1',
    port: to.port,
    method: request.method,
    path: to.target,
    headers: proxyHeaders(request, to.invocationId),
    agent: to.agent,
  });
  const abort = (reason: Error): void => void upstream.destroy(reason);

  const done = new Promise<void>((resolve, reject) => {
    // What befalls the request once the whole answer is here (it was answered early) is nothing the client must know.
    let answered = false;
    upstream.on('error', (error) => {
      if (!answered) reject(error);
    });
    const tooLate = new Error(`no answer within ${answerTimeoutMs / 1000} s`);
    const timer = setTimeout(() => abort(tooLate), answerTimeoutMs).unref();
    upstream.once('close', () => clearTimeout(timer));
    response.once('close', () => {
      if (!response.writableFinished) abort(new Error('the client went away'));
    });
    async function endEarly(): Promise<void> {
      request.unpipe(upstream);
      abort(new Error('answered early'));
      const rest = drainRequest(request);
      if (response.shouldKeepAlive) response.end();
      const { socket } = request;
      if (await rest) response.end();
      else response.end(() => socket.destroySoon());
    }
    upstream.once('response', (answer) => {
      clearTimeout(timer);
      const headers = endToEndHeaders(answer);
      if (to.lastOnConnection()) headers.push('Connection', 'close');
      response.writeHead(answer.statusCode ?? 500, headers);
      response.once('finish', resolve);
      answer.once('error', reject);
      answer.once('end', () => {
        answered = true;
        if (request.complete) response.end();
        else void endEarly();
      });
      answer.pipe(response, { end: false });
    });
  });
  if (request.headers['transfer-encoding'] !== undefined) {
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > bodyLimit) abort(new Error(`the request body is over ${bodyLimit} bytes`));
    });
  }
  if (hasBody(request)) {
    request.pipe(upstream);
    // The head goes with what of the body is here already, but does not wait for it.
    setImmediate(() => {
      if (!upstream.headersSent) upstream.flushHeaders();
    });
  } else upstream.end();
  return { done, abort };
}
