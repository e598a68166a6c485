import fc from 'fast-check';
import {
  afterWindow,
  nextWindow,
  startSearch,
  type Window,
  type WindowResult,
} from '../../../../shared/store/plan/windowSearch.ts';
import { valueAxes } from '../../../../shared/store/plan/valueAxis.ts';

const axis = valueAxes['Edm.Date']!;
const today = axis.newest(Date.parse('2026-11-23T12:00:00Z'));
const everything: Window = { low: axis.lowest - 1, high: axis.highest + 1 };
const ofYear: Window = { low: axis.toNumber('2026-01-01')!, high: everything.high };
const page = 1000;

/** Rows for each day. */
type Data = ReadonlyMap<number, number>;

function read(data: Data, { low, high }: Window): WindowResult {
  const days = [...data].filter(([day]) => day >= low && day < high).sort(([left], [right]) => left - right);
  const oldest = days[0]?.[0] ?? low;
  let rows = 0;
  for (const [day, count] of days) {
    rows += count;
    if (rows > page && high - low > 1) return { rows: page, oldest, newest: day, more: true };
  }
  return { rows, oldest, newest: days.at(-1)?.[0] ?? low, more: false };
}

/** Walks until as many rows are found as are wanted. */
function walk(data: Data, range: Window, wanted: number, filtered = false) {
  let search = startSearch(range, { expected: today, wanted, filtered, dense: false });
  const seen: Window[] = [];
  let [found, requests] = [0, 0];
  for (let window = nextWindow(search); window !== undefined && found < wanted; window = nextWindow(search)) {
    requests += 1;
    const result = read(data, window);
    search = afterWindow(search, window, result);
    if (result.more) continue;
    seen.push(window);
    found += result.rows;
  }
  return { found, requests, seen };
}

/** So many rows on every day between two distances from today. */
function daily(perDay: number, newest: number, oldest: number): Data {
  return new Map(Array.from({ length: oldest - newest + 1 }, (_, index) => [today - newest - index, perDay]));
}

test.each<[string, Data, Window, number, number]>([
  ['up to yesterday', daily(7, 1, 180), everything, 51, 1],
  ['up to yesterday, few days', daily(1, 1, 7), ofYear, 51, 2],
  ['up to the day before, a month', daily(1, 2, 32), ofYear, 51, 2],
  ['too many for one window', daily(307, 2, 180), everything, 51, 4],
  ['a year', daily(7, 0, 365), everything, 51, 1],
  ['ended a month ago', daily(7, 30, 400), everything, 51, 2],
  ['ended a year ago', daily(7, 365, 800), everything, 51, 4],
  ['ended a year ago, dense', daily(307, 365, 800), everything, 51, 12],
  ['one row, long ago', daily(1, 5000, 5000), everything, 1, 4],
  ['more than a page a day', daily(5000, 0, 10), everything, 51, 5],
  ['in the future', daily(40, -400, -300), everything, 51, 18],
  ['no rows', new Map(), everything, 51, 4],
])('few requests: %s', (_name, data, range, wanted, most) => {
  const { requests, found } = walk(data, range, wanted, true);
  const all = [...data].reduce((sum, [day, count]) => sum + (day >= range.low ? count : 0), 0);
  expect(found).toBeGreaterThanOrEqual(Math.min(wanted, all));
  expect(requests).toBeLessThanOrEqual(most);
});

it('sees every value once, from the highest down, and comes to an end', () => {
  const anyDay = fc.oneof(fc.integer({ min: -30, max: 400 }), fc.integer({ min: -3000, max: 9000 }));
  const anyCount = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 300, max: 2500 }));
  const anyData = fc.array(fc.tuple(anyDay, anyCount), { maxLength: 60 });
  const bounds = fc.option(fc.tuple(anyDay, anyDay), { nil: undefined });
  const property = fc.property(anyData, bounds, fc.nat(1001), fc.boolean(), (days, ends, wanted, filtered) => {
    const data: Data = new Map(days.map(([day, count]) => [today - day, count]));
    const range =
      ends === undefined ? everything : { low: today - Math.max(...ends), high: today - Math.min(...ends) + 1 };
    const { seen, requests } = walk(data, range, Infinity, filtered && wanted > 0);
    expect(seen[0]?.high).toBe(range.high);
    expect(seen.at(-1)?.low).toBe(range.low);
    for (const [index, window] of seen.entries()) {
      expect(window.high).toBeGreaterThan(window.low);
      if (index > 0) expect(window.high).toBe(seen[index - 1]?.low);
    }
    expect(requests).toBeLessThanOrEqual(30 + 25 * data.size);
  });
  fc.assert(property, { numRuns: 1000 });
});
