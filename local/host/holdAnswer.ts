import type { ServerResponse } from 'node:http';
import { answerEmpty } from './answerEmpty.ts';
import { answerHeaders } from './forward/proxyHeaders.ts';

/** An answer on its way to the client. Its head goes with the first of its body, as Kestrel sends it. */
export interface HeldAnswer {
  begin(status: number, rawHeaders: readonly (string | Buffer)[]): void;
  /** Returns whether more may follow at once; else `drained` calls back. */
  write(piece: Uint8Array): boolean;
  drained(run: () => void): void;
  /** Fulfilled when all of it may go: with its last byte the real host waits for the end of the invocation. */
  complete(): Promise<boolean>;
  end(then?: () => void): void;
  /** Whether another request may follow on the client's connection. */
  keepsConnection(): boolean;
  readonly fail: () => void;
}

/**
 * Holds back the end of an answer until its invocation has ended, and the answer whole when that failed before any of it went.
 *
 * @param invoked fulfilled at the end of the invocation, with whether it succeeded
 * @param lastOnConnection whether the connection to the client ends with this answer
 */
export function holdAnswer(
  response: ServerResponse,
  invoked: () => Promise<boolean>,
  lastOnConnection: () => boolean,
): HeldAnswer {
  let head: readonly [status: number, headers: string[]] | undefined;
  function sendHead(): void {
    if (head === undefined) return;
    const [status, headers] = head;
    // Whose body did not come in time may send the rest of it later, where the next request is expected (RFC 9110, 15.5.9).
    const isLast = lastOnConnection() || status === 408;
    response.writeHead(status, isLast ? [...headers, 'Connection', 'close'] : headers);
    head = undefined;
  }
  function fail(): void {
    if (response.headersSent) response.destroy();
    else answerEmpty(response, 500);
  }
  return {
    begin: (status, rawHeaders) => (head = [status, answerHeaders(rawHeaders)]),
    write(piece) {
      sendHead();
      return response.write(piece);
    },
    drained: (run) => void response.once('drain', run),
    async complete() {
      if (await invoked()) {
        sendHead();
        return true;
      }
      fail();
      return false;
    },
    end: (then) => void response.end(then),
    keepsConnection: () => response.shouldKeepAlive,
    fail,
  };
}
