import type { ProxyConnection } from './connectProxy.ts';

/** Where and as what a request goes to the library's streaming proxy. */
export interface Forwarding {
  readonly proxy: ProxyConnection;
  /** Path and query as the function sees them. */
  readonly target: string;
  readonly invocationId: string;
  /** Whether the connection to the client ends with this response. */
  readonly lastOnConnection: () => boolean;
}

/** A request on its way. */
export interface Forwarded {
  /** Fulfilled when the client has the answer, rejected when it cannot get (the rest of) one. */
  readonly done: Promise<void>;
  /** Ends it early. */
  readonly abort: (reason: Error) => void;
}
