import http, { type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ForkedHost } from '../../../local/host/forkFunctionsHost.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';

let fixture: BuiltFixture;
let host: ForkedHost;

beforeAll(async () => {
  fixture = await buildFixture('streamingApp.ts');
  host = await fixture.start();
});
afterAll(async () => {
  await host.stop();
  fixture.remove();
});

interface Source {
  readonly given: number;
  readonly ended: number;
}
const source = async () => (await (await fetch(`${host.url}/source`)).json()) as Source;
const open = async (path: string, encoding: string): Promise<IncomingMessage> =>
  await new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': encoding };
    http.get(`${host.url}${path}`, { headers, agent: false }, resolve).once('error', reject);
  });

describe.each(['identity', 'gzip'])('an answer without end, %s', (encoding) => {
  test('is made no faster than the caller takes it, and no longer than the caller stays', async () => {
    const { ended } = await source();
    const incoming = await open('/endless', encoding);
    await new Promise((resolve) => incoming.once('readable', resolve));
    // Buffers on the way fill up; 2,000 pieces would be 128 MiB.
    let given = -1;
    for (let now = await source(); now.given !== given && now.given < 2000; now = await source()) {
      ({ given } = now);
      await sleep(100);
    }
    expect(given).toBeLessThan(2000);
    expect((await source()).ended).toBe(ended);
    incoming.destroy();
    while ((await source()).ended === ended) await sleep(10);
  });
});

describe.each(['identity', 'gzip'])('an answer that fails on its way, %s', (encoding) => {
  test('does not end as if it were whole', async () => {
    const incoming = await open('/failing', encoding);
    let received = 0;
    const read = async (): Promise<void> => {
      for await (const piece of incoming) received += (piece as Buffer).length;
    };
    await expect(read()).rejects.toThrow('aborted');
    expect(received).toBeGreaterThan(0);
    expect(incoming.complete).toBe(false);
  });
});

test.each(['identity', 'gzip'])(
  'an answer that is whole says how many bytes it has, one that streams does not, %s',
  async (encoding) => {
    const whole = await open('/whole', encoding);
    let received = 0;
    for await (const piece of whole) received += (piece as Buffer).length;
    expect(whole.headers['content-length']).toBe(String(received));
    expect(whole.headers).not.toHaveProperty('transfer-encoding');
    const streamed = await open('/endless', encoding);
    streamed.destroy();
    expect(streamed.headers['transfer-encoding']).toBe('chunked');
    expect(streamed.headers).not.toHaveProperty('content-length');
  },
);

test.each<[string, readonly string[]]>([
  ['/hooked', ['500 ']],
  // It may have its answer by then.
  ['/hookedAfter', ['500 ', '200 answered', '200 broken']],
])('a hook that throws leaves nobody waiting: %s', async (path, answers) => {
  const began = performance.now();
  const response = await fetch(host.url + path);
  expect(answers).toContain(`${response.status} ${await response.text().catch(() => 'broken')}`);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect((await fetch(`${host.url}/whatever`)).status).toBe(200);
});
