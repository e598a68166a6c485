/** Where the real host refuses, waits or hangs, the local one does too: Kestrel's limits, and what reaches no invocation. */
import type { ForkedHost } from '../../../local/host/forkFunctionsHost.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';
import { wireRequest } from '../../support/wireRequest.ts';

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

const request = (line: string, ...headers: string[]): string =>
  [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');
const statusOf = async (head: string, body = ''): Promise<number> =>
  (await wireRequest(host.url, { head: head + body })).status;
const waits = async (head: string): Promise<boolean> =>
  await Promise.race([
    statusOf(head).then(() => false),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 1500).unref()),
  ]);
const longHeaders = (count: number, size: number): string[] =>
  Array.from({ length: count }, (_, at) => `X-${at}: ${'a'.repeat(size)}`);

test.each([
  ['a request line of 8,193 bytes', request(`GET /echo/${'a'.repeat(8193 - 21)}`), 414],
  ['one of 8,192', request(`GET /echo/${'a'.repeat(8192 - 21)}`), 200],
  ['headers of 40 kB', request('GET /echo/x', ...longHeaders(4, 10_000)), 431],
  ['101 headers', request('GET /echo/x', ...longHeaders(99, 1)), 431],
  ['98 headers', request('GET /echo/x', ...longHeaders(96, 1)), 200],
  ['HTTP/1.0 without Host', 'GET /echo/x HTTP/1.0\r\n\r\n', 500],
  ['an empty Host', 'GET /echo/x HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 500],
  ['HTTP/1.1 without Host', 'GET /echo/x HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a method nobody has heard of', request('FOO /echo/x'), 404],
  ['TRACE', request('TRACE /echo/x'), 404],
  ['NUL in a header', request('GET /echo/x', 'X: a\0b'), 400],
  ['what is not UTF-8 in a header', request('GET /echo/x', 'X: M\xfcller'), 400],
  ['no HTTP', 'hello\r\n\r\n', 400],
  [
    'a length and chunks',
    request('POST /echo/x', 'Content-Length: 9', 'Transfer-Encoding: chunked') + '1\r\na\r\n0\r\n\r\n',
    200,
  ],
  ['a bad chunk', request('POST /count', 'Transfer-Encoding: chunked') + '1\r\na\r\nzz\r\n', 500],
  ['an address of the host', request('GET /admin/host/status'), 401],
  ['the list of functions', request('GET /admin/functions'), 401],
  ['a webhook', request('GET /runtime/webhooks/x'), 401],
  ['the sign of life of the host', request('GET /admin/host/ping'), 200],
  ['an expectation that is granted', request('POST /echo/x', 'Expect: 100-continue', 'Content-Length: 1') + 'a', 200],
])('%s', async (_what, head, status) => {
  expect(await statusOf(head)).toBe(status);
});

test('a body with a length that stalls is 500 after 5 s', async () => {
  const began = performance.now();
  expect(await statusOf(request('POST /echo/x', 'Content-Length: 100') + 'a')).toBe(500);
  expect(performance.now() - began).toBeGreaterThan(4900);
});

const unanswered: readonly (readonly [what: string, head: string])[] = [
  ['a function that throws', request('GET /throws')],
  ['a function that returns nothing', request('GET /nothing')],
  ['headers over 16 kB, the limit of Node.js', request('GET /echo/x', ...longHeaders(2, 9000))],
  ['an expectation', request('GET /echo/x', 'Expect: foo')],
  ['an empty one', request('GET /echo/x', 'Expect:')],
  ['a control character in a header', request('GET /echo/x', 'X: a\x01b')],
  ['UTF-8 in a header', request('GET /echo/x', `X: ${Buffer.from('Müller').toString('latin1')}`)],
];

describe('leaves the caller without an answer, where an app does nothing about it', () => {
  /** All are waited for at once. */
  let waited: ReadonlyMap<string, Promise<boolean>>;
  beforeAll(() => {
    waited = new Map(unanswered.map(([what, head]) => [what, waits(head)]));
  });

  test.each(unanswered)('%s', async (what) => {
    expect(await waited.get(what)).toBe(true);
  });
});
