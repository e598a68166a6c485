import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import type { Arrivals } from '../../../functions/arrivals.ts';
import { compose } from '../../../shared/service/compose.ts';
import { mostAnonymous, mostInFlight } from '../../../shared/service/message/limitInFlight.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { startEntraServer } from '../../support/entraServer.ts';
import { rawRequest } from '../../support/rawRequest.ts';

const tenant = '11111111-2222-4333-8444-555555555555';
const account =
  'DefaultEndpointsProtocol=https;AccountName=reports;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';

test('requests for the OpenAPI document that come at once, and later ones, have it made and compressed once', async () => {
  const made = jest.spyOn(Buffer, 'from');
  const { openApi } = compose(
    {
      AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
      AUTH_AUDIENCE: '22222222-2222-4333-8444-555555555555',
      ReportsStorage: account,
      PUBLIC_URL: 'https://reports.example',
    },
    () => undefined,
  );
  const headers = new Headers({ 'accept-encoding': 'gzip' });
  const ask = async () => await openApi({ method: 'GET', url: '/openapi.json', headers, body: null });
  const answers = [...(await Promise.all([ask(), ask()])), await ask()];
  const documents = made.mock.calls.filter(([text]) => typeof text === 'string' && text.includes('"openapi"'));
  made.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(documents).toHaveLength(1);
  const [body, ...others] = answers.map((answer) => answer.body);
  expect([body instanceof Uint8Array, others.every((other) => other === body)]).toEqual([true, true]);
});

test('the health is told while callers and anonymous addresses are at their limits', async () => {
  const entra = await startEntraServer();
  const storage = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"value":[]}');
  }).listen(0, '127.0.0.1');
  await once(storage, 'listening');
  try {
    const { port } = storage.address() as AddressInfo;
    const ReportsStorage = developmentConnectionString(`http://127.0.0.1:${port}`);
    const service = compose({ ...entra.environment, ReportsStorage, PUBLIC_URL: 'http://127.0.0.1' }, () => undefined);
    const asked = (url: string, ended?: Promise<void>) => ({
      ...{ method: 'GET', url, headers: new Headers(), body: null },
      ...(ended !== undefined && { ended }),
    });
    // They never read their answers to the end.
    const slow = new Promise<void>(() => undefined);
    // Callers have places of their own, which are taken too.
    const headers = new Headers({ authorization: `Bearer ${await entra.sign()}` });
    const call = async (ended?: Promise<void>) => await service.handle({ ...asked('/v1.0/', ended), headers });
    const callers = await Promise.all(Array.from({ length: mostInFlight }, async () => await call(slow)));
    expect(new Set(callers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await call()).status).toBe(503);
    const taken = await Promise.all(
      Array.from({ length: mostAnonymous }, async (_each, at) =>
        at % 2 === 0
          ? await service.openApi(asked('/openapi.json', slow))
          : await service.handle(asked('/v1.0/$metadata', slow)),
      ),
    );
    expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200]));
    for (const answer of [
      await service.openApi(asked('/openapi.json')),
      await service.handle(asked('/v1.0/$metadata')),
      await service.page(asked('/')),
      await service.protectedResource(asked('/.well-known/oauth-protected-resource')),
    ])
      expect(answer.status).toBe(503);
    expect((await service.health(asked('/health'))).status).toBe(200);
  } finally {
    storage.close();
    storage.closeAllConnections();
    await entra.close();
  }
});

