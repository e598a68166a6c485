import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from './seededFaults.ts';

/** What a proxy in front of a table service does with one request. */
export interface ProxyFault {
  /** Milliseconds before the request is passed on. */
  readonly delay?: number;
  /** The connection breaks `before` the request is passed on, or `after` it took effect. */
  readonly reset?: 'before' | 'after';
  /** Another answer than the service gives; with `effect` the request is passed on all the same. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly effect?: boolean;
  /** The answer is a 500, and so many milliseconds later the request is passed on all the same. */
  readonly late?: number;
  /** The connection breaks in the middle of the answer. */
  readonly truncate?: boolean;
  /** Most rows of a page. */
  readonly top?: number;
}

/** Told of every request that changes something, before it is passed on. */
type WriteListener = (target: string, body: Buffer) => void;

type FaultMaker = (random: () => number, incoming: IncomingMessage) => ProxyFault;

/** The ways a table service fails on the wire, each by itself. */
export const proxyFaults: Readonly<Record<string, FaultMaker>> = {
  delays: (random) => ({ delay: random() * 60 }),
  'resets before the effect': () => ({ reset: 'before' }),
  'resets after the effect': () => ({ reset: 'after' }),
  '500 before or after the effect': (random) => ({ status: 500, effect: random() < 0.5 }),
  '503 with Retry-After': () => ({ status: 503, headers: { 'retry-after': '0' } }),
  '503 without Retry-After, after the effect': () => ({ status: 503, effect: true }),
  '429 without Retry-After': () => ({ status: 429 }),
  'truncated answers': () => ({ truncate: true }),
  'effects after the answer': (random, { method }) => (method === 'POST' ? { late: random() * 300 } : {}),
  'partial pages': (random) => ({ top: 1 + Math.floor(random() * 2) }),
  '412 storms': (_random, { method }) => (method === 'POST' ? { status: 412, effect: false } : {}),
  '409 after the effect': (_random, { method }) => (method === 'POST' ? { status: 409, effect: true } : {}),
};

interface FaultProxyOptions {
  readonly seed?: number;
  readonly share?: number;
  readonly onWrite?: WriteListener;
}

/** Starts a proxy on a free port of 127.0.0.1 that lets a share of the requests to `target` fail. */
export async function startFaultProxy(
  target: string,
  make: FaultMaker,
  { seed = 1, share = 0.15, onWrite = () => undefined }: FaultProxyOptions = {},
) {
  const random = seededRandom(seed);
  const underWay = new Set<Promise<void>>();
  const server = createServer((incoming, outgoing) => {
    const fault = random() < share ? make(random, incoming) : {};
    const relayed = relay({ target, onWrite }, fault, incoming, outgoing)
      .catch(() => void incoming.socket.destroy())
      .finally(() => underWay.delete(relayed));
    underWay.add(relayed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Resolves when nothing is under way to the service any more. */
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Service {
  readonly target: string;
  readonly onWrite: WriteListener;
}

async function relay(service: Service, fault: ProxyFault, incoming: IncomingMessage, outgoing: ServerResponse) {
  const body = await bytes(incoming);
  await wait(fault.delay ?? 0);
  if (fault.reset === 'before') return void incoming.socket.destroy();
  if (fault.status !== undefined && fault.effect !== true) {
    answer(outgoing, fault);
    return;
  }
  if (fault.late !== undefined) {
    answer(outgoing, fault);
    await wait(fault.late);
    await forward(service, fault, incoming, body);
    return;
  }
  const { response, content } = await forward(service, fault, incoming, body);
  if (fault.reset === 'after') return void incoming.socket.destroy();
  if (fault.status !== undefined) {
    answer(outgoing, fault);
    return;
  }
  outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, 'content-length': content.length });
  if (fault.truncate !== true || content.length === 0) return void outgoing.end(content);
  outgoing.write(content.subarray(0, content.length / 2), () => incoming.socket.destroy());
}

function answer(outgoing: ServerResponse, { status = 500, headers = {} }: ProxyFault): void {
  const error = { 'odata.error': { code: 'Injected', message: { lang: 'en-us', value: 'Injected' } } };
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(error));
}

async function forward({ target, onWrite }: Service, fault: ProxyFault, incoming: IncomingMessage, body: Buffer) {
  if (incoming.method !== 'GET') onWrite(incoming.url ?? '/', body);
  const url = new URL(incoming.url ?? '/', target);
  if (fault.top !== undefined && url.searchParams.has('$filter')) url.searchParams.set('$top', String(fault.top));
  const headers = { ...incoming.headers, connection: 'close' };
  delete headers['transfer-encoding'];
  const outgoing = request(url, { method: incoming.method ?? 'GET', headers });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  delete response.headers['transfer-encoding'];
  return { response, content: await bytes(response) };
}

async function bytes(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
