import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { streamBody } from '../../../functions/streamBody.ts';

/** The part of a response the body looks at. */
class Proxied extends EventEmitter {
  writableNeedDrain = false;
  destroyed = false;
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

function setUp(failAt = Infinity) {
  const proxied = new Proxied();
  const seen = { given: 0, ended: false };
  async function* pieces(): AsyncGenerator<string> {
    try {
      for (let at = 0; at < 5; at += 1) {
        if (at === failAt) throw new Error('storage');
        seen.given += 1;
        yield await Promise.resolve(`${at};`);
      }
    } finally {
      seen.ended = true;
    }
  }
  const reader = streamBody(pieces(), proxied as unknown as ServerResponse).getReader();
  const next = async (): Promise<string> => {
    const { value } = (await reader.read()) as { value?: Uint8Array };
    return Buffer.from(value ?? []).toString();
  };
  return { proxied, seen, next };
}

test('gives every piece as it comes', async () => {
  const { seen, next } = setUp();
  expect([await next(), seen.given, await next()]).toEqual(['0;', 1, '1;']);
});

test('waits until the caller has taken what was written', async () => {
  const { proxied, seen, next } = setUp();
  await next();
  proxied.writableNeedDrain = true;
  const second = next();
  await new Promise(setImmediate);
  expect(seen.given).toBe(1);
  proxied.writableNeedDrain = false;
  proxied.emit('drain');
  expect(await second).toBe('1;');
  expect(proxied.listenerCount('close')).toBe(0);
});

test('ends when the caller is gone, also while it waits', async () => {
  for (const waits of [false, true]) {
    const { proxied, seen, next } = setUp();
    await next();
    proxied.writableNeedDrain = waits;
    const second = next();
    await new Promise(setImmediate);
    proxied.destroy();
    await second;
    expect(await next()).toBe('');
    expect(seen).toEqual({ given: waits ? 1 : 2, ended: true });
  }
});

test('breaks the connection when a piece fails', async () => {
  const { proxied, next } = setUp(1);
  await next();
  await expect(next()).rejects.toThrow('storage');
  expect(proxied.destroyed).toBe(true);
});

describe('a caller who takes nothing', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  test('is waited for a minute, then the connection is broken and nothing more is read', async () => {
    const { proxied, seen, next } = setUp();
    await next();
    proxied.writableNeedDrain = true;
    const second = next();
    await new Promise(setImmediate);
    jest.advanceTimersByTime(59_999);
    expect(proxied.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(proxied.destroyed).toBe(true);
    expect([await second, seen]).toEqual(['', { given: 1, ended: true }]);
  });

  test('but takes a little every minute, is ended after 230 s all the same', async () => {
    const { proxied, next } = setUp();
    await next();
    proxied.writableNeedDrain = true;
    for (let minute = 0; minute < 3; minute += 1) {
      const more = next();
      await new Promise(setImmediate);
      jest.advanceTimersByTime(59_000);
      proxied.emit('drain');
      await more;
    }
    jest.advanceTimersByTime(52_999);
    expect(proxied.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(proxied.destroyed).toBe(true);
  });

  test('but takes a little every minute, is served to the end', async () => {
    const { proxied, next } = setUp();
    const taken = [await next()];
    proxied.writableNeedDrain = true;
    while (taken.at(-1) !== '') {
      const more = next();
      await new Promise(setImmediate);
      jest.advanceTimersByTime(45_000);
      proxied.emit('drain');
      taken.push(await more);
    }
    expect(taken).toEqual(['0;', '1;', '2;', '3;', '4;', '']);
    expect(proxied.destroyed).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});
