import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import type { Forwarded, Forwarding } from './forwarding.ts';
import { answerHeaders, proxyHeaders } from './proxyHeaders.ts';

/** Forwards a request whose body, if it has one, is here already; streams the answer back. */
export function forwardWhole(
  pool: Pool,
  request: IncomingMessage,
  body: Buffer | null,
  response: ServerResponse,
  to: Forwarding,
): Forwarded {
  let control: Dispatcher.DispatchController | undefined;
  let early: Error | undefined;
  const done = new Promise<void>((resolve, reject) => {
    response.once('finish', resolve);
    const options: Dispatcher.DispatchOptions = {
      method: request.method ?? 'GET',
      path: to.target,
      headers: proxyHeaders(request, to.invocationId),
      body,
    };
    pool.dispatch(options, {
      onRequestStart(given) {
        control = given;
        if (early !== undefined) given.abort(early);
      },
      onResponseStart({ rawHeaders }, status) {
        response.writeHead(status, answerHeaders(rawHeaders as Buffer[], to));
      },
      onResponseData(given, chunk) {
        if (response.write(chunk)) return;
        given.pause();
        response.once('drain', () => given.resume());
      },
      onResponseEnd: () => void response.end(),
      onResponseError: (_given, error) => reject(error),
    });
  });
  return {
    done,
    abort(reason) {
      early = reason;
      control?.abort(reason);
    },
  };
}
