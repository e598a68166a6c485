import { DateWindows } from '../../../../shared/store/plan/dateWindows.ts';
import { toDayNumber } from '../../../../shared/store/plan/dateNumber.ts';

const today = toDayNumber('2026-11-23');
const whole = { first: toDayNumber('0001-01-01'), last: toDayNumber('9999-12-31') };

/** Walks data of `perDay` rows on every day from `oldest` to `newest` until `wanted` rows are found. */
function walk(
  { oldest, newest, perDay }: { oldest: number; newest: number; perDay: number },
  wanted: number,
  days = whole,
) {
  const windows = new DateWindows(days, today);
  const seen: number[] = [];
  let requests = 0;
  let found = 0;
  for (let window = windows.next(); window !== undefined && found < wanted; window = windows.next()) {
    const first = Math.max(window.first, oldest);
    const last = Math.min(window.last, newest);
    const rows = Math.max(0, last - first + 1) * perDay;
    requests += 1;
    if (rows > 1000 && windows.tooFull(window)) continue;
    for (let day = last; day >= first; day -= 1) seen.push(day);
    found += rows;
    windows.done(window, rows, Math.max(1, wanted - found));
  }
  return { requests, found, seen };
}

test.each([
  ['Graph-like, up to today', { oldest: today - 180, newest: today, perDay: 7 }, 50, 4],
  ['Graph-like, unfiltered', { oldest: today - 180, newest: today - 2, perDay: 307 }, 50, 4],
  ['a year of rows', { oldest: today - 365, newest: today, perDay: 7 }, 50, 4],
  ['ended a month ago', { oldest: today - 400, newest: today - 30, perDay: 7 }, 50, 5],
  ['ended a year ago', { oldest: today - 800, newest: today - 365, perDay: 7 }, 50, 12],
  ['ended a year ago, dense', { oldest: today - 800, newest: today - 365, perDay: 307 }, 50, 12],
  ['one row a month', { oldest: today - 20, newest: today - 20, perDay: 1 }, 1, 4],
  ['more than a page a day', { oldest: today - 10, newest: today, perDay: 5000 }, 50, 4],
])('%s: few requests, and every day in order', (_name, data, wanted, most) => {
  const { requests, found, seen } = walk(data, wanted);
  expect(found).toBeGreaterThanOrEqual(wanted);
  expect(requests).toBeLessThanOrEqual(most);
  expect(seen).toEqual(Array.from(seen, (_, index) => data.newest - index));
});

test('ends at the lower bound', () => {
  const { requests, found } = walk({ oldest: today - 10, newest: today, perDay: 1 }, 50, {
    first: toDayNumber('2026-01-01'),
    last: whole.last,
  });
  expect(found).toBe(11);
  expect(requests).toBeLessThanOrEqual(5);
});

test('without any rows it ends after a few requests', () => {
  expect(walk({ oldest: 1, newest: 0, perDay: 0 }, 50).requests).toBeLessThanOrEqual(10);
});
