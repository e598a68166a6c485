import fc from 'fast-check';
import { equalRows } from '../../../shared/collect/equalRows.ts';
import { TextNumbers } from '../../../shared/collect/textNumbers.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { ranksAbove, type Rank } from '../../../shared/edm/rank.ts';
import { model } from '../../../shared/model/model.ts';

const typeOf = (wanted: string) => model.find(({ name }) => name === wanted)!;
const detail = typeOf('office365ActiveUserDetail');
const series = typeOf('office365ActiveUserCounts');
const total = typeOf('office365ServicesUserCounts');

/** The ids of the rows of a file. */
function idsOf(type: typeof detail, rows: readonly (readonly [id: string, rank: Rank])[]): (string | undefined)[] {
  const { look, next } = equalRows(type);
  if (look !== undefined) for (const [at, [id, rank]] of rows.entries()) look(id, rank, at);
  return rows.map(([id], at) => next(id, at));
}
const night: Rank = { date: '2026-01-09', days: 7 };

test('details and the two Forms counts keep every line, each in its place among the equals', () => {
  const places = model.filter(({ hasPlaces }) => hasPlaces === true);
  const forms = ['formsUserActivityCounts', 'formsUserActivityUserCounts'];
  expect(places.filter(({ shape }) => shape !== 'detail').map(({ name }) => name)).toEqual(forms);
  expect(places).toHaveLength(model.filter(({ shape }) => shape === 'detail').length + forms.length);
  for (const type of places) {
    const rows = ['a', 'b', 'a', 'a', 'b', 'c'].map((id) => [id, night] as const);
    expect(idsOf(type, rows)).toEqual(['a', 'b', 'a_2', 'a_3', 'b_2', 'c']);
    expect(equalRows(type).look).toBeUndefined();
  }
});

test('of concealed sites, whose ids are zeros, those of one owner have places', () => {
  const type = typeOf('sharePointSiteUsageDetail');
  const zeros = '00000000-0000-0000-0000-000000000000';
  const id = (siteId: string, ownerDisplayName: string): string =>
    naturalId(type, {
      reportRefreshDate: '2026-01-09',
      reportPeriod: '30',
      siteUrl: null,
      siteId,
      ownerDisplayName,
      ownerPrincipalName: null,
    })!;
  const [ada, bob, known] = [id(zeros, 'a1'), id(zeros, 'b2'), id(zeros.replace('0', '7'), 'a1')];
  const rows = [ada, ada, bob, ada, known].map((one) => [one, night] as const);
  expect(idsOf(type, rows)).toEqual([ada, `${ada}_2`, bob, `${ada}_3`, known]);
  expect(new Set([ada, bob, known]).size).toBe(3);
});

test('in a series the newest report stands for the day, whatever the order of the lines', () => {
  const rows: readonly (readonly [string, Rank])[] = [
    ['day', { date: '2026-01-09', days: 30 }],
    ['day', { date: '2026-01-10', days: 180 }],
    ['day', { date: '2026-01-10', days: 7 }],
    ['other', { date: '', days: Infinity }],
    ['day', { date: '2026-01-10', days: 30 }],
    ['day', { date: '', days: 7 }],
  ];
  expect(idsOf(series, rows)).toEqual([undefined, undefined, 'day', 'other', undefined, undefined]);
});

test('in a total the later line stands for the others', () => {
  expect(
    idsOf(
      total,
      ['a', 'b', 'a', 'b'].map((id) => [id, night] as const),
    ),
  ).toEqual([undefined, undefined, 'a', 'b']);
});

test('exactly one of equal rows is kept, and none ranks above it', () => {
  const rank = fc.record({
    date: fc.constantFrom('', '2026-01-08', '2026-01-09'),
    days: fc.constantFrom(7, 30, Infinity),
  });
  const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), rank), { maxLength: 40 });
  fc.assert(
    fc.property(rows, (file) => {
      const ids = idsOf(series, file);
      const kept = file.filter((_row, at) => ids[at] !== undefined);
      expect(kept.map(([id]) => id).sort()).toEqual([...new Set(file.map(([id]) => id))].sort());
      for (const [id, best] of kept) {
        expect(file.some(([other, of]) => other === id && ranksAbove(of, best))).toBe(false);
      }
    }),
  );
});

test('a row that was not looked at is no row of the file', () => {
  expect(() => equalRows(series).next('a', 2)).toThrow(/not looked at/);
});

test('numbers are those of a map, beyond every size a table begins with', () => {
  const numbers = new TextNumbers();
  const expected = new Map<string, number>();
  for (let at = 0; at < 30_000; at += 1) {
    const text = `2026-01-09_7_${(at * 7919) % 20_011}`;
    if (!expected.has(text)) expected.set(text, expected.size);
    if (numbers.numberOf(text) !== expected.get(text)) throw new Error(`${text} has another number`);
  }
  expect(numbers.size).toBe(expected.size);
});

test('a quarter of a million keys take less than 12 MiB beside the texts', () => {
  const { next } = equalRows(detail);
  const before = process.memoryUsage().arrayBuffers;
  for (let at = 0; at < 250_000; at += 1) next(`2026-01-09_7_${at % 200_000}`, at);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12 * 1024 * 1024);
  expect(next('2026-01-09_7_0', 250_000)).toBe('2026-01-09_7_0_3');
});
