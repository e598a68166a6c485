import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createArrivals } from '../../../functions/arrivals.ts';

/** In a process that has time. */
const idleArrivals = () => createArrivals(5000, () => ({ utilization: 0, idle: 0, active: 0 }));

class Response extends EventEmitter {
  statusCode = 0;
  ended = false;
  end(): void {
    this.ended = true;
  }
}

function arrive(invocationId?: string) {
  const response = new Response();
  const request = { headers: { 'x-ms-invocation-id': invocationId }, resume: jest.fn() };
  return {
    response,
    pair: [request as unknown as IncomingMessage, response as unknown as ServerResponse] as const,
  };
}
const turn = async (): Promise<void> => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }));
afterEach(() => jest.useRealTimers());

test.each([true, false])('request and invocation find each other; the request is first: %s', async (requestFirst) => {
  const arrivals = idleArrivals();
  const { pair } = arrive('a');
  if (requestFirst) arrivals.receive(...pair);
  const found = arrivals.wait('a');
  if (!requestFirst) arrivals.receive(...pair);
  await found;
  expect(arrivals.take('a')).toMatchObject({ request: pair[0] });
  expect(arrivals.take('a')).toBeUndefined();
  expect(jest.getTimerCount()).toBe(0);
});

test('several at once are not mixed up', async () => {
  const arrivals = idleArrivals();
  const ids = ['a', 'b', 'c'];
  const waiting = ids.map((id) => arrivals.wait(id));
  const sent = new Map([...ids].reverse().map((id) => [id, arrive(id)] as const));
  for (const { pair } of sent.values()) arrivals.receive(...pair);
  await Promise.all(waiting);
  for (const id of ids) expect(arrivals.take(id)?.response).toBe(sent.get(id)?.response);
});

test('an invocation whose request does not come fails after 5 s', async () => {
  const failed = expect(idleArrivals().wait('a')).rejects.toThrow('did not come within 5 s');
  jest.advanceTimersByTime(5000);
  await failed;
});

test('at the limit of the process it waits on, as long as that lasts and for half a minute at most', async () => {
  const load = { utilization: 0.9, idle: 0, active: 0 };
  const arrivals = createArrivals(5000, () => ({ ...load }));
  const found = arrivals.wait('a');
  jest.advanceTimersByTime(20_000);
  await turn();
  arrivals.receive(...arrive('a').pair);
  await found;
  const never = arrivals.wait('b');
  const failed = expect(never).rejects.toThrow('did not come within 5 s');
  jest.advanceTimersByTime(29_999);
  await turn();
  expect(jest.getTimerCount()).toBeGreaterThan(0);
  jest.advanceTimersByTime(1);
  await failed;
  const idle = arrivals.wait('c');
  load.utilization = 0.7;
  const soon = expect(idle).rejects.toThrow('did not come within 5 s');
  jest.advanceTimersByTime(5000);
  await soon;
});

test('a request that no function takes is answered 500 after 5 s, though its invocation was begun', async () => {
  const arrivals = idleArrivals();
  const { pair, response } = arrive('a');
  arrivals.receive(...pair);
  await arrivals.wait('a');
  jest.advanceTimersByTime(4999);
  await turn();
  expect(response.ended).toBe(false);
  jest.advanceTimersByTime(1);
  await turn();
  expect(response).toMatchObject({ ended: true, statusCode: 500 });
  expect(arrivals.take('a')).toBeUndefined();
});

test('one that comes a second time under its id is answered too', async () => {
  const arrivals = idleArrivals();
  const [first, second] = [arrive('a'), arrive('a')];
  arrivals.receive(...first.pair);
  expect(arrivals.take('a')).toBeDefined();
  arrivals.receive(...second.pair);
  jest.advanceTimersByTime(5000);
  await turn();
  expect([first.response.ended, second.response.ended]).toEqual([false, true]);
});

test('nothing is kept of a caller who has gone', () => {
  const arrivals = idleArrivals();
  const { pair, response } = arrive('a');
  arrivals.receive(...pair);
  response.emit('close');
  expect(arrivals.take('a')).toBeUndefined();
  expect(jest.getTimerCount()).toBe(0);
});

test('what does not come from the host is 400', () => {
  const { pair, response } = arrive();
  idleArrivals().receive(...pair);
  expect(response).toMatchObject({ ended: true, statusCode: 400 });
});
