import { setTimeout as sleep } from 'node:timers/promises';
import type { ForkedHost } from '../../../local/host/forkFunctionsHost.ts';
import { rawBytes, rawRequest, type RawRequest } from '../../support/rawRequest.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';

let fixture: BuiltFixture;
let host: ForkedHost;

beforeAll(async () => {
  fixture = await buildFixture();
  host = await fixture.start();
});
afterAll(async () => {
  await host.stop();
  fixture.remove();
});

const send = (request: RawRequest) => rawRequest(host.url, request);
async function echo(request: RawRequest) {
  const { body } = await send(request);
  return JSON.parse(body) as {
    method: string;
    url: string;
    params: Record<string, string>;
    headers: Record<string, string>;
    body: string;
  };
}

describe('routing', () => {
  test.each([
    ['the first function by name wins, whatever is more specific', 'GET', '/items/recent', 200, 'a_item'],
    ['a method that is not registered is no match, so the next one is tried', 'POST', '/items/recent', 200, 'b_recent'],
    ['no function has the method', 'DELETE', '/items/recent', 404, ''],
    ['HEAD needs registering too', 'HEAD', '/items/recent', 404, ''],
    ['a parameter never crosses a slash', 'GET', '/items/a/b', 404, ''],
    ['no route', 'GET', '/nowhere', 404, ''],
    ['literals are case-insensitive', 'GET', '/ITEMS/x', 200, 'a_item'],
    ['one trailing slash is tolerated', 'GET', '/items/x/', 200, 'a_item'],
    ['the root', 'GET', '/', 200, 'root'],
    ['an empty first segment', 'GET', '//echo/x', 404, ''],
    ['a query alone does not matter', 'GET', '/?$top=1', 200, 'root'],
    ['literal and parameter in one segment', 'GET', "/sets/things('a%27b')", 200, '{"id":"a\'b"}'],
  ])('%s', async (_name, method, target, status, body) => {
    expect(await send({ method, target })).toMatchObject({ status, body });
  });

  test('a catch-all takes what is left, or nothing', async () => {
    expect((await echo({ target: '/echo/a/b/c' })).params).toEqual({ path: 'a/b/c' });
    expect((await echo({ target: '/echo' })).params).toEqual({});
  });

  test('query options end up among the parameters, where route values win', async () => {
    const { params } = await echo({ target: '/echo/x?path=y&$top=1&a=1&A=2&code=secret' });
    expect(params).toEqual({ path: 'x', $top: '1', a: '1,2' });
  });

  test('so do members of a JSON body with a length, and stand for headers', async () => {
    const body = JSON.stringify({
      a: 1,
      b: { c: '2' },
      d: [3],
      path: 'y',
      headers: { authorization: 'Bearer stolen' },
    });
    const headers = { 'content-type': 'application/json' };
    const seen = await echo({ method: 'POST', target: '/echo/x?a=2', headers, body });
    expect(seen).toMatchObject({ params: { path: 'x', a: '2', b: '{"c":"2"}' }, body });
    expect(seen.headers).toEqual({ authorization: 'Bearer stolen' });
    const streamed = await echo({ method: 'POST', target: '/echo/x', headers, body: [body] });
    expect(streamed.params).toEqual({ path: 'x' });
    expect(streamed.headers).toMatchObject(headers);
  });

  test.each(['?headers=x', '?Headers=x', '?HEADERS={}'])(
    '%s leaves a function of the library without headers',
    async (query) => {
      expect((await echo({ target: `/echo/x${query}`, headers: { 'x-some': 'thing' } })).headers).toEqual({});
    },
  );
});

describe('headers', () => {
  test('the host of the URL is the Host header, not one the caller claims', async () => {
    const headers = { host: 'reports.example:81', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const seen = await echo({ target: '/echo/x', headers });
    expect(seen.url).toBe('http://reports.example:81/echo/x');
  });

  test('repeated headers are joined, authorization too', async () => {
    const answer = await rawBytes(
      host.url,
      'GET /echo/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nauthorization: Bearer b\r\nEmpty:\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('"authorization":"Bearer a,Bearer b"');
    expect(answer).toContain('"empty":""');
  });

  test('cookies keep their own header lines', async () => {
    const { headers } = await send({ target: '/echo/x' });
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  test('all reach the proxy, but for those of a connection and those the host sets', async () => {
    const headers = {
      'x-some': 'thing',
      'x-ms-invocation-id': 'mine',
      'x-forwarded-for': '192.0.2.1',
      te: 'trailers',
      'keep-alive': '1',
    };
    expect((await send({ target: '/proxied', headers })).body).toBe(
      JSON.stringify({ 'x-some': 'thing', 'x-forwarded-for': '127.0.0.1', 'x-ms-invocation-id': 'its own' }),
    );
  });
});

describe('functions', () => {
  test('a package imported on use is found beside the bundle', async () => {
    expect(await send({ target: '/lazy' })).toMatchObject({ status: 200, body: 'function' });
  });

  test('hooks run; timers are registered and never fire', async () => {
    expect((await send({ target: '/slow/1' })).body).toBe('slow, then hooked');
    const events = JSON.parse((await send({ target: '/events' })).body) as string[];
    expect(events).toEqual(['appStart', 'slow began', 'slow seen']);
    expect(host.functions).toContain('never');
  });

  test('the app knows its address', async () => {
    expect((await send({ target: '/settings' })).body).toBe(host.url);
  });
});

test('stopping lets running requests end and takes no new ones', async () => {
  const stopping = await fixture.start();
  const events = async () => await (await fetch(`${stopping.url}/events`)).text();
  const slow = fetch(`${stopping.url}/slow/1500`);
  while (!(await events()).includes('slow began')) await sleep(10);
  const stopped = stopping.stop();
  const refused = () =>
    events().then(
      () => false,
      () => true,
    );
  while (!(await refused())) await sleep(10);
  expect(await (await slow).text()).toBe('slow, then hooked');
  await stopped;
});

test('a busy port is replaced by a free one', async () => {
  const other = await fixture.start(Number(new URL(host.url).port));
  expect(other.url).not.toBe(host.url);
  expect((await fetch(`${other.url}/items/x`)).status).toBe(200);
  await other.stop();
});
