import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
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
  return JSON.parse(body) as { headers: Record<string, string>; params: Record<string, string>; body: string };
}

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s, with a length and in chunks', async (method) => {
  expect((await echo({ method, target: '/echo/x', body: 'abc' })).body).toBe('abc');
  expect((await echo({ method, target: '/echo/x', body: ['a', 'b', 'c'] })).body).toBe('abc');
  expect((await echo({ method, target: '/echo/x' })).body).toBe('');
});

test('gzip is passed through, not unpacked', async () => {
  const packed = gzipSync('x'.repeat(1000));
  const seen = await echo({
    method: 'POST',
    target: '/echo/x',
    body: packed,
    headers: { 'content-encoding': 'gzip' },
  });
  expect(Buffer.from(seen.body, 'latin1')).toEqual(packed);
  expect(seen.headers['content-encoding']).toBe('gzip');
});

test('64 MiB flow through', async () => {
  const answer = await send({ method: 'POST', target: '/count', body: Array<string>(64).fill('x'.repeat(1 << 20)) });
  expect(answer.body).toBe(String(64 << 20));
});

test('a length over 104,857,600 is refused as the host does, with 500', async () => {
  const head = 'POST /count HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 104857601\r\n\r\n';
  expect(await rawBytes(host.url, head)).toMatch(/^HTTP\/1.1 500 /);
});

test('an answer given before the body is read arrives', async () => {
  const answer = await send({ method: 'POST', target: '/early', body: Array<string>(16).fill('x'.repeat(1 << 16)) });
  expect(answer).toMatchObject({ status: 413, body: 'too much' });
});

test.each(['close', 'keep-alive'])(
  'so it does when the client sends on for a while, Connection: %s',
  async (connection) => {
    const [piece, pieces] = [Buffer.alloc(65_536), 256];
    const socket = net
      .connect(Number(new URL(host.url).port), '127.0.0.1')
      .setEncoding('latin1')
      .pause();
    const broken = jest.fn();
    socket.on('error', broken);
    socket.write(`POST /early HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let sent = 0; sent < pieces; sent += 1) {
      socket.write(`${piece.length.toString(16)}\r\n`);
      socket.write(piece);
      socket.write('\r\n');
      await sleep(2);
    }
    socket.end('0\r\n\r\n');
    let answer = '';
    for await (const part of socket) answer += String(part);
    expect(broken).not.toHaveBeenCalled();
    expect(answer).toMatch(/^HTTP\/1.1 413 [^]*too much/);
  },
);

test('a client that does not send the rest of its chunks is let go after the answer', async () => {
  const head = 'POST /early HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n';
  expect(await rawBytes(host.url, head)).toMatch(/^HTTP\/1.1 413 [^]*too much/);
});

test('a 408 is the last answer of its connection', async () => {
  const head = 'POST /late HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n';
  expect(await rawBytes(host.url, head)).toMatch(/^HTTP\/1.1 408 [^]*\r\nConnection: close\r\n[^]*too late/i);
});

test.each(['close', 'keep-alive'])(
  'an answer of 1 MiB given at once arrives whole, Connection: %s',
  async (connection) => {
    const answers = Array.from({ length: 50 }, () => send({ target: '/large', headers: { connection } }));
    for (const { body } of await Promise.all(answers)) expect(body.length).toBe(1 << 20);
  },
);

test('a streamed answer arrives in its parts: the next is made when the one before is here', async () => {
  const response = await fetch(`${host.url}/ticks`);
  const parts: string[] = [];
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    parts.push(part);
    await fetch(`${host.url}/tock`);
  }
  expect(parts).toEqual(['one ', 'two ', 'three']);
});

test('many at once on kept connections', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const answer = await fetch(`${host.url}/echo/${i}`, { method: 'POST', body: `body ${i}` });
      const { body, params } = (await answer.json()) as { body: string; params: { path: string } };
      return body === `body ${i}` && params.path === String(i);
    }),
  );
  expect(answers.every(Boolean)).toBe(true);
});

test('the first request on a host goes another way than later ones, and is answered alike', async () => {
  const requests: RawRequest[] = [
    { target: '/echo/x?a=1' },
    { method: 'POST', target: '/echo/x', body: 'abc' },
    { method: 'POST', target: '/echo/x', body: ['a', 'b'] },
    { method: 'POST', target: '/early', body: ['x'.repeat(1 << 20)] },
  ];
  for (const request of requests) {
    const fresh = await fixture.start();
    const answer = () => rawRequest(fresh.url, request);
    try {
      const { status, body } = await answer();
      await sleep(100);
      expect(await answer()).toMatchObject({ status, body });
    } finally {
      await fresh.stop();
    }
  }
});
