import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { answerTimeoutMs } from './answerTimeoutMs.ts';
import { drainRequest } from './drainRequest.ts';
import type { Forwarded, Forwarding } from './forwarding.ts';
import { answerHeaders, proxyHeaders } from './proxyHeaders.ts';

/** Default of the real host (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT), in bytes. */
export const bodyLimit = 104_857_600;

/** The library reads the body as it is framed, so the framing goes along. */
function framing({ headers }: IncomingMessage): Record<string, string> {
  return headers['transfer-encoding'] === undefined
    ? { 'content-length': headers['content-length'] ?? '0' }
    : { 'transfer-encoding': 'chunked' };
}

/** Forwards a request while its body arrives, the head at once, and streams the answer back, which may come before the body's end. */
export function forwardStream(request: IncomingMessage, response: ServerResponse, to: Forwarding): Forwarded {
  const upstream = http.request({
    host: '127.0.0.1',
    port: to.proxy.port,
    method: request.method,
    path: to.target,
    headers: { ...proxyHeaders(request, to.invocationId), ...framing(request) },
    agent: to.proxy.agent,
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
      response.writeHead(answer.statusCode ?? 500, answerHeaders(answer.rawHeaders, to));
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
  let received = 0;
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > bodyLimit) abort(new Error(`the request body is over ${bodyLimit} bytes`));
  });
  request.pipe(upstream);
  upstream.flushHeaders();
  return { done, abort };
}
