import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { deployedApp } from './deployedApp.ts';
import { readEntraKey, signToken } from './entraToken.ts';
import { followFile } from './followFile.ts';
import { logFile, startHttpRun } from './httpRun.ts';
import { sharedRun } from './sharedRun.ts';
import { takeFirst } from './takeFirst.ts';
import {
  bodyPieces,
  keepToken,
  noteVersion,
  requestHeaders,
  toResponse,
  type StartedApp,
  type TestRequest,
} from './testApp.ts';

/** Sends the request over an own connection; an answer that comes before the body is sent counts. */
function send(url: URL, target: string, request: TestRequest, headers: Record<string, string>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { hostname, port, protocol } = url;
    const { method = 'GET' } = request;
    const client = protocol === 'https:' ? https : http;
    const outgoing = client.request({ hostname, port, method, path: target, headers, agent: false }, (incoming) => {
      const received: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => received.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const answered = new Headers();
        for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
          answered.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
        }
        const status = incoming.statusCode ?? 0;
        if (received.length > 0 && (status === 204 || status === 304))
          reject(new Error(`An answer ${status} has a body`));
        const body = method === 'HEAD' ? undefined : Buffer.concat(received);
        resolve(noteVersion(toResponse(status, answered, body), request));
      });
    });
    outgoing.once('error', reject);
    for (const piece of bodyPieces(request) ?? []) outgoing.write(piece);
    outgoing.end();
  });
}

/** The built package in the local functions host over Azurite, with a tenant of the caller's own. */
export async function connectOverHttp(): Promise<StartedApp> {
  const deployed = deployedApp(
    (base, token) =>
      async (target, request = {}) =>
        await send(
          base,
          target,
          request,
          requestHeaders(request, () => token),
        ),
  );
  if (deployed !== undefined) return deployed;
  const shared = sharedRun();
  const { run, stop } = shared === undefined ? await startHttpRun() : { run: shared, stop: () => Promise.resolve() };
  const tenant = takeFirst(run.folder, run.tenants);
  const { origin, audience, client } = run;
  const key = readEntraKey(run.key);
  const sign: StartedApp['sign'] = (options) => signToken({ origin, tenant, audience, client, key }, options);
  const usual = keepToken(sign);
  const url = new URL(run.url);
  const requestIds = new Set<string>();
  const readLog = followFile(path.join(run.folder, logFile));
  return {
    publicUrl: run.url,
    tenant,
    sign,
    async fetch(target, request = {}) {
      const response = await send(url, target, request, requestHeaders(request, usual));
      requestIds.add(response.headers.get('request-id') ?? '');
      return response;
    },
    takeFailures() {
      // Other test files use the same app; the service's own lines begin with the request they are about.
      const isOwn = (line: string): boolean => [...requestIds].some((id) => id !== '' && line.includes(id));
      return Promise.resolve(readLog().filter((line) => line.includes('"level":"error"') && isOwn(line)));
    },
    stop,
  };
}
