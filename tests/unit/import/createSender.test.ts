import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import timers from 'node:timers/promises';
import { createSender } from '../../../local/import/createSender.ts';
import { RefusedRequest } from '../../../local/import/refusedRequest.ts';
import { retryAfter } from '../../../shared/collect/retryAfter.ts';
import { nobodyListens } from '../../support/nobodyListens.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}
interface Seen {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly '@context': string; readonly value: readonly { readonly id: string }[] };
}

let server: http.Server;
let url: string;
let seen: Seen[];
/** What the service answers to the ids of a request, by the number of the request. */
let answer: (ids: readonly string[], count: number) => Answer;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    void (async () => {
      const body = JSON.parse(await text(request)) as Seen['body'];
      seen.push({ method: request.method, headers: request.headers, body });
      const given = answer(
        body.value.map(({ id }) => id),
        seen.length,
      );
      response.writeHead(given.status, given.headers).end(JSON.stringify(given.body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0/set`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

const created = { '@reports.outcome': 'created' };
const exception = (responseCode: number, message = `failed ${responseCode}`) => ({
  '@Core.DataModificationException': { failedOperation: 'upsert', responseCode, info: { message } },
});
const ok = (value: readonly unknown[], applied = 'keep-newer'): Answer => ({
  status: 200,
  headers: { 'Retry-After': '0', 'Preference-Applied': applied },
  body: { value },
});
const again = (status: number): Answer => ({ status, headers: { 'Retry-After': '0' }, body: {} });
const rows = (count: number): string[] => Array.from({ length: count }, (_, at) => `{"id":"${at}"}`);
const send = async (count: number) => await createSender({ url, token: () => Promise.resolve('t') })(rows(count));

test('one delta payload, whose items are told apart', async () => {
  const others = ['unchanged', 'updated', 'older'].map((outcome) => ({ '@reports.outcome': outcome }));
  answer = () => ok([created, ...others, exception(400)], 'odata.continue-on-error=true, Keep-Newer');
  expect(await send(5)).toEqual([
    { kind: 'created' },
    { kind: 'unchanged' },
    { kind: 'updated' },
    { kind: 'older' },
    { kind: 'failed', reason: 'failed 400', isTransient: false },
  ]);
  const [request] = seen;
  expect(request?.method).toBe('PATCH');
  expect(request?.headers).toMatchObject({ authorization: 'Bearer t', 'content-type': 'application/json' });
  expect(request?.headers['prefer']).toBe('continue-on-error, omit-values=nulls, keep-newer');
  expect(request?.body['@context']).toBe('#$delta');
});

test.each(['', 'odata.continue-on-error=true', 'keep-newer-ones'])(
  'a service that does not keep what is newer (Preference-Applied: %s) is sent nothing more',
  async (applied) => {
    answer = (ids) =>
      ok(
        ids.map(() => created),
        applied,
      );
    await expect(send(3)).rejects.toThrow(
      /\/v1\.0\/set does not acknowledge 'Prefer: keep-newer' .* No more is sent\./,
    );
    expect(seen).toHaveLength(1);
  },
);

test('as long as some rows are stored each time, the others are not given up', async () => {
  answer = (ids) => ok(ids.map((_id, at) => (at === 0 ? created : exception(503))));
  expect(await send(10)).toEqual(Array.from({ length: 10 }, () => ({ kind: 'created' })));
  expect(seen.map(({ body }) => body.value.length)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test('items that failed for the moment are sent again, the others are not', async () => {
  answer = (ids, count) => ok(ids.map((id) => (id === '1' && count < 3 ? exception(503) : created)));
  expect((await send(3)).map(({ kind }) => kind)).toEqual(['created', 'created', 'created']);
  expect(seen.map(({ body }) => body.value.map(({ id }) => id))).toEqual([['0', '1', '2'], ['1'], ['1']]);
});

test('what never comes right is a failure with its reason', async () => {
  answer = (ids) => ok(ids.map((id) => (id === '1' ? exception(503) : created)));
  expect((await send(2))[1]).toMatchObject({ kind: 'failed', reason: 'failed 503' });
});

test.each([408, 429, 500, 502, 503, 504])('a request answered with %d is sent again, in halves', async (status) => {
  answer = (ids, count) => (count === 1 ? again(status) : ok(ids.map(() => created)));
  expect(await send(5)).toEqual(
    Array(5)
      .fill(created)
      .map(() => ({ kind: 'created' })),
  );
  expect(seen.map(({ body }) => body.value.length)).toEqual([5, 3, 2]);
});

test('a request that is never answered well rejects with what was said last', async () => {
  answer = () => ({ ...again(503), body: { error: { message: 'storage sleeps' } } });
  await expect(send(2)).rejects.toThrow(/answered 503: storage sleeps/);
  expect(seen.length).toBeGreaterThan(2);
});

test.each([400, 401, 403, 404])('%d is no matter of trying again', async (status) => {
  answer = () => ({ status, body: { error: { message: 'no' } } });
  const error: unknown = await send(2).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RefusedRequest);
  expect(error).toMatchObject({ message: `${url} answered ${status}: no` });
  expect(seen.length).toBe(1);
});

/** Lets pauses between requests pass at once, and with them the clock: what is told is how long they would have been, and how much passed. */
function modelledPauses() {
  const pauses: unknown[] = [];
  const began = Date.now();
  let now = began;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(timers, 'setTimeout').mockImplementation((milliseconds = 0, value) => {
    pauses.push(milliseconds);
    now += milliseconds;
    return Promise.resolve(value as never);
  });
  return { pauses, passed: () => now - began };
}
afterEach(() => jest.restoreAllMocks());

test('an address nobody listens at is told within three seconds, by one of several requests as by one', async () => {
  const sender = createSender({ url: `${nobodyListens}/x`, token: () => Promise.resolve('t') });
  const { pauses, passed } = modelledPauses();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const error: unknown = await sender(rows(1)).catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        message: expect.stringMatching(/127.0.0.1:\d+\/x did not answer: .*ECONNREFUSED/) as string,
      });
      expect(error).not.toBeInstanceOf(RefusedRequest);
    }),
  );
  expect(new Set(pauses)).toEqual(new Set([500]));
  expect(passed()).toBeLessThan(3000);
});

test('an app that is stopped while it is asked is told within three seconds', async () => {
  const stopping = http.createServer((request) => {
    stopping.close();
    request.socket.destroy();
  });
  stopping.listen(0, '127.0.0.1');
  await once(stopping, 'listening');
  const sender = createSender({
    url: `http://127.0.0.1:${(stopping.address() as AddressInfo).port}/x`,
    token: () => Promise.resolve('t'),
  });
  const { pauses, passed } = modelledPauses();
  await expect(sender(rows(3))).rejects.toThrow(/did not answer: .*ECONNREFUSED/);
  expect(new Set(pauses.slice(1))).toEqual(new Set([500]));
  expect(passed()).toBeLessThan(3000);
});

test('Retry-After in seconds and as a date; without one the pauses grow', () => {
  const now = Date.parse('2024-01-01T00:00:00Z');
  expect(retryAfter('2', 1)).toBe(2000);
  expect(retryAfter('2.128', 1)).toBe(2128);
  expect(retryAfter('Mon, 01 Jan 2024 00:00:05 GMT', 1, now)).toBe(5000);
  expect(retryAfter('Mon, 01 Jan 2023 00:00:05 GMT', 1, now)).toBe(0);
  expect(retryAfter('99999', 1)).toBe(120_000);
  for (const header of [null, '', 'soon']) {
    expect(retryAfter(header, 1)).toBeGreaterThanOrEqual(500);
    expect(retryAfter(header, 5)).toBeGreaterThanOrEqual(8000);
    expect(retryAfter(header, 20)).toBeLessThanOrEqual(30_000);
  }
});
