/**
 * Whatever throws what nobody thought of, in any layer: the caller is answered, the process lives, the answer tells nothing, and
 * no place among the requests in flight is lost. Each layer's own function is made to throw, below the real trigger.
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { InvocationContext } from '@azure/functions';
import { arrivals } from '../../functions/arrivals.ts';
import { toHttpHandler } from '../../functions/toHttpHandler.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import type { Handle } from '../../shared/service/createService.ts';
import type { StartedApp } from '../support/testApp.ts';
import { newId, setPath } from '../support/reports.ts';

type Functions = Record<string, unknown>;

/** Each layer by a function that stands for it, and the file below `shared/` it is in. */
const layers: readonly (readonly [name: string, file: string])[] = [
  ['beginCall', 'call'],
  ['requestTarget', 'requestTarget'],
  ['finishResponse', 'finishResponse'],
  ['compress', 'compress'],
  ['readBody', 'readBody'],
  ['authorise', 'authorise'],
  ['negotiateVersions', 'negotiateVersions'],
  ['parsePreferences', 'parsePreferences'],
  ['parseRelativeUri', 'parseRelativeUri'],
  ['bindResource', 'bindResource'],
  ['bindQuery', 'bindQuery'],
  ['comparisonTest', 'comparisonTest'],
  ['readJsonBody', 'readJson'],
  ['readEntityBody', 'readEntityBody'],
  ['updateEntity', 'updateEntity'],
  ['commit', 'commit'],
  ['readPage', 'readPage'],
  ['decodeEntity', 'decodeRow'],
  ['represent', 'represent'],
  ['errorResponse', 'errorResponse'],
  ['runBatch', 'runBatch'],
];

const shared = path.join(projectPaths.root, 'shared');
const places = readdirSync(shared, { recursive: true, encoding: 'utf8' });

let failing: string | undefined;
let thrown = 0;

/** Lets a function of a file throw while it is the one that fails. */
function breakable(name: string, file: string): void {
  const place = places.find((each) => path.basename(each) === `${file}.ts`);
  if (place === undefined) throw new Error(`There is no ${file}.ts`);
  const module = path.join(shared, place);
  jest.doMock(module, () => {
    const real = jest.requireActual<Functions>(module);
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
async function send(method: string, target: string, body?: string): Promise<readonly [status: number, text: string]> {
  const invocationId = `layer-${(invocations += 1)}`;
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Accept-Encoding': 'identity',
    'x-ms-invocation-id': invocationId,
  };
  const answer = fetch(base + target, { method, headers, ...(body !== undefined && { body }) });
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
