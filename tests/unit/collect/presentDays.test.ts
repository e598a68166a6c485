import { presentDays } from '../../../shared/collect/file/presentDays.ts';

const row = (day: string, refreshDate = '2026-01-09') => ({
  day,
  part: { refreshDate },
  json: '{}',
});
/** Storage with rows of these days, and what it was asked for. */
function storage(...stored: readonly string[]) {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    storedDays: async (days: readonly string[]) => {
      asked.push(days);
      return await Promise.resolve(new Set(days.filter((day) => stored.includes(day))));
    },
  };
}

test('of the days of rows that a run before has done with, those count that have rows', async () => {
  const present = presentDays();
  for (const day of ['2026-01-09', '2026-01-08', '2026-01-07']) present.noteEarlier(row(day));
  present.note(row('2026-01-06'), { kind: 'created' });
  const { storedDays, asked } = storage('2026-01-09', '2026-01-07', '2026-01-01');
  expect(await present.found(storedDays)).toEqual({
    days: ['2026-01-06', '2026-01-07', '2026-01-09'],
    refreshDates: ['2026-01-09'],
  });
  expect(asked).toEqual([['2026-01-09', '2026-01-08', '2026-01-07']]);
});

test('storage is asked of no day that is known, nor of a row that could not be read', async () => {
  const present = presentDays();
  present.noteEarlier(row('2026-01-09'));
  present.noteEarlier({ day: '2026-01-08', part: { refreshDate: '2026-01-09' } });
  present.note(row('2026-01-09'), { kind: 'unchanged' });
  const { storedDays, asked } = storage('2026-01-08');
  expect(await present.found(storedDays)).toEqual({ days: ['2026-01-09'], refreshDates: ['2026-01-09'] });
  expect(asked).toEqual([]);
});

test('a refresh date of which no row is there is none', async () => {
  const present = presentDays();
  present.noteEarlier(row('2026-01-09'));
  present.note(row('2026-01-08', '2026-01-08'), { kind: 'failed', reason: 'no', isTransient: false });
  expect(await present.found(storage().storedDays)).toEqual({ days: [], refreshDates: [] });
});
