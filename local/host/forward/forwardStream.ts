import http from 'node:http';
import { answerTimeoutMs } from '../answerTimeoutMs.ts';
import { connectAsWritten } from './connectAsWritten.ts';
import { drainRequest } from './drainRequest.ts';
import type { Forwarded, Forwarding } from './forwarding.ts';
import { bodyLimit, watchRate } from './readWhole.ts';

/**
 * Forwards a request, the head at once, and streams the answer back, which may come before the body's end.
 *
 * @param body the whole body when it is here; null when there is none; undefined when it comes in chunks
 */
export function forwardStream(body: Buffer | null | undefined, to: Forwarding): Forwarded {
  const { request, proxy, target, answer } = to;
  const framing = body === undefined ? ['transfer-encoding', 'chunked'] : ['content-length', String(body?.length ?? 0)];
  const headers = ['host', `localhost:${proxy.port}`, ...to.headers, ...framing];
  const options = { host: '127.0.0.1', port: proxy.port, method: request.method, path: target };
  const written = connectAsWritten(headers);
  const upstream = http.request(written ? { ...options, ...written } : { ...options, headers, agent: proxy.agent });
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
      if (answer.keepsConnection()) answer.end();
      const { socket } = request;
      if (await rest) answer.end();
      else answer.end(() => socket.destroySoon());
    }
    async function end(): Promise<void> {
      answered = true;
      if (!(await answer.complete())) return;
      if (body !== undefined || request.complete) answer.end();
      else await endEarly();
    }
    upstream.once('response', (incoming) => {
      clearTimeout(timer);
      answer.begin(incoming.statusCode ?? 500, incoming.rawHeaders);
      incoming.once('error', reject);
      incoming.on('data', (piece: Buffer) => {
        if (answer.write(piece)) return;
        incoming.pause();
        answer.drained(() => void incoming.resume());
      });
      incoming.once('end', () => void end().then(resolve, reject));
    });
  });
  if (body !== undefined) {
    upstream.end(body ?? undefined);
    return { done, abort };
  }
  let received = 0;
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > bodyLimit) abort(new Error(`the request body is over ${bodyLimit} bytes`));
  });
  watchRate(request, () => abort(new Error('the request body comes too slowly')));
  request.pipe(upstream);
  upstream.flushHeaders();
  return { done, abort };
}
