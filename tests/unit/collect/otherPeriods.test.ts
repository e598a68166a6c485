/** The stored rows that the days of a file are held against. */
import type { AskService } from '../../../shared/collect/ledger/askService.ts';
import { otherPeriods } from '../../../shared/collect/ledger/otherPeriods.ts';
import { office365ActiveUserCounts as type } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';

const row = (reportDate: string, reportPeriod: string, reportRefreshDate = '2026-01-09') => ({
  id: reportDate,
  reportDate,
  reportPeriod,
  reportRefreshDate,
  teams: '9007199254740993',
});

test('are those of other parts than the file has: its own may be of an earlier version of it', async () => {
  const paths: string[] = [];
  const ask: AskService = async ({ path, headers }) => {
    paths.push(decodeURIComponent(path));
    expect(headers['Accept']).toContain('IEEE754Compatible=true');
    const value = [row('2026-01-03', '7'), row('2026-01-04', '30'), row('2026-01-05', '7', '2026-01-08')];
    const answer = { status: 200, retryAfter: null, preferenceApplied: null, entityTag: null };
    return await Promise.resolve({ ...answer, body: JSON.stringify({ value }) });
  };
  const part = { period: '7', refreshDate: '2026-01-09', firstDay: '2026-01-03', lastDay: '2026-01-09' };
  const found = await otherPeriods(ask, type, [part]);
  expect(found.map(({ id, values }) => [id, values['reportPeriod'], values['teams']])).toEqual([
    ['2026-01-04', '30', 9007199254740993n],
    ['2026-01-05', '7', 9007199254740993n],
  ]);
  expect(paths).toEqual([
    'office365ActiveUserCounts?$filter=reportDate ge 2026-01-03 and reportDate le 2026-01-09 and ' +
      'reportRefreshDate ge 2026-01-09 and reportRefreshDate le 2026-01-09',
  ]);
});
