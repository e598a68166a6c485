// What may be claimed of figures: averages, weeks, gaps, spans, numbers in words.
import { averageAt, averageChange, averagesOf } from '../../../web/figures/averages.ts';
import { bucketFigures, bucketsOf } from '../../../web/figures/buckets.ts';
import { dailyFigures, dailyOf, dailyRangeOf } from '../../../web/figures/daily.ts';
import { dateAfter, dateRangeText, dateText } from '../../../web/figures/dates.ts';
import { gapsOf } from '../../../web/figures/gapsOf.ts';
import { exactNumberText, numberTextOf, percentText, signedText } from '../../../web/figures/numberText.ts';
import { rowNumber } from '../../../web/figures/row.ts';
import { listReports } from '../../../local/build/listReports.ts';
import { model } from '../../../shared/model/model.ts';
import { overviewParts } from '../../../web/overview/overviewParts.ts';
import { figuresPlan } from '../../../web/report/figuresPlan.ts';
import { readFigures } from '../../../web/report/readFigures.ts';
import { spanAsked, spanHolds, spanShown } from '../../../web/report/span.ts';

const first = '2026-11-02';
/** A row for each value, from a Monday on; none where the value is undefined. */
const daily = (values: readonly (number | null | undefined)[]) =>
  dailyOf(
    values.flatMap((value, at) =>
      value === undefined ? [] : [{ reportDate: dateAfter(first, at), teams: value === null ? null : String(value) }],
    ),
    { from: first, to: dateAfter(first, values.length - 1) },
  );
const teams = { name: 'teams' };

test('an average needs the rows of all seven days; an empty cell is left out, never 0', () => {
  const days = daily([7, 7, 7, 7, 7, null, 7, 14, undefined, 7, 7, 7, 7, 7, 7, 7]);
  const averages = averagesOf(dailyFigures(days, teams), days.rows);
  expect(averages.slice(0, 9)).toEqual([null, null, null, null, null, null, 7, 49 / 6, null]);
  expect(averages.slice(9)).toEqual([null, null, null, null, null, null, 7]);
  expect(averageAt(dailyFigures(days, teams), days.rows, 99)).toBeNull();
});

test.each<readonly [number | null, number | null, number | null]>([
  [110, 100, 10],
  [90, 100, -10],
  [1, 0, null],
  [null, 5, null],
  [5, null, null],
])('from %p, %p before, is %p per cent', (now, then, change) => {
  expect(averageChange(now, then)).toBe(change);
});

test('weeks begin on Monday; one that lacks a day, or ends outside, is no figure', () => {
  const days = daily([1, 2, 3, 4, 5, 6, 7, 1, 1, undefined, 1, 1, 1, 1, 2, 2]);
  const weeks = bucketsOf(days, 'week');
  expect(weeks.map(({ date, isWhole }) => [date, isWhole])).toEqual([
    ['2026-11-02', true],
    ['2026-11-09', false],
    ['2026-11-16', false],
  ]);
  const values = dailyFigures(days, teams);
  expect(bucketFigures(values, weeks, 'flow')).toEqual([28, null, null]);
  expect(bucketFigures(values, weeks, 'distinct')).toEqual([4, null, null]);
  expect(bucketFigures(values, weeks, 'level')).toEqual([7, null, null]);
  expect(bucketsOf(days, 'month').map(({ date, isWhole }) => [date, isWhole])).toEqual([['2026-11-01', false]]);
});

test('of two rows of a day the one refreshed later counts, whatever comes first', () => {
  const rows = [
    { reportDate: first, reportRefreshDate: '2026-11-05', teams: '2' },
    { reportDate: first, reportRefreshDate: '2026-11-04', teams: '1' },
  ];
  for (const order of [rows, rows.toReversed()])
    expect(dailyFigures(dailyOf(order, { from: first, to: first }), teams)).toEqual([2]);
  expect(dailyRangeOf([])).toBeUndefined();
});

