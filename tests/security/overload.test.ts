import { setTimeout as wait } from 'node:timers/promises';
import { inFlight, limitInFlight, mostAnonymous, mostInFlight } from '../../shared/service/message/limitInFlight.ts';
import { readBody } from '../../shared/service/message/readBody.ts';
import type { ServiceResponse } from '../../shared/represent/response.ts';
import type { ServiceParts } from '../../shared/service/message/serviceParts.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import { documentedBody, newId, pathOf, reports, setPath } from '../support/reports.ts';
import { refusalOf } from '../support/tokenGateSetup.ts';

/** A body that never comes to its end until it is let. */
function stalledBody(): { readonly pieces: AsyncIterable<Uint8Array>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    yield Buffer.from('{');
    await ended;
    yield Buffer.from('}');
  }
  return { pieces: pieces(), end };
}

const headers = new Headers();
const parts = { log: { request: () => undefined, write: () => undefined } } as unknown as ServiceParts;
const get = { method: 'GET', url: '/v1.0/', headers, body: null };

test('what comes on top of what the service can carry is refused at once, and the rest is answered', async () => {
  const app = await startInProcess();
  try {
    const { id } = await reports(app).store();
    const before = app.log.length;
    const answers = await Promise.all(
      Array.from({ length: mostInFlight + 50 }, async () => await app.fetch(pathOf(id))),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(mostInFlight);
    expect(refused).toHaveLength(50);
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBe('1');
      await expectError(answer, 'serviceNotAvailable', { message: /Nothing was done/ });
    }
    // One line each and no alarm.
    expect(app.log.slice(before)).toHaveLength(mostInFlight + 50);
    expect(await app.takeFailures()).toEqual([]);
    expect((await app.fetch(pathOf(id))).status).toBe(200);
  } finally {
    await app.stop();
  }
});

test.each(['$metadata', '%24metadata', '%24metadata/'])(
  'strangers, however many, take no place of a caller: %s',
  async (path) => {
    const app = await startInProcess();
    try {
      const { id } = await reports(app).store();
      const ask = async () => (await app.fetch(`/v1.0/${path}`, { headers: { Authorization: undefined } })).status;
      const strangers = Promise.all(Array.from({ length: mostAnonymous + mostInFlight }, ask));
      const callers = Promise.all(
        Array.from({ length: mostInFlight }, async () => (await app.fetch(pathOf(id))).status),
      );
      expect(new Set(await callers)).toEqual(new Set([200]));
      const statuses = await strangers;
      expect(statuses.filter((status) => status === 200)).toHaveLength(mostAnonymous);
      expect(statuses.filter((status) => status === 503)).toHaveLength(mostInFlight);
    } finally {
      await app.stop();
    }
  },
);

test('a streamed answer counts until it is read, fails or is given up, begun or not', async () => {
  async function* pieces(): AsyncGenerator<string, void, undefined> {
    yield await Promise.resolve('a');
    yield 'b';
  }
  async function* failing(): AsyncGenerator<string, void, undefined> {
    yield await Promise.resolve('a');
    throw new Error('broken');
  }
  let next: () => AsyncIterable<string> = pieces;
  const handle = limitInFlight(() => Promise.resolve({ status: 200, headers: {}, body: next() }), parts, inFlight(1));
  const open = async (): Promise<AsyncIterator<string | Uint8Array>> => {
    const { status, body } = await handle(get);
    expect(status).toBe(200);
    return (body as AsyncIterable<string>)[Symbol.asyncIterator]();
  };
  const isFull = async (): Promise<boolean> => (await handle(get)).status === 503;

  const read = await open();
  expect(await isFull()).toBe(true);
  await read.next();
  expect(await isFull()).toBe(true);
  await read.next();
  await read.next();
  const begun = await open();
  await begun.next();
  await begun.return?.();
  await (await open()).return?.();
  next = failing;
  const broken = await open();
  await broken.next();
  await expect(broken.next()).rejects.toThrow('broken');
  next = pieces;
  await open();
  expect(await isFull()).toBe(true);
});

test.each([
  ['text', 'a'],
  ['bytes', Buffer.from('a')],
  ['nothing', undefined],
])('an answer that is there whole counts until it was sent: %s', async (_what, body) => {
  const whole: ServiceResponse = { status: 200, headers: {}, ...(body !== undefined && { body }) };
  const handle = limitInFlight(() => Promise.resolve(whole), parts, inFlight(1));
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  expect((await handle({ ...get, ended })).status).toBe(200);
  expect((await handle(get)).status).toBe(503);
  end();
  await ended;
  expect((await handle(get)).status).toBe(200);
});

test('a request that fails outside of all others counts no longer, and once', async () => {
  const limit = inFlight(1);
  const failing = limitInFlight(() => Promise.reject(new Error('fault')), parts, limit);
  await expect(failing({ ...get, ended: Promise.resolve() })).rejects.toThrow('fault');
  expect(limit.now).toBe(0);
});

test('an answer that is thrown away before it is read does not count twice', async () => {
  const whole: ServiceResponse = { status: 200, headers: {}, body: 'a' };
  const handle = limitInFlight(() => Promise.resolve(whole), parts, inFlight(1));
  for (let count = 0; count < 3; count += 1) expect((await handle(get)).status).toBe(200);
});

describe('a body that does not arrive', () => {
  test('is a 408, and what comes of it later is not kept', async () => {
    const { pieces, end } = stalledBody();
    const error = await refusalOf(readBody(pieces, headers, 1000, 30));
    expect(error).toMatchObject({ status: 408, innerCode: 'requestTimeout' });
    end();
    await wait(10);
    await expect(pieces[Symbol.asyncIterator]().next()).resolves.toMatchObject({ done: true });
  });

  test('is a 408 when it is compressed, too', async () => {
    const error = await refusalOf(
      readBody(stalledBody().pieces, new Headers({ 'Content-Encoding': 'gzip' }), 1000, 30),
    );
    expect(error).toMatchObject({ status: 408 });
  });

  test('does not harm one that does', async () => {
    await expect(readBody(null, headers, 1000, 30)).resolves.toHaveLength(0);
    const { pieces, end } = stalledBody();
    setTimeout(end, 10);
    await expect(readBody(pieces, headers, 1000, 10_000)).resolves.toEqual(Buffer.from('{}'));
  });
});

test('a service that refused is whole again when the callers have gone', async () => {
  const app = await startInProcess();
  try {
    const body = JSON.stringify(documentedBody);
    const send = async (): Promise<number> =>
      (
        await app.fetch(setPath, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: body.replace('{', `{"id":"${newId()}",`),
        })
      ).status;
    const statuses = await Promise.all(Array.from({ length: 3 * mostInFlight }, send));
    expect(new Set(statuses)).toEqual(new Set([201, 503]));
    expect(await send()).toBe(201);
  } finally {
    await app.stop();
  }
});
