// What charts and tables of the overview are made of: axes, small lines, shares against a month before.
import { dateTicks } from '../../../web/chart/dateTicks.ts';
import { geometryOf } from '../../../web/chart/geometry.ts';
import type { ChartLine, ChartOptions } from '../../../web/chart/chartOptions.ts';
import { dateAfter, datesIn } from '../../../web/figures/dates.ts';
import { numberTextOf } from '../../../web/figures/numberText.ts';
import type { Step } from '../../../web/figures/buckets.ts';
import { overviewEnabledOf, overviewShare, overviewShareOf } from '../../../web/overview/overviewFigures.ts';
import { chartGroups } from '../../../web/report/chartGroups.ts';
import type { LineFigures } from '../../../web/report/lineFigures.ts';

const widthOf = (text: string): number => 7 * text.length;
const line = (values: readonly (number | null)[]): ChartLine => ({ name: 'Teams', slot: '2', values });
const chart = (dates: readonly string[], more: Partial<ChartOptions> = {}): ChartOptions => ({
  dates,
  lines: [line(dates.map((_, at) => 900 + at))],
  label: 'Day',
  text: numberTextOf({}),
  gaps: [],
  step: 'day',
  hasPoints: false,
  hasWeekends: false,
  height: 340,
  ...more,
});
const drawn = (options: ChartOptions, width: number) => geometryOf(options, width, widthOf);

test.each([320, 390, 1440])('the axis begins at zero, and nothing is drawn above it, at %p px', (width) => {
  const options = chart(datesIn({ from: '2026-01-01', to: '2026-03-31' }));
  const { levels, greatest, y, bottom, top, left, right } = drawn(options, width);
  expect([levels[0], y(0)]).toEqual([0, bottom]);
  expect(greatest).toBeGreaterThanOrEqual(989);
  expect(y(989)).toBeGreaterThanOrEqual(top);
  expect(left).toBeLessThan(right);
});

test.each([
  [{ unit: 'bytes' }, 40 * 1024 ** 4, 1024 ** 4, '10\u00a0TB'],
  [{ unit: 'minutes' }, 600, 60, '2\u00a0h'],
] as const)('levels of %p are round in the unit of the axis', (column, top, unit, text) => {
  const options = chart(['2026-01-01', '2026-01-02'], { text: numberTextOf(column), lines: [line([0, top])] });
  const { levels, greatest } = drawn(options, 1440);
  expect(levels.every((level) => level % unit === 0)).toBe(true);
  expect(options.text.axis(levels[1] ?? 0, greatest)).toBe(text);
});

test('one day is in the middle', () => {
  const { x, left, right } = drawn(chart(['2026-11-26']), 1440);
  expect(x(0)).toBe((left + right) / 2);
});

const ticksOf = (dates: readonly string[], step: Step, width = 1440): readonly string[] =>
  dateTicks(dates, step, drawn(chart(dates, { step }), width)).flatMap(({ text }) => text ?? []);

test('a year has months on its axis, and the year where it changes; few days have Mondays', () => {
  const year = ticksOf(datesIn({ from: '2025-11-27', to: '2026-11-26' }), 'day');
  expect(year[0]).toBe('Dec');
  expect(year.filter((text) => /\d{4}/.test(text))).toEqual(['Jan 2026']);
  expect(year).toHaveLength(12);
  expect(ticksOf(datesIn({ from: '2026-10-28', to: '2026-11-26' }), 'day')).toEqual([
    '2 Nov',
    '9 Nov',
    '16 Nov',
    '23 Nov',
  ]);
  expect(ticksOf(datesIn({ from: '2026-11-20', to: '2026-11-26' }), 'day').length).toBeGreaterThan(5);
  const weeks = Array.from({ length: 8 }, (_, at) => dateAfter('2025-12-01', 7 * at));
  expect(ticksOf(weeks, 'week').filter((text) => text.includes('2026'))).toHaveLength(1);
});

test('where not all months have room for a name, every so many have, but for the one behind a year', () => {
  expect(ticksOf(datesIn({ from: '2026-05-31', to: '2026-11-26' }), 'day', 240)).toEqual(['Jun', 'Aug', 'Oct']);
  const year = ticksOf(datesIn({ from: '2025-11-27', to: '2026-11-26' }), 'day', 420);
  expect(year.map((text) => text.slice(0, 3))).toEqual(['Dec', 'Feb', 'Jun', 'Aug', 'Oct']);
  const weeks = Array.from({ length: 53 }, (_, at) => dateAfter('2025-12-01', 7 * at));
  expect(ticksOf(weeks, 'week').length).toBeGreaterThan(5);
});

test.each([320, 390, 768, 1440])('names on the axis do not lie on each other at %p px', (width) => {
  const dates = datesIn({ from: '2023-11-27', to: '2026-11-26' });
  const geometry = drawn(chart(dates), width);
  const named = dateTicks(dates, 'day', geometry).filter(({ text }) => text !== undefined);
  expect(named.length).toBeGreaterThan(2);
  for (const [at, { x }] of named.slice(1).entries())
    expect(x).toBeGreaterThanOrEqual(named[at]!.x + widthOf(named[at]!.text ?? ''));
});

const figures = (name: string, value: number | undefined, unit?: string): LineFigures =>
  ({
    column: { name, label: name, ...(unit !== undefined && { unit }) },
    highest: value === undefined ? undefined : { value, date: '2026-11-26' },
  }) as unknown as LineFigures;
const namesOf = (lines: readonly LineFigures[]): readonly (readonly string[])[] =>
  chartGroups(lines).map((group) => group.map(({ column }) => column.name));

test('a line below 3 % of the highest one has a chart of its own; units are never on one axis', () => {
  expect(namesOf([figures('a', 1000), figures('b', 30), figures('c', 29)])).toEqual([['a', 'b'], ['c']]);
  expect(namesOf([figures('a', 1000), figures('bytes', 5, 'bytes')])).toEqual([['a'], ['bytes']]);
  expect(namesOf([figures('a', 0), figures('b', undefined)])).toEqual([['a', 'b']]);
});

const total = (date: string, active: number | null, inactive: number | null) => ({
  reportRefreshDate: date,
  teamsActive: active,
  teamsInactive: inactive,
});

test.each<readonly [back: number, points: number | null]>([
  [30, 10],
  [27, 10],
  [33, 10],
  [26, null],
  [34, null],
])('a share is compared with that of %p days before: %p points', (back, points) => {
  const rows = [total(dateAfter('2026-11-26', -back), 50, 50), total('2026-11-26', 60, 40)];
  expect(overviewShare(rows, overviewShareOf('teams'))?.points ?? null).toBe(points);
});

test('of several dates the nearest to a month before counts; a row without a figure is none', () => {
  const rows = [
    total('2026-11-26', 60, 40),
    total('2026-10-25', 10, 90),
    total('2026-10-27', null, 50),
    total('2026-10-26', 40, 60),
  ];
  expect(overviewShare(rows, overviewShareOf('teams'))).toMatchObject({ before: { date: '2026-10-26' }, points: 20 });
  expect(overviewShare([total('2026-11-26', 0, 0)], overviewShareOf('teams'))).toBeUndefined();
  const copilot = { reportRefreshDate: '2026-11-26', anyAppEnabledUsers: '200', anyAppActiveUsers: '50' };
  expect(overviewShare([copilot], overviewEnabledOf('anyApp'))?.now).toEqual({
    active: 50,
    enabled: 200,
    date: '2026-11-26',
  });
});
