import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { InvocationContext } from '@azure/functions';
import { arrivals } from '../../../functions/arrivals.ts';
import { toHttpHandler } from '../../../functions/toHttpHandler.ts';
import type { ServiceResponse } from '../../../shared/represent/response.ts';
import { readBody } from '../../../shared/service/message/readBody.ts';
import type { ServiceRequest } from '../../../shared/service/message/call.ts';
import { inFlight, limitInFlight } from '../../../shared/service/message/limitInFlight.ts';
import type { ServiceParts } from '../../../shared/service/message/serviceParts.ts';
import { rawRequest, type RawRequest } from '../../support/rawRequest.ts';

let base: string;
const server = http.createServer(arrivals.receive);
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

let invocations = 0;

/** Sends a request and runs a handler for it, as host and worker would; what it logged comes back too. */
async function run(
  answer: (request: ServiceRequest) => Promise<ServiceResponse> | ServiceResponse,
  request: Omit<RawRequest, 'target'> = {},
  log: (...entries: unknown[]) => void = () => undefined,
) {
  const invocationId = `invocation-${(invocations += 1)}`;
  const headers = { ...request.headers, 'x-ms-invocation-id': invocationId };
  const answered = rawRequest(base, { target: '/v1.0/x?$top=1', ...request, headers });
  await arrivals.wait(invocationId);
  const context = { invocationId, error: log } as unknown as InvocationContext;
  const result = Promise.resolve(toHttpHandler(answer)(undefined as never, context)).catch((error: unknown) => error);
  return { answered, result };
}

test('a request is what was sent', async () => {
  let seen: unknown;
  const { answered } = await run(
    async ({ method, url, headers, body }) => {
      const read = await readBody(body, headers, 100);
      seen = {
        method,
        url,
        some: headers.get('X-Some'),
        none: headers.get('x-none'),
        body: Buffer.from(read).toString(),
      };
      return { status: 200, headers: { ETag: 'W/"1"' }, body: 'é' };
    },
    { method: 'POST', headers: { 'x-some': 'thing' }, body: ['a', 'b'] },
  );
  expect(await answered).toMatchObject({ status: 200, body: 'é', headers: { etag: 'W/"1"', 'content-length': '2' } });
  expect(seen).toEqual({ method: 'POST', url: '/v1.0/x?$top=1', some: 'thing', none: null, body: 'ab' });
});

test('the body of a GET means nothing', async () => {
  const { answered } = await run(({ body }) => ({ status: 200, headers: {}, body: body === null ? 'null' : 'some' }), {
    body: 'x',
  });
  expect((await answered).body).toBe('null');
});

const failing = (error: Error): AsyncIterable<string> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
});
const fault = new Error('fault');
test.each<[string, () => Promise<ServiceResponse> | ServiceResponse]>([
  ['the service throws', () => Promise.reject(fault)],
  [
    'it throws at once',
    () => {
      throw fault;
    },
  ],
  ['it gives nothing', () => undefined as never],
  ['its answer has a status that is none', () => ({ status: 42, headers: {}, body: 'x' })],
  ['a header cannot be sent', () => ({ status: 200, headers: { A: '1', 'X-Bad': 'a\nb' }, body: 'x' })],
  ['the first piece of the body cannot be made', () => ({ status: 200, headers: { A: '1' }, body: failing(fault) })],
])('when %s, the answer is a bare 500', async (_what, answer) => {
  const logged = jest.fn();
  const { answered, result } = await run(answer, {}, logged);
  const { status, body, headers } = await answered;
  expect([status, body, headers['a']]).toEqual([500, '', undefined]);
  expect(await result).toEqual({ status: 500 });
  expect(logged).toHaveBeenCalledTimes(1);
});

test('even the log may fail', async () => {
  const { answered } = await run(
    () => Promise.reject(fault),
    {},
    () => {
      throw new Error('no log');
    },
  );
  expect((await answered).status).toBe(500);
});

test('an answer that fails on its way does not end as if it were whole', async () => {
  async function* pieces(): AsyncGenerator<string> {
    yield await Promise.resolve('a');
    throw fault;
  }
  const { answered } = await run(() => ({ status: 200, headers: {}, body: pieces() }));
  await expect(answered).rejects.toThrow(/aborted|hang up/);
});

test('the rest of a body nobody read does not stand before the next request of its connection', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (const read of [false, true, false]) {
    const invocationId = `kept-${(invocations += 1)}`;
    const headers = { 'x-ms-invocation-id': invocationId, 'content-length': 1 << 20 };
    const request = http.request(base, { method: 'POST', agent, headers });
    request.end(Buffer.alloc(1 << 20));
    await arrivals.wait(invocationId);
    const context = { invocationId, error: () => undefined } as unknown as InvocationContext;
    const answer = async ({ body, headers: sent }: ServiceRequest): Promise<ServiceResponse> => {
      if (read) await readBody(body, sent, 10).catch(() => undefined);
      return { status: 413, headers: {} };
    };
    await toHttpHandler(answer)(undefined as never, context);
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.resume();
    await once(response, 'end');
    expect(response.statusCode).toBe(413);
  }
  agent.destroy();
});

test('whoever does not read an answer holds the place of a request until the connection ends', async () => {
  const parts = { log: { request: () => undefined, write: () => undefined } } as unknown as ServiceParts;
  const limit = inFlight(1);
  const body = Buffer.alloc(64 << 20, 'a');
  const large = limitInFlight(() => Promise.resolve({ status: 200, headers: {}, body }), parts, limit);
  const small = limitInFlight(() => Promise.resolve({ status: 200, headers: {}, body: 'a' }), parts, limit);
  const invocationId = 'reads-nothing';
  const socket = net.connect(Number(new URL(base).port), '127.0.0.1').pause();
  socket.write(`GET /v1.0/x HTTP/1.1\r\nHost: x\r\nx-ms-invocation-id: ${invocationId}\r\n\r\n`);
  await arrivals.wait(invocationId);
  const context = { invocationId, error: () => undefined } as unknown as InvocationContext;
  const result = toHttpHandler(large)(undefined as never, context);
  expect((await (await run(small)).answered).status).toBe(503);
  expect(limit.now).toBe(1);
  socket.destroy();
  await result;
  while (limit.now > 0) await new Promise(setImmediate);
  expect((await (await run(small)).answered).status).toBe(200);
});
