import type { AskService } from '../../../shared/collect/ledger/askService.ts';
import type { CoverageEntry } from '../../../shared/collect/ledger/coverageEntry.ts';
import { coverageOf, coverReport, type CoverageNews } from '../../../shared/collect/ledger/coverReport.ts';
import { datesBetween, datesOfRanges, rangesOfDates } from '../../../shared/collect/ledger/dates.ts';

const now = Date.parse('2026-11-28T04:30:00Z');
const news = (days: readonly string[], more: Partial<CoverageNews> = {}): CoverageNews => ({
  by: 'collector',
  outcome: 'stored',
  refreshDates: days.slice(-1),
  days,
  ...more,
});

/** What is kept after several files, one after the other, of each of which all dates are complete. */
function covered(files: readonly CoverageNews[], at = now): CoverageEntry {
  let entry: CoverageEntry | undefined;
  for (const file of files) {
    const complete = file.refreshDates.at(-1) ?? null;
    entry = { id: 'x', ...entry, ...coverageOf('x', entry, file, complete, at) } as CoverageEntry;
  }
  return entry!;
}

test('days as ranges, and back', () => {
  const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03'];
  expect(rangesOfDates(days)).toEqual(['2026-02-27/2026-03-01', '2026-03-03/2026-03-03']);
  expect(datesOfRanges(rangesOfDates(days))).toEqual(days);
  expect([rangesOfDates([]), datesOfRanges(['nonsense']), datesBetween('2026-01-02', '2026-01-01')]).toEqual([
    [],
    [],
    [],
  ]);
});

test.each<[string, readonly (readonly string[])[], readonly string[]]>([
  ['a whole month', [datesBetween('2026-10-29', '2026-11-26')], []],
  ['a hole in a file', [['2026-11-20', '2026-11-23']], ['2026-11-21/2026-11-22']],
  [
    'a hole that a later file fills',
    [
      ['2026-11-20', '2026-11-23'],
      ['2026-11-21', '2026-11-22'],
    ],
    [],
  ],
  ['half of it', [['2026-11-20', '2026-11-23'], ['2026-11-22']], ['2026-11-21/2026-11-21']],
  ['nights without a run', [['2026-11-20'], ['2026-11-24']], ['2026-11-21/2026-11-23']],
  ['older files that come later', [['2026-11-24'], ['2026-11-20', '2026-11-21']], ['2026-11-22/2026-11-23']],
  [
    'the same file again',
    [
      ['2026-11-20', '2026-11-22'],
      ['2026-11-20', '2026-11-22'],
    ],
    ['2026-11-21/2026-11-21'],
  ],
  ['what is older than 180 days', [['2025-01-01'], ['2026-06-03']], ['2026-06-02/2026-06-02']],
  ['a year ago and now', [['2025-11-26'], ['2026-11-26']], ['2026-06-02/2026-11-25']],
  ['a file without rows', [[]], []],
])('missing days: %s', (_what, files, missing) => {
  expect(covered(files.map((days) => news(days))).missing).toEqual(missing);
});

test('the newest and the first, and a year that was mistyped is neither', () => {
  const mistyped = news(['2062-11-22'], { refreshDates: [] });
  const entry = covered([news(['2026-11-20', '2026-11-21']), news(['2026-11-19']), mistyped]);
  expect(entry).toMatchObject({
    firstDay: '2026-11-19',
    newestDay: '2026-11-21',
    newestCompleteRefreshDate: '2026-11-21',
  });
});

test('since when names are concealed', () => {
  const day = (date: string, isConcealed?: boolean): CoverageNews =>
    news([date], isConcealed === undefined ? {} : { isConcealed });
  expect(covered([day('2026-11-20', false)]).namesConcealedSince).toBeNull();
  expect(covered([day('2026-11-20', true), day('2026-11-21', true)]).namesConcealedSince).toBe('2026-11-20');
  expect(covered([day('2026-11-20', true), day('2026-11-21', false)]).namesConcealedSince).toBeNull();
  // An old file that is imported says nothing of today.
  expect(covered([day('2026-11-20', true), day('2026-10-01', false)]).namesConcealedSince).toBe('2026-11-20');
  expect(covered([day('2026-11-20', true), day('2026-11-21')]).namesConcealedSince).toBe('2026-11-20');
});

test('calls that are settled are those of all runs of a day, and of no other', () => {
  const before = { askedOn: '2026-11-28', settledCalls: ['a', 'b'] } as unknown as CoverageEntry;
  const settledAt = (at: number): unknown => coverageOf('x', before, news([], { settledCalls: ['b', 'c'] }), null, at);
  expect(settledAt(now)).toMatchObject({ settledCalls: ['a', 'b', 'c'] });
  expect(settledAt(now + 86_400_000)).toMatchObject({ settledCalls: ['b', 'c'] });
});

test('an import leaves alone how often Graph was asked', () => {
  const before = { askedOn: '2026-11-28', requests: 2, settledCalls: ['a'] } as unknown as CoverageEntry;
  const values = coverageOf('x', before, news(['2026-11-01'], { by: 'import' }), null, now);
  for (const name of ['askedOn', 'requests', 'settledCalls']) expect(values).not.toHaveProperty(name);
});

test('a date after tomorrow, which nobody has yet, is no newest complete one', async () => {
  let written: unknown;
  const answer = { retryAfter: null, preferenceApplied: null, entityTag: null };
  const ask: AskService = async ({ method, path, body = '' }) => {
    if (method === 'PATCH') written = JSON.parse(body);
    const isLedger = path.startsWith('collectedReports');
    const status = method === 'PATCH' ? 204 : isLedger ? 200 : 404;
    return await Promise.resolve({ ...answer, status, body: '{"value":[{"period":"7","complete":true}]}' });
  };
  await coverReport(ask, 'x', news([], { refreshDates: ['2026-11-26', '2062-11-26'] }), now);
  expect(written).toMatchObject({ newestCompleteRefreshDate: '2026-11-26' });
});
