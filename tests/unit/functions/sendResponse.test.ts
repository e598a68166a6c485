import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { sendResponse } from '../../../functions/sendResponse.ts';

/** The part of a response that is used, and what was written to it. */
class Proxied extends EventEmitter {
  statusCode = 0;
  destroyed = false;
  isFull = false;
  /** What the system has not taken. */
  writableLength = 0;
  readonly headers: Record<string, unknown> = {};
  readonly written: string[] = [];
  setHeader(name: string, value: unknown): void {
    this.headers[name] = value;
  }
  writeHead(status: number, headers: Readonly<Record<string, unknown>>): void {
    this.statusCode = status;
    Object.assign(this.headers, headers);
  }
  write(piece: string): boolean {
    this.written.push(piece);
    return !this.isFull;
  }
  end(piece = 'END'): void {
    this.written.push(piece);
    if (this.writableLength === 0) this.emit('close');
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

function setUp(failAt = Infinity) {
  const proxied = new Proxied();
  const seen = { given: 0, ended: false };
  let next: (() => void) | undefined;
  async function* pieces(): AsyncGenerator<string> {
    try {
      for (let at = 0; at < 5; at += 1) {
        if (at > 0) await new Promise<void>((resolve) => (next = resolve));
        if (at === failAt) throw new Error('storage');
        seen.given += 1;
        yield `${at};`;
      }
    } finally {
      seen.ended = true;
    }
  }
  const sent = sendResponse(proxied as unknown as ServerResponse, { status: 200, headers: {}, body: pieces() });
  const turn = async (): Promise<void> => {
    await new Promise(setImmediate);
    next?.();
    next = undefined;
    await new Promise(setImmediate);
  };
  return { proxied, seen, sent, turn };
}

test.each([
  ['text', 'é', ['é'], 2],
  ['bytes', Buffer.from('ab'), [Buffer.from('ab')], 2],
  ['nothing', undefined, ['END'], undefined],
])('%s is sent whole, with its length', async (_what, body, written, length) => {
  const proxied = new Proxied();
  await sendResponse(proxied as unknown as ServerResponse, {
    status: 201,
    headers: { ETag: 'W/"1"' },
    ...(body !== undefined && { body }),
  });
  expect(proxied).toMatchObject({ statusCode: 201, written });
  expect(proxied.headers).toEqual({ ETag: 'W/"1"', ...(length !== undefined && { 'Content-Length': length }) });
});

test('every piece is sent as it comes', async () => {
  const { proxied, seen, sent, turn } = setUp();
  await new Promise(setImmediate);
  expect([proxied.written, seen.given]).toEqual([['0;'], 1]);
  for (let at = 0; at < 4; at += 1) await turn();
  await sent;
  expect(proxied.written).toEqual(['0;', '1;', '2;', '3;', '4;', 'END']);
});

test('nothing more is made until the caller has taken what was written', async () => {
  const { proxied, seen, turn } = setUp();
  proxied.isFull = true;
  await turn();
  await turn();
  expect(seen.given).toBe(1);
  proxied.isFull = false;
  proxied.emit('drain');
  await turn();
  expect([proxied.written, proxied.listenerCount('close')]).toEqual([['0;', '1;'], 0]);
});

test.each([false, true])('ends when the caller is gone, while it waits for the caller: %s', async (waits) => {
  const { proxied, seen, sent, turn } = setUp();
  proxied.isFull = waits;
  await new Promise(setImmediate);
  proxied.destroy();
  await turn();
  await sent;
  expect(proxied.written).toEqual(['0;']);
  expect(seen.ended).toBe(true);
});

test('rejects when a piece fails, and does not end', async () => {
  const { proxied, sent, turn } = setUp(1);
  const failed = expect(sent).rejects.toThrow('storage');
  await turn();
  await failed;
  expect(proxied.written).toEqual(['0;']);
});

describe('a caller who takes nothing', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }));
  afterEach(() => jest.useRealTimers());

  test('is waited for a minute, then the connection is broken and nothing more is made', async () => {
    const { proxied, seen, sent, turn } = setUp();
    proxied.isFull = true;
    await turn();
    jest.advanceTimersByTime(59_999);
    expect(proxied.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(proxied.destroyed).toBe(true);
    await sent;
    expect(seen).toEqual({ given: 1, ended: true });
  });

  test.each(['small', undefined])('of an answer that is there whole, %s, is waited for a minute', async (body) => {
    const proxied = new Proxied();
    proxied.writableLength = 5;
    await sendResponse(proxied as unknown as ServerResponse, { status: 200, headers: {}, ...(body && { body }) });
    jest.advanceTimersByTime(59_999);
    expect(proxied.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect([proxied.destroyed, jest.getTimerCount()]).toEqual([true, 0]);
  });

  test.each([true, false])('waits for nobody when the system has taken it, at once: %s', async (atOnce) => {
    const proxied = new Proxied();
    proxied.writableLength = atOnce ? 0 : 5;
    await sendResponse(proxied as unknown as ServerResponse, { status: 200, headers: {}, body: 'small' });
    expect(jest.getTimerCount()).toBe(atOnce ? 0 : 1);
    proxied.emit('close');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('but takes a little every minute, is ended after 230 s all the same', async () => {
    const { proxied, sent, turn } = setUp();
    proxied.isFull = true;
    for (let minute = 0; minute < 3; minute += 1) {
      await turn();
      jest.advanceTimersByTime(59_000);
      proxied.emit('drain');
    }
    await turn();
    jest.advanceTimersByTime(52_999);
    expect(proxied.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(proxied.destroyed).toBe(true);
    await sent;
  });

  test('but takes a little every minute, is served to the end', async () => {
    const { proxied, sent, turn } = setUp();
    proxied.isFull = true;
    for (let at = 0; at < 5; at += 1) {
      await turn();
      jest.advanceTimersByTime(45_000);
      proxied.emit('drain');
    }
    await turn();
    await sent;
    expect(proxied.written.at(-1)).toBe('END');
    expect(jest.getTimerCount()).toBe(0);
  });
});
