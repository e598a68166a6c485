import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compose } from '../../../shared/service/compose.ts';
import { mostAnonymous } from '../../../shared/service/message/limitInFlight.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { startEntraServer } from '../../support/entraServer.ts';

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

test('the health is told while anonymous addresses are at their limit', async () => {
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
    // Callers have places of their own.
    expect((await service.handle(asked('/v1.0/'))).status).toBe(401);
  } finally {
    storage.close();
    storage.closeAllConnections();
    await entra.close();
  }
});
