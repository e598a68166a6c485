import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of Graph instead of a redirect to the file, or of the files' host instead of the file. */
export type StandInAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A request one of the hosts received. */
export interface SeenRequest {
  readonly host: 'graph' | 'files' | 'identity';
  /** Decoded path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
}

/** Microsoft Graph, the host its files come from and the identity endpoint of a function app, as they are documented. */
export interface GraphStandIn {
  /** COLLECTOR_GRAPH_URL. */
  readonly graph: string;
  readonly files: string;
  /** Variables the platform sets for the identity endpoint (App Service, 2019-08-01). */
  readonly identity: Readonly<Record<'IDENTITY_ENDPOINT' | 'IDENTITY_HEADER', string>>;
  /** Files by call, such as `getX(period='D7')`; 404 for any other. */
  readonly reports: Map<string, string>;
  /** What Graph answers to a call instead, given how often it was asked before; undefined for what is usual. */
  misbehave: (call: string, count: number) => StandInAnswer | undefined;
  /** What the files' host answers instead. */
  misdeliver: (call: string, count: number) => StandInAnswer | undefined;
  /** What the identity endpoint answers instead. */
  misidentify: StandInAnswer | undefined;
  /** Claims of the tokens it gives. */
  claims: Readonly<Record<string, unknown>>;
  readonly seen: SeenRequest[];
  /** Forgets what it has seen, and behaves from now on. */
  reset(): void;
  stop(): Promise<void>;
}

const secret = 'an-identity-header';

/** A token as the platform gives it; nobody but Graph could verify it. */
export function graphToken(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256', kid: 'k', nonce: 'n' })}.${part(claims)}.${part('signature')}`;
}

async function listen(listener: RequestListener): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const urlOf = ({ url = '/' }: IncomingMessage): string => decodeURIComponent(url);

/** Starts the three hosts, each with an origin of its own. */
export async function startGraphStandIn(tenant: string): Promise<GraphStandIn> {
  const seen: SeenRequest[] = [];
  const counts = new Map<string, number>();
  const reports = new Map<string, string>();
  const note = (host: SeenRequest['host'], request: IncomingMessage): string => {
    const url = urlOf(request);
    seen.push({ host, url, authorization: request.headers.authorization });
    return url;
  };
  const counted = (key: string): number => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };

  const files = await listen((request, response) => {
    const call =
      note('files', request)
        .replace(/^\/download\//, '')
        .split('?', 1)[0] ?? '';
    const answer = standIn.misdeliver(call, counted(`files ${call}`));
    if (answer !== undefined) {
      answer(request, response);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(reports.get(call));
  });
  const graph = await listen((request, response) => {
    const call =
      note('graph', request)
        .replace(/^\/(?:v1\.0|beta)\/(?:copilot\/)?reports\//, '')
        .split('?', 1)[0] ?? '';
    const answer = standIn.misbehave(call, counted(`graph ${call}`));
    if (answer !== undefined) answer(request, response);
    else if (request.headers.authorization !== `Bearer ${graphToken(standIn.claims)}`) response.writeHead(401).end();
    else if (!reports.has(call)) response.writeHead(404).end();
    else response.writeHead(302, { Location: `${files.origin}/download/${call}?signature=preauthenticated` }).end();
  });
  const identity = await listen((request, response) => {
    note('identity', request);
    if (standIn.misidentify !== undefined) {
      standIn.misidentify(request, response);
      return;
    }
    if (request.headers['x-identity-header'] !== secret) {
      response.writeHead(401).end();
      return;
    }
    const expires = String(Math.floor(Date.now() / 1000) + 86_400);
    const body = { access_token: graphToken(standIn.claims), expires_on: expires, token_type: 'Bearer', resource: 'r' };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });

  const standIn: GraphStandIn = {
    graph: graph.origin,
    files: files.origin,
    identity: { IDENTITY_ENDPOINT: `${identity.origin}/msi/token`, IDENTITY_HEADER: secret },
    reports,
    misbehave: () => undefined,
    misdeliver: () => undefined,
    misidentify: undefined,
    claims: { tid: tenant, aud: graph.origin, roles: ['Reports.Read.All'] },
    seen,
    reset() {
      seen.length = 0;
      counts.clear();
      Object.assign(standIn, { misbehave: () => undefined, misdeliver: () => undefined, misidentify: undefined });
    },
    async stop() {
      for (const { server } of [graph, files, identity]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return standIn;
}
