import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CollectFailure } from '../../../shared/collect/collectFailure.ts';
import { downloadReport } from '../../../shared/collect/graph/downloadReport.ts';
import { startGraphStandIn, type GraphStandIn, type StandInAnswer } from '../../support/graphStandIn.ts';

const call = "getX(period='D7')";
const token = 'the.graph.token';
let standIn: GraphStandIn;
let folder: string;
let count = 0;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'download-'));
  standIn = await startGraphStandIn('t');
  standIn.reports.set(call, 'a,b\r\n1,2\r\n');
  // Any token will do here.
  standIn.misbehave = () => redirect(`${standIn.files}/download/${call}`);
});
afterEach(async () => {
  await standIn.stop();
  await rm(folder, { recursive: true });
});

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): StandInAnswer =>
  (_request, response) =>
    void response.writeHead(code, headers).end(body);
const redirect = (location: string, code = 302): StandInAnswer => status(code, { Location: location });

async function download(limits = { bytes: 1000, time: 20_000 }, signal = AbortSignal.timeout(20_000)): Promise<string> {
  count += 1;
  const to = path.join(folder, `${count}.csv`);
  const request = { path: `reports/${call}`, version: 'v1.0' } as const;
  const spooled = await downloadReport(standIn.graph, request, token, to, signal, limits);
  const text = await readFile(to, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  expect(spooled).toEqual({ path: to, size: text.length, lines: text.split('\n').length - 1, digest });
  return text;
}
const failure = async (...args: Parameters<typeof download>): Promise<CollectFailure> =>
  await download(...args).then(
    (text) => {
      throw new Error(`downloaded ${text}`);
    },
    (error: unknown) => error as CollectFailure,
  );

test('follows the redirect to the file, where the token does not go', async () => {
  expect(await download()).toBe('a,b\r\n1,2\r\n');
  expect(standIn.seen).toEqual([
    { host: 'graph', url: `/v1.0/reports/${call}`, authorization: `Bearer ${token}` },
    { host: 'files', url: `/download/${call}`, authorization: undefined },
  ]);
});

test('the token does not go further even when the redirect stays on the host of Graph', async () => {
  standIn.misbehave = (_call, count) => (count === 0 ? redirect('/elsewhere') : status(200, {}, 'a'));
  expect(await download()).toBe('a');
  expect(standIn.seen.map(({ authorization }) => authorization)).toEqual([`Bearer ${token}`, undefined]);
});

test.each([301, 302, 303, 307, 308])('a redirect %d is followed', async (code) => {
  standIn.misbehave = () => redirect(`${standIn.files}/download/${call}`, code);
  expect(await download()).toContain('1,2');
});

test('the beta version is told which format, and each report is asked for below its own path', async () => {
  const request = { path: `copilot/reports/${call}`, version: 'beta' } as const;
  await downloadReport(standIn.graph, request, token, path.join(folder, 'beta.csv'), AbortSignal.timeout(5000));
  expect(standIn.seen[0]?.url).toBe(`/beta/copilot/reports/${call}?$format=text/csv`);
});

test('a file given without a redirect, and a compressed one, are read too', async () => {
  standIn.misbehave = () => status(200, {}, 'direct');
  expect(await download()).toBe('direct');
  standIn.misbehave = () => (_request, response) =>
    void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('small'));
  expect(await download()).toBe('small');
});

test.each([
  ['plain http to another machine', 'http://reports.example/x'],
  ['another scheme', 'file:///etc/passwd'],
  ['a user name', 'https://user:word@reports.example/x'],
])('a redirect to %s is not followed', async (_what, location) => {
  standIn.misbehave = () => redirect(location);
  const { message, isTransient } = await failure();
  expect(message).toMatch(/^127\.0\.0\.1:\d+ redirected to an address that is not https, which is not followed\.$/);
  expect(isTransient).toBe(false);
});