test('days without a row are named in runs', () => {
  const { dates, rows } = daily([1, undefined, undefined, 1, undefined]);
  expect(gapsOf(dates, rows)).toEqual([
    { from: 1, to: 2, text: '3–4 Nov missing' },
    { from: 4, to: 4, text: '6 Nov missing' },
  ]);
  expect(dateRangeText({ from: '2026-09-30', to: '2026-10-01' })).toBe('30 Sep – 1 Oct');
});

test('a span is asked for with the days its averages need, and once more where the newest is old', () => {
  const asked = spanAsked({ last: '30d' }, '2026-11-28');
  expect(asked).toEqual({ from: '2026-10-09', to: '2026-11-29' });
  expect(spanHolds({ last: '30d' }, asked, '2026-11-26')).toBe(true);
  expect(spanHolds({ last: '30d' }, asked, '2026-11-01')).toBe(false);
  expect(spanAsked({ last: 'all' }, '2026-11-28')).toEqual({ to: '2026-11-29' });
  const own = { from: '2026-10-01', to: '2026-10-07' };
  expect(spanAsked({ ...own, against: 'before' }, '')).toEqual({ from: '2026-09-11', to: '2026-10-07' });
  const there = { from: '2026-11-01', to: '2026-11-26' };
  expect(spanShown({ last: '7d' }, there)).toEqual({ from: '2026-11-20', to: '2026-11-26' });
  expect(spanShown({ last: '1y' }, there)).toEqual(there);
});

test.each([
  [{ unit: 'bytes' }, 62_863_000_000_000, '57.2\u00a0TB'],
  [{ unit: 'bytes' }, 0, '0\u00a0B'],
  [{ unit: 'duration' }, 5400, '90\u00a0min'],
  [{ unit: 'duration' }, 371_000, '103\u00a0h'],
  [{ unit: 'minutes' }, 30, '30\u00a0min'],
  [{}, 12_345.6, '12,346'],
  [{ type: 'Edm.Double' }, 2.25, '2.3'],
] as const)('%p %p is written %p', (column, value, text) => {
  expect(numberTextOf(column).full(value)).toBe(text);
});

test('shares, changes, dates and large numbers in words', () => {
  expect(percentText(10_982, 12_480)).toBe('88\u00a0%');
  const changes = [0.42, -12.3, 0.04, null].map((change) => signedText(change));
  expect(changes).toEqual(['+0.4\u00a0%', '−12\u00a0%', '0.0\u00a0%', '–']);
  expect(exactNumberText('-9007199254740993')).toBe('−9,007,199,254,740,993');
  expect(dateText('2026-09-26')).toBe('26 Sep 2026');
  expect(dateText('2026-11-26', 'long')).toBe('Thursday 26 November 2026');
  expect(rowNumber({ audio: 'P1DT2H3M4.5S' }, { name: 'audio', type: 'Edm.Duration' })).toBe(93_784.5);
});

test('no page takes a date after tomorrow for the newest: none asks for one', async () => {
  const [today, tomorrow] = ['2026-11-28', '2026-11-29'];
  const asked = Object.entries(overviewParts(today)).flatMap(([part, address]) =>
    part === 'coverage' ? [] : [address],
  );
  for (const shape of ['series', 'total']) {
    for (const report of listReports(model).filter((one) => one.shape === shape)) {
      const client = {
        ask: async ({ address }: { readonly address: string }) => {
          asked.push(address);
          return await Promise.resolve(Response.json({ value: [] }));
        },
      };
      await readFigures(client, figuresPlan(report), {}, [], today, new AbortController().signal);
    }
  }
  expect(asked.length).toBeGreaterThan(150);
  const limits = asked.map(
    (address) => /report(?:Refresh)?Date le (\S+?)(?:&|$| )/.exec(decodeURIComponent(address))?.[1],
  );
  expect([...new Set(limits)]).toEqual([tomorrow]);
});
