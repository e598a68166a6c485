import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { SelfSigned } from './selfSignedCertificate.ts';

/** One request that went through, and its answer, as they were on the wire. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly requestHeaders: IncomingMessage['headers'];
  readonly requestBody: string;
  readonly status: number;
  /** Names and values by turns, in the order and spelling they came in. */
  readonly rawHeaders: readonly string[];
}

/** An address before the app, as a reverse proxy has it, which keeps what goes through. */
export interface Gateway {
  /** `http://127.0.0.1:<port>`, with a certificate `https`, no trailing slash. */
  readonly url: string;
  /** What was sent to the app so far. */
  readonly exchanges: Exchange[];
  /** Begins to send on to the app. */
  connect(appUrl: string): void;
  stop(): Promise<void>;
}

/** Answers a request that is not for the app; false when it is. */
export type PageHandler = (target: string, response: ServerResponse) => boolean;

const hopByHop: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding']);

function endToEnd(raw: readonly string[]): string[] {
  return raw.filter((_, at) => !hopByHop.has((raw[at - (at % 2)] ?? '').toLowerCase()));
}

/**
 * Starts a server on a free port of 127.0.0.1 that serves `pages` and sends everything else on to the app, so that a page
 * and the service have one origin, and the address of the service is known before the app starts. With a certificate it ends TLS,
 * as the platform does.
 */
export async function startGateway(pages: PageHandler = () => false, tls?: SelfSigned): Promise<Gateway> {
  const exchanges: Exchange[] = [];
  let app: URL | undefined;

  async function forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = incoming;
    const body = await buffer(incoming);
    const { hostname, port } = app ?? {};
    const sent = sendRequest({ hostname, port, method, path: target, headers: endToEnd(incoming.rawHeaders) });
    sent.end(body);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve);
      sent.once('error', reject);
    });
    const { statusCode: status = 0, rawHeaders } = answer;
    exchanges.push({ method, target, requestHeaders: headers, requestBody: body.toString(), status, rawHeaders });
    response.writeHead(status, endToEnd(rawHeaders));
    answer.pipe(response);
  }

  const receive = (incoming: IncomingMessage, response: ServerResponse): void => {
    if (pages(incoming.url ?? '/', response)) return;
    forward(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  };
  const server = tls === undefined ? createServer(receive) : createTlsServer({ ...tls }, receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    connect(appUrl) {
      app = new URL(appUrl);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
