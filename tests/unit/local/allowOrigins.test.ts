// The CORS protocol as the local host speaks it: https://fetch.spec.whatwg.org/#http-cors-protocol
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowOrigins } from '../../../local/host/allowOrigins.ts';

const page = 'http://localhost:8080';
const preflight = { Origin: page, 'Access-Control-Request-Method': 'PATCH' };

/** The answer to a request by a host that lets pages of the origins call, before an app that answers 201 to anything. */
async function answer(origins: readonly string[], method: string, headers: Record<string, string>) {
  const app: http.RequestListener = (_request, response) => {
    response.writeHead(201, ['Vary', 'Accept', 'X-App', 'yes']).end();
  };
  const server = http.createServer(allowOrigins(origins, app));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
      const sent = http.request({ port, host: '127.0.0.1', method, headers, agent: false }, (response) => {
        response.resume().once('end', () => resolve({ ...response.headers, status: response.statusCode }));
      });
      sent.once('error', reject).end();
    });
  } finally {
    server.close();
  }
}

test('a preflight is answered for the app, for any method and header', async () => {
  const asked = { ...preflight, 'Access-Control-Request-Headers': 'authorization,odata-version,x-csrf-token' };
  const answered = await answer([page], 'OPTIONS', asked);
  expect(answered).toMatchObject({
    status: 204,
    'access-control-allow-origin': page,
    'access-control-allow-methods': 'PATCH',
    'access-control-allow-headers': 'authorization,odata-version,x-csrf-token',
    vary: 'Origin',
  });
  expect(answered).not.toHaveProperty('x-app');
  expect(answered).not.toHaveProperty('access-control-allow-credentials');
});

test.each(['GET', 'PATCH', 'OPTIONS'])(
  '%s of an allowed page reaches the app, and its answer the page',
  async (method) => {
    expect(await answer(['https://other.example', page], method, { Origin: page })).toMatchObject({
      status: 201,
      'x-app': 'yes',
      'access-control-allow-origin': page,
    });
  },
);

test('a star allows any page', async () => {
  const answered = await answer(['*'], 'GET', { Origin: 'https://any.example' });
  expect(answered).toMatchObject({ status: 201, 'access-control-allow-origin': '*' });
});

test.each(['http://localhost:8081', 'https://localhost:8080', 'http://localhost:8080.evil.example', 'null', ''])(
  'a page of %j is not allowed',
  async (origin) => {
    const asked = await answer([page], 'OPTIONS', { ...preflight, Origin: origin });
    expect(asked['status']).toBe(204);
    const got = await answer([page], 'GET', { Origin: origin });
    expect(got).toMatchObject({ status: 201, 'x-app': 'yes' });
    for (const answered of [asked, got]) {
      expect(Object.keys(answered).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  },
);

test('without origins everything goes to the app', async () => {
  const answered = await answer([], 'OPTIONS', preflight);
  expect(answered).toMatchObject({ status: 201, 'x-app': 'yes' });
  expect(answered).not.toHaveProperty('access-control-allow-origin');
});
