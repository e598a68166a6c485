/**
 * Whatever throws what nobody thought of, in any layer: the caller is answered, the process lives, the answer tells nothing, and
 * no place among the requests in flight is lost. Each layer's own function is made to throw, below the real trigger.
 */
import { once } from 'node:events';
import http from 'node:http';
import type { InvocationContext } from '@azure/functions';
import { arrivals } from '../../functions/arrivals.ts';
import { toHttpHandler } from '../../functions/toHttpHandler.ts';
import type { Handle } from '../../shared/service/createService.ts';
import type { StartedApp } from '../support/testApp.ts';
import { newId, setPath } from '../support/reports.ts';

type Functions = Record<string, unknown>;

/** Each layer by a function that stands for it, and the file it is in, below `shared/`. */
const layers: readonly (readonly [name: string, file: string])[] = [
  ['beginCall', 'service/call.ts'],
  ['requestTarget', 'service/requestTarget.ts'],
  ['finishResponse', 'service/finishResponse.ts'],
  ['compress', 'service/compress.ts'],
  ['readBody', 'service/readBody.ts'],
  ['authorise', 'auth/authorise.ts'],
  ['negotiateVersions', 'headers/negotiateVersions.ts'],
  ['parsePreferences', 'headers/parsePreferences.ts'],
  ['parseRelativeUri', 'url/parseRelativeUri.ts'],
  ['bindResource', 'bind/bindResource.ts'],
  ['bindQuery', 'bind/bindQuery.ts'],
  ['comparisonTest', 'expression/comparisonTest.ts'],
  ['readJsonBytes', 'json/readJson.ts'],
  ['readEntityBody', 'validate/readEntityBody.ts'],
  ['updateEntity', 'operations/updateEntity.ts'],
  ['commit', 'store/commit.ts'],
  ['readPage', 'store/plan/readPage.ts'],
  ['decodeEntity', 'store/decodeRow.ts'],
  ['represent', 'represent/represent.ts'],
  ['errorResponse', 'represent/errorResponse.ts'],
  ['runBatch', 'batch/runBatch.ts'],
];

let failing: string | undefined;
let thrown = 0;

/** Lets a function of a file throw while it is the one that fails. */
function breakable(name: string, file: string): void {
  const path = `../../shared/${file}`;
  jest.doMock(path, () => {
    const real = jest.requireActual<Functions>(path);
    const original = real[name] as (...args: unknown[]) => unknown;
    return {
      ...real,
      [name](...args: unknown[]) {
        if (failing !== name) return original(...args);
        thrown += 1;
        throw new TypeError(`of the layer ${name}, with eyJhbGciOiJSUzI1NiJ9.e30.c2ln`);
      },
    };
  });
}

let app: StartedApp;
/** One for all: the token gate remembers it, and reads no JSON again. */
let token: string;
let handle: Handle;
let base: string;
const server = http.createServer(arrivals.receive);
let invocations = 0;

beforeAll(async () => {
  for (const [name, file] of layers) breakable(name, file);
  const { startInProcess } = await import('../support/inProcess.ts');
  app = await startInProcess({ onHandle: (made) => (handle = made) });
  token = app.sign();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await app.stop();
  jest.dontMock('../../shared/service/message/call.ts');
});

/** Sends a request as the host does, and runs the trigger for it. */
async function send(method: string, path: string, body?: string): Promise<readonly [status: number, text: string]> {
  const invocationId = `layer-${(invocations += 1)}`;
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Accept-Encoding': 'identity',
    'x-ms-invocation-id': invocationId,
  };
  const answer = fetch(base + path, { method, headers, ...(body !== undefined && { body }) });
  await arrivals.wait(invocationId);
  const context = { invocationId, error: () => undefined } as unknown as InvocationContext;
  await toHttpHandler(handle)(undefined as never, context);
  const response = await answer;
  return [response.status, await response.text()];
}

const id = newId();
const entity = `${setPath}('${id}')`;
const batch = JSON.stringify({ requests: [{ id: '1', method: 'GET', url: entity.slice('/v1.0/'.length) }] });
const requests: readonly (readonly [method: string, path: string, body?: string])[] = [
  ['PATCH', entity, '{"teams":1}'],
  ['GET', `${setPath}?$filter=teams%20eq%201`],
  ['GET', '/v1.0/nowhere'],
  ['POST', '/v1.0/$batch', batch],
];

test.each(layers)('an error nobody thought of in %s', async (name) => {
  failing = undefined;
  for (const request of requests) expect((await send(...request))[0]).toBeLessThan(500);
  failing = name;
  thrown = 0;
  for (const request of requests) {
    const before = thrown;
    const [status, text] = await send(...request);
    // What fails inside a batch is its part's.
    if (thrown > before && status !== 200) expect(status).toBe(500);
    if (thrown > before && status === 200) expect(text).toContain('"status":500');
    expect(text).not.toMatch(/of the layer|eyJ|\.ts:/);
  }
  expect(thrown).toBeGreaterThan(0);
});

test('none of them has taken a place in flight with it', async () => {
  for (const name of ['finishResponse', 'errorResponse', 'beginCall']) {
    failing = name;
    for (let sent = 0; sent < 130; sent += 1) await send('GET', '/v1.0/nowhere');
  }
  failing = undefined;
  expect((await send('GET', entity))[0]).toBe(200);
});
