import { differingDays } from '../../../shared/collect/differingDays.ts';
import { model } from '../../../shared/model/model.ts';

const typeOf = (wanted: string) => model.find(({ name }) => name === wanted)!;
const day = (reportPeriod: string, teams: bigint | null, reportRefreshDate = '2026-11-26') => ({
  reportRefreshDate,
  reportPeriod,
  reportDate: '2026-11-20',
  teams,
  exchange: 1n,
});

test('a day whose figure differs between two periods of one refresh date is told once', () => {
  const { look, found } = differingDays(typeOf('office365ActiveUserCounts'));
  for (const values of [day('7', 5n), day('30', 6n), day('90', 7n)]) look('2026-11-20', values);
  expect(found()).toEqual([
    'office365ActiveUserCounts: 2026-11-20 has other figures in the report of 30 days than in that of 7 days, both of 2026-11-26: Teams.',
  ]);
});

test('what was found stays when the rows are let go of', () => {
  const { look, found, forget } = differingDays(typeOf('office365ActiveUserCounts'));
  for (const values of [day('7', 5n), day('30', 6n)]) look('2026-11-20', values);
  forget();
  expect(found()).toHaveLength(1);
});

test('the same figures, none, those of another refresh date or of another line are no difference', () => {
  const { look, found } = differingDays(typeOf('office365ActiveUserCounts'));
  look('2026-11-20', day('7', 5n));
  look('2026-11-20', day('7', 6n));
  look('2026-11-20', day('30', 5n));
  look('2026-11-20', day('90', null));
  look('2026-11-20', day('30', 6n, '2026-11-25'));
  look('2026-11-21', day('30', 6n));
  expect(found()).toEqual([]);
  const totals = differingDays(typeOf('office365ServicesUserCounts'));
  totals.look('a', { reportRefreshDate: '2026-11-26', reportPeriod: '7', teamsActive: 1n });
  totals.look('a', { reportRefreshDate: '2026-11-26', reportPeriod: '30', teamsActive: 2n });
  expect(totals.found()).toEqual([]);
});
