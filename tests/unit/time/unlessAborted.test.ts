import { setTimeout as wait } from 'node:timers/promises';
import { unlessAborted } from '../../../shared/time/unlessAborted.ts';

const failing = async (): Promise<never> => {
  await wait(5);
  throw new Error('too late');
};

// A rejection that nobody handles ends the process of these tests, and so fails them.
test.each([
  ['before', () => AbortSignal.abort(), 'AbortError'],
  ['while it works', () => AbortSignal.timeout(1), 'TimeoutError'],
])('work that fails for a signal that aborted %s is no business of anybody', async (_when, signalOf, name) => {
  await expect(unlessAborted(signalOf(), failing())).rejects.toMatchObject({ name });
  await wait(20);
});

test('what the work comes to is handed on while nothing aborts', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve(5))).resolves.toBe(5);
  await expect(unlessAborted(signal, failing())).rejects.toThrow('too late');
});
