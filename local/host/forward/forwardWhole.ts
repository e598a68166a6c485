import type { Dispatcher, Pool } from 'undici';
import type { Forwarded, Forwarding } from './forwarding.ts';

/** Forwards a request whose body, if it has one, is here already; streams the answer back. */
export function forwardWhole(pool: Pool, body: Buffer | null, to: Forwarding): Forwarded {
  const { request, target, headers, answer } = to;
  let control: Dispatcher.DispatchController | undefined;
  let early: Error | undefined;
  const done = new Promise<void>((resolve, reject) => {
    async function end(): Promise<void> {
      if (await answer.complete()) answer.end();
      resolve();
    }
    const method = request.method ?? 'GET';
    pool.dispatch(
      { method, path: target, headers: headers as string[], body },
      {
        onRequestStart(given) {
          control = given;
          if (early !== undefined) given.abort(early);
        },
        onResponseStart: ({ rawHeaders }, status) => answer.begin(status, rawHeaders as Buffer[]),
        onResponseData(given, chunk) {
          if (answer.write(chunk)) return;
          given.pause();
          answer.drained(() => given.resume());
        },
        onResponseEnd: () => void end(),
        onResponseError: (_given, error) => reject(error),
      },
    );
  });
  return {
    done,
    abort(reason) {
      early = reason;
      control?.abort(reason);
    },
  };
}
