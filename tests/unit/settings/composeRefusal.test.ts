import { composeRefusal } from '../../../shared/service/composeRefusal.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';

const request = { method: 'GET', url: '/v1.0/', headers: new Headers(), body: null };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the log says what is wrong at once, then once a minute while requests come', async () => {
  const lines: string[] = [];
  const log = createServiceLog((line) => void lines.push(line));
  const { handle, health } = composeRefusal(new Error('The setting X is missing. Set it.'), log);
  const said = (): number => lines.filter((line) => line.includes('The setting X is missing. Set it.')).length;
  expect(said()).toBe(1);
  for (let second = 0; second < 59; second += 1) {
    await handle(request);
    jest.advanceTimersByTime(1000);
  }
  expect(said()).toBe(1);
  jest.advanceTimersByTime(1000);
  await health(request);
  await handle(request);
  expect(said()).toBe(2);
  jest.advanceTimersByTime(600_000);
  expect(said()).toBe(2);
});
