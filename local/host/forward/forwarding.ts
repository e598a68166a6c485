import type { IncomingMessage } from 'node:http';
import type { ProxyConnection } from './connectProxy.ts';
import type { HeldAnswer } from '../holdAnswer.ts';

/** Where and as what a request goes to the library's streaming proxy, and where its answer goes. */
export interface Forwarding {
  readonly proxy: ProxyConnection;
  readonly request: IncomingMessage;
  /** Path and query as the function sees them. */
  readonly target: string;
  /** Names and values in turns. */
  readonly headers: readonly string[];
  readonly answer: HeldAnswer;
}

/** A request on its way. */
export interface Forwarded {
  /** Fulfilled when the client has the answer, rejected when it cannot get (the rest of) one. */
  readonly done: Promise<void>;
  /** Ends it early. */
  readonly abort: (reason: Error) => void;
}
