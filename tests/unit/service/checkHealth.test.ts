import type { TokenGate } from '../../../shared/auth/tokenGate.ts';
import { checkHealth } from '../../../shared/service/checkHealth.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';
import type { Store } from '../../../shared/store/contract/store.ts';

function healthOf(ping: (signal: AbortSignal) => Promise<void>) {
  const clock = { now: 0, asked: 0 };
  const store = {
    ping: async (signal: AbortSignal) => {
      clock.asked += 1;
      await ping(signal);
    },
  } as Store;
  const gate = { keysReachable: () => Promise.resolve() } as unknown as TokenGate;
  const health = checkHealth(
    store,
    gate,
    createServiceLog(() => undefined),
    () => clock.now,
  );
  return { clock, status: async () => (await health()).status };
}

test('a verdict is kept for 5 seconds, and one serves all who ask at a time', async () => {
  let isWell = true;
  const { clock, status } = healthOf(async () => {
    await new Promise(setImmediate);
    if (!isWell) throw new Error('away');
  });
  expect(await Promise.all([status(), status(), status()])).toEqual([200, 200, 200]);
  expect(clock.asked).toBe(1);
  isWell = false;
  clock.now = 4999;
  expect(await status()).toBe(200);
  clock.now = 5000;
  expect(await status()).toBe(503);
  isWell = true;
  expect(await status()).toBe(503);
  clock.now = 10_000;
  expect(await status()).toBe(200);
  expect(clock.asked).toBe(3);
});

test('storage that hangs and listens to nothing is unreachable all the same', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const abort = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new Error('late')));
  try {
    const { status } = healthOf(() => new Promise(() => undefined));
    expect(await status()).toBe(503);
  } finally {
    abort.mockRestore();
    jest.useRealTimers();
  }
});
