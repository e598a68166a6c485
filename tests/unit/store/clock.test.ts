import { startClock } from '../../../shared/store/contract/clock.ts';

describe('the clock of a request', () => {
  it.each([
    ['both clocks go', [4000, 4000], 4000],
    ['the wall clock is set back', [-3_600_000, 4000], 4000],
    ['the wall clock is set forward', [3_600_000, 4000], 3_600_000],
    ['the monotonic clock stood still while the machine slept', [20_000, 5], 20_000],
  ] as const)('tells the larger time when %s', (_what, [wall, monotonic], passed) => {
    const time = { wall: 1_900_000_000_000, monotonic: 77 };
    const clock = startClock({ wall: () => time.wall, monotonic: () => time.monotonic });
    expect(clock.now()).toBe(clock.started);
    time.wall += wall;
    time.monotonic += monotonic;
    expect(clock.now() - clock.started).toBe(passed);
  });

  it('aborts by the monotonic clock, however the wall clock is set', async () => {
    const wall = { now: 1_900_000_000_000 };
    const clock = startClock({ wall: () => wall.now, monotonic: () => performance.now() });
    const signal = clock.signalAt(clock.started + 50);
    wall.now -= 3_600_000;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(signal.aborted).toBe(true);
  });
});
