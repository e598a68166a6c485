// The made-up reports of `npm run sample`: the same for the same day, plausible, and kept on this machine.
import { main } from '../../../local/sample.ts';
import { sampleRows, type SampleRow } from '../../../local/sample/sampleRows.ts';
import { model } from '../../../shared/model/model.ts';
import { answered, bulk, each, outcomes, payload } from '../../support/bulk.ts';
import { startInProcess } from '../../support/inProcess.ts';

const today = '2026-11-28';
const rowsOf = (set: string): readonly SampleRow[] => [
  ...sampleRows(
    model.find(({ name }) => name === set)!,
    today,
  ),
];
const mean = (rows: readonly SampleRow[], name: string): number =>
  rows.reduce((sum, row) => sum + (row[name] as number), 0) / rows.length;

test('the same day has the same rows: 400 days but a missing one, 60 dates of each period, 2,000 people', () => {
  const days = rowsOf('office365ActiveUserCounts');
  expect(days).toEqual(rowsOf('office365ActiveUserCounts'));
  expect(days).toHaveLength(399);
  expect([days[0]!['reportDate'], days.at(-1)!['reportDate']]).toEqual(['2026-11-26', '2025-10-23']);
  expect(new Set(days.map((row) => row['reportDate'])).size).toBe(399);
  expect(rowsOf('office365ServicesUserCounts')).toHaveLength(240);
  const people = rowsOf('office365ActiveUserDetail');
  expect(new Set(people.map((row) => row['userPrincipalName'])).size).toBe(2000);
});

test('weekends are quiet, Teams grows, Viva Engage does not', () => {
  const days = rowsOf('office365ActiveUserCounts');
  const of = (...weekdays: readonly number[]): readonly SampleRow[] =>
    days.filter((row) => weekdays.includes(new Date(row['reportDate'] as string).getUTCDay()));
  expect(mean(of(0, 6), 'teams') / mean(of(1, 2, 3, 4, 5), 'teams')).toBeLessThan(0.3);
  const [lately, before] = [days.slice(0, 56), days.slice(-56)];
  expect(mean(lately, 'teams')).toBeGreaterThan(1.1 * mean(before, 'teams'));
  expect(mean(lately, 'yammer')).toBeLessThan(mean(before, 'yammer'));
});

test.each(['https://reports.contoso.example', 'http://10.0.0.1:7071', 'nonsense'])('%s is refused', async (url) => {
  await expect(main(['--url', url])).rejects.toThrow('is for an app on this machine only');
});

test('a second run changes nothing', async () => {
  const app = await startInProcess();
  const rows = rowsOf('office365ActiveUserCounts').slice(0, 20);
  const send = async () => outcomes(await answered(await bulk(app)(payload(...rows), each)));
  expect(new Set(await send())).toEqual(new Set(['created']));
  expect(new Set(await send())).toEqual(new Set(['unchanged']));
  await app.stop();
});