describe('an identity endpoint that accepts and never answers', () => {
  const real = AbortSignal.timeout.bind(AbortSignal);
  const variables = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'] as const;
  afterEach(() => {
    jest.restoreAllMocks();
    for (const name of variables) Reflect.deleteProperty(process.env, name);
  });

  test('holds up nobody for ever, and everybody is served again when it answers', async () => {
    const entra = await startEntraServer();
    const identity = { asked: 0, isSilent: true };
    const endpoint = createServer((_request, response) => {
      identity.asked += 1;
      if (identity.isSilent) return;
      const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ access_token: 'a.b.c', expires_on, resource: 'r', token_type: 'Bearer' }));
    }).listen(0, '127.0.0.1');
    // Whoever connects there has a token: the SDK sends none over plain http, and TLS is not for this test.
    let connections = 0;
    const storage = createNetServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await Promise.all([once(endpoint, 'listening'), once(storage, 'listening')]);
    const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
    process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${portOf(endpoint)}/msi/token`;
    process.env['IDENTITY_HEADER'] = 'x';
    try {
      const service = compose(
        {
          ...entra.environment,
          ReportsStorage__tableServiceUri: `https://127.0.0.1:${portOf(storage)}`,
          ReportsStorage__clientId: '33333333-2222-4333-8444-555555555555',
          PUBLIC_URL: 'http://127.0.0.1',
        },
        () => undefined,
      );
      const authorization = `Bearer ${await entra.sign()}`;
      const send = async (method: string, path: string): Promise<number> => {
        async function* body(): AsyncGenerator<Uint8Array> {
          yield await Promise.resolve(Buffer.from('{"teams":1}'));
        }
        const headers = new Headers({ authorization, 'content-type': 'application/json' });
        const request = { method, url: path, headers, body: method === 'PATCH' ? body() : null };
        return (await (path === '/health' ? service.health(request) : service.handle(request))).status;
      };
      // The keys are read before time runs faster.
      expect(await send('GET', '/v1.0/')).toBe(200);
      jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => real(Math.ceil(milliseconds / 20)));
      const all = () =>
        Promise.all([
          send('GET', "/v1.0/office365ActiveUserCounts('a')"),
          send('GET', '/v1.0/office365ActiveUserCounts'),
          send('PATCH', "/v1.0/office365ActiveUserCounts('a')"),
          send('GET', '/health'),
        ]);
      for (const status of await all()) expect([503, 504]).toContain(status);
      expect([identity.asked > 0, connections]).toEqual([true, 0]);
      identity.isSilent = false;
      jest.restoreAllMocks();
      expect(await send('GET', "/v1.0/office365ActiveUserCounts('a')")).toBeGreaterThanOrEqual(503);
      expect(connections).toBeGreaterThan(0);
    } finally {
      for (const server of [endpoint, storage]) server.close();
      endpoint.closeAllConnections();
      await entra.close();
    }
  }, 60_000);
});

describe('every function that is registered', () => {
  interface Registered {
    readonly route: string;
    readonly handler: (request: unknown, context: unknown) => Promise<unknown>;
  }
  const functions = new Map<string, Registered>();
  let base = '';
  let server: Server;
  let stop: () => Promise<void>;
  let arrivals: Arrivals;
  const before = { ...process.env };

  beforeAll(async () => {
    const entra = await startEntraServer();
    // Whatever this runs in says of itself, the authority is one of a developer's machine.
    const own = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', PUBLIC_URL: 'https://reports.example' };
    Object.assign(process.env, entra.environment, own, { ReportsStorage: account });
    const nothing = () => undefined;
    const app = {
      http: (name: string, registered: Registered) => void functions.set(name, registered),
      timer: nothing,
      setup: nothing,
      hook: { appStart: nothing, appTerminate: nothing },
    };
    jest.doMock('@azure/functions', () => ({ app }));
    jest.doMock('../../../functions/receiveRequests.ts', () => ({ receiveRequests: nothing }));
    jest.doMock('../../../functions/gatherLines.ts', () => ({ gatherLines: () => ({ write: nothing, end: nothing }) }));
    jest.doMock('../../../functions/whenProcessEnds.ts', () => ({ whenProcessEnds: nothing }));
    await import('../../../functions/main.ts');
    ({ arrivals } = await import('../../../functions/arrivals.ts'));
    server = createServer(arrivals.receive).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = async () => {
      server.close();
      server.closeAllConnections();
      await entra.close();
    };
  });
  afterAll(async () => {
    process.env = before;
    for (const name of ['receiveRequests', 'gatherLines', 'whenProcessEnds'])
      jest.dontMock(`../../../functions/${name}.ts`);
    jest.dontMock('@azure/functions');
    await stop();
  });

  const send = async (name: string, headers: Record<string, string>) => {
    const { route, handler } = functions.get(name)!;
    const invocationId = `${name} ${headers['Host'] ?? ''}`;
    const target = `/${route.replace(/^\//, '').replaceAll(/\{[^{}]*\}/g, 'x')}`;
    const answer = rawRequest(base, { target, headers: { ...headers, 'x-ms-invocation-id': invocationId } });
    await arrivals.wait(invocationId);
    await handler(undefined, { invocationId, error: () => undefined });
    return await answer;
  };

  test('is told that only TLS will do, and refuses a Host that is none with the usual headers', async () => {
    expect([...functions.keys()]).toEqual(expect.arrayContaining(['odata', 'health', 'docs', 'openApi', 'assets']));
    expect(functions.size).toBeGreaterThanOrEqual(10);
    for (const name of functions.keys()) {
      const { headers } = await send(name, { Host: 'reports.example' });
      const refused = await send(name, { Host: 'a b' });
      const transport = { 'strict-transport-security': 'max-age=31536000' };
      // Here no build has put the pages beside the service, and what fails outside of it has no headers.
      if (refused.status !== 400) throw new Error(`${name}: ${refused.status} ${refused.body}`);
      expect(refused.headers).toMatchObject({
        ...transport,
        'content-type': expect.stringContaining('application/json') as unknown,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      });
      expect(JSON.parse(refused.body)).toMatchObject({ error: { target: 'Host' } });
      if (headers['content-length'] !== '0') expect(headers).toMatchObject(transport);
    }
  });
});
