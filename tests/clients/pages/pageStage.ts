import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildIfStale } from '../../../local/build/buildIfStale.ts';
import { builtPaths, projectPaths } from '../../../local/projectPaths.ts';
import { upsertRequest } from '../../../shared/collect/upsertRequest.ts';
import { writeOpenApi } from '../../../shared/represent/openApi/writeOpenApi.ts';
import { model } from '../../../shared/model/model.ts';
import type { servePage as ServePage } from '../../../shared/service/servePage.ts';
import { compress } from '../../../shared/service/message/compress.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../../shared/store/rows/rows.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { sharedRun } from '../../support/sharedRun.ts';
import type { StartedApp } from '../../support/testApp.ts';

/** An answer in the place of the service's, which can be asked for; nothing for the service's own. */
export type Instead = (
  path: string,
  body: string,
  own: () => Promise<Response>,
) => Promise<Response | undefined> | Response | undefined;

/** The built pages over the service in this process, with rows in memory: it starts in a moment. */
export interface PageStage {
  readonly url: string;
  readonly app: StartedApp;
  /** Where the service keeps what it stores. */
  readonly rows: Rows;
  /** What was asked of the service since the last call, decoded: method, path, and the requests of a batch. */
  asked(): readonly string[];
  /** Bytes of each file of the pages and each answer that was sent since the last call, as they went on the wire. */
  sent(): ReadonlyMap<string, number>;
  /** Answers instead of the service until it is called again. */
  instead(answer?: Instead): void;
  /** Stores rows of a set. */
  store(set: string, rows: Iterable<Readonly<Record<string, unknown>>>): Promise<void>;
  stop(): Promise<void>;
}

const clientId = '11111111-1111-4111-8111-111111111111';
/** Rows of one bulk upsert. */
const rowsAtOnce = 400;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

/** Returns the bytes of the body. An answer with the header `x-breaks-off` loses its connection in its middle. */
async function send(response: ServerResponse, answer: Response): Promise<number> {
  const body = Buffer.from(await answer.arrayBuffer());
  if (answer.headers.has('x-breaks-off')) {
    response.writeHead(answer.status, { 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
    return 0;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(body);
  return body.length;
}

/** What a request asks, in words a test can compare. */
function wordsOf(method: string, target: string, body: string): readonly string[] {
  if (!target.startsWith('/v1.0/$batch')) return [`${method} ${decodeURIComponent(target)}`];
  const { requests } = JSON.parse(body) as { requests: readonly { id: string; url: string }[] };
  return ['POST /v1.0/$batch', ...requests.map(({ id, url }) => `${id}: ${decodeURIComponent(url)}`)];
}

/** The package of the run, or that of the checkout, which is built if something changed. */
async function builtPackage(): Promise<string> {
  const shared = sharedRun();
  if (shared === undefined) await buildIfStale();
  return builtPaths(shared === undefined ? projectPaths.dist : path.join(shared.folder, 'dist')).package;
}

/** Where people sign in, and to what. */
export interface StageAuth {
  readonly authority: string;
  readonly audiences: readonly string[];
}

/**
 * Starts the stage.
 *
 * @param given an authority; an issuer of its own, which gives tokens to anybody, unless given
 */
export async function startPageStage(given?: StageAuth): Promise<PageStage> {
  const packaged = path.join(await builtPackage(), 'servePage.cjs');
  const { servePage } = createRequire(packaged)(packaged) as { readonly servePage: typeof ServePage };
  const rows = createMemoryRows();
  const app = await startInProcess({ rows });
  let asked: string[] = [];
  let sent = new Map<string, number>();
  let instead: Instead | undefined;

  const server = createServer((request, response) => {
    const { method = 'GET', url: target = '/' } = request;
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const signIn = given ?? { authority: `${address}/issuer`, audiences: [clientId] };
    const auth = { ...signIn, tenants: [], clients: [] };
    const answer = async (): Promise<Response> => {
      const body = await bodyOf(request);
      if (target === '/issuer/oauth2/v2.0/token') return Response.json({ access_token: app.sign(), expires_in: 3600 });
      if (target === '/issuer/sample') return Response.json({}, { status: 202 });
      if (target === '/openapi.json') return new Response(writeOpenApi(model, { publicUrl: address, auth }));
      if (target.startsWith('/v1.0')) {
        asked.push(...wordsOf(method, target, body));
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        // A test reads what it puts in the place of an answer.
        if (instead !== undefined) delete headers['accept-encoding'];
        const own = (): Promise<Response> => app.fetch(target, { method, headers, ...(body !== '' && { body }) });
        return (await instead?.(target, body, own)) ?? (await own());
      }
      const headers = new Headers({ 'accept-encoding': 'gzip' });
      const page = await servePage({ url: target, method, headers }, { auth, publicUrl: address });
      if (page === undefined) return new Response('not found', { status: 404 });
      const packed = await compress(page, 'gzip');
      return new Response(packed.body as ConstructorParameters<typeof Response>[0], {
        status: packed.status,
        headers: packed.headers,
      });
    };
    answer()
      .then(async (found) => {
        const size = await send(response, found);
        if (!/^\/(?:issuer|openapi)/.test(target)) sent.set(target, size);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app,
    rows,
    asked() {
      const before = asked;
      asked = [];
      return before;
    },
    sent() {
      const before = sent;
      sent = new Map();
      return before;
    },
    instead(answer) {
      instead = answer;
    },
    async store(set, rows) {
      let waiting: string[] = [];
      const flush = async (): Promise<void> => {
        const { headers, query, ...request } = upsertRequest(waiting);
        waiting = [];
        const response = await app.fetch(`/v1.0/${set}${query}`, { ...request, headers: { ...headers } });
        if (!response.ok) throw new Error(`Rows of ${set} were not stored: ${await response.text()}`);
        await response.arrayBuffer();
      };
      for (const row of rows) {
        waiting.push(JSON.stringify(row));
        if (waiting.length >= rowsAtOnce) await flush();
      }
      if (waiting.length > 0) await flush();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.stop();
    },
  };
}