test('redirects in a circle, and one to nowhere, end', async () => {
  standIn.misbehave = () => redirect(`${standIn.graph}/v1.0/reports/${call}`);
  expect((await failure()).message).toBe('More than 5 redirects led to no report.');
  expect(standIn.seen).toHaveLength(6);
  standIn.misbehave = () => status(302);
  expect((await failure()).message).toMatch(/answered 302 without a usable Location/);
});

test.each([
  [401, false, /answered 401 Denied: the token was not accepted; request-id abc/],
  [403, false, /answered 403 Denied: the managed identity needs the application permission Reports\.Read\.All/],
  [400, false, /answered 400 Denied: this Graph does not have the report as it was asked for/],
  [404, false, /answered 404 Denied: this Graph does not have the report/],
  [429, true, /answered 429 Denied: request-id abc/],
  [503, true, /answered 503/],
])('%d of Graph is told with what helps', async (code, isTransient, message) => {
  const headers = { 'Retry-After': '7', 'request-id': 'abc' };
  standIn.misbehave = () => status(code, headers, '{"error":{"code":"Denied","message":"of ada@contoso.example"}}');
  const failed = await failure();
  expect(failed).toMatchObject({
    isTransient,
    isUnavailable: [400, 403, 404].includes(code),
    isRefused: [401, 403].includes(code),
    retryAfter: '7',
  });
  expect(failed.message).toMatch(message);
  expect(failed.message).not.toMatch(/ada|the\.graph/);
});

test('a link that has expired is worth another one', async () => {
  standIn.misdeliver = () => status(403);
  expect(await failure()).toMatchObject({
    isTransient: true,
    message: expect.stringContaining('answered 403') as string,
  });
});

test('a file that is too large, too, when it is compressed', async () => {
  for (const [headers, body] of [
    [{}, 'x'.repeat(1001)],
    [{ 'Content-Encoding': 'gzip' }, gzipSync('x'.repeat(1001))],
  ] as const) {
    standIn.misdeliver = () => (_request, response) => void response.writeHead(200, headers).end(body);
    expect(await failure()).toMatchObject({ isTransient: false, message: 'The report is larger than 1000 bytes.' });
  }
});

test('a file that breaks off is no file', async () => {
  standIn.misdeliver = () => (_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('a,b\r\n1,2\r\n');
    setImmediate(() => response.destroy());
  };
  expect(await failure()).toMatchObject({
    isTransient: true,
    message: expect.stringContaining('The connection failed') as string,
  });
});

test.each(['graph', 'files'])('%s that hangs is given up in time', async (host) => {
  const hang: StandInAnswer = () => undefined;
  if (host === 'graph') standIn.misbehave = () => hang;
  else standIn.misdeliver = () => hang;
  expect(await failure({ bytes: 1000, time: 300 })).toMatchObject({
    isTransient: true,
    message: 'The report did not arrive within 0.3 s.',
  });
});

test('a file that trickles is given up in time, and the end of the run ends it', async () => {
  standIn.misdeliver = () => (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  };
  expect((await failure({ bytes: 1000, time: 300 })).message).toMatch(/did not arrive within/);
  expect(await failure(undefined, AbortSignal.timeout(300))).toMatchObject({
    isTransient: false,
    message: 'The time of the run was over.',
  });
});

test('a host nobody listens at', async () => {
  standIn.misbehave = () => redirect('http://127.0.0.1:1/x');
  expect(await failure()).toMatchObject({
    isTransient: true,
    message: expect.stringMatching(/^The connection failed: /) as string,
  });
});

test('a disk that takes no more is told as such, and may have room again later', async () => {
  const request = { path: `reports/${call}`, version: 'v1.0' } as const;
  const nowhere = path.join(folder, 'absent', 'x.csv');
  const failed = downloadReport(standIn.graph, request, token, nowhere, AbortSignal.timeout(5000));
  await expect(failed).rejects.toMatchObject({
    isTransient: true,
    message: 'The report could not be kept on disk: the file system said ENOENT.',
  });
});
