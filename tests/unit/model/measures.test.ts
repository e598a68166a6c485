/** What each number of a report measures, and in what: measures.json, made from descriptions and captured files apart from the model. */
import type { EntityType, Property } from '../../../shared/edm/entityType.ts';
import { reports } from '../../../shared/model/reports.ts';
import documented from './measures.json';

const table: Readonly<Record<string, Readonly<Record<string, string>>>> = documented;
/** By the word a column of a detail has for it. */
const units = { '(Byte)': 'bytes', 'In Seconds': 'seconds', Minutes: 'minutes' };
const numbersOf = ({ properties }: EntityType): readonly (readonly [string, Property])[] =>
  Object.entries(properties).filter(([, { measure }]) => measure !== undefined);

test('378 numbers of 69 series and totals are documented', () => {
  expect(Object.keys(table).sort()).toEqual(
    reports.flatMap(({ name, shape }) => (shape === 'detail' ? [] : name)).sort(),
  );
  expect(Object.values(table).flatMap((numbers) => Object.keys(numbers))).toHaveLength(378);
});

test.each(reports.filter(({ shape }) => shape !== 'detail').map((type) => [type.name, type] as const))(
  '%s measures what is documented, in the documented unit',
  (name, type) => {
    const declared = numbersOf(type).map(([property, { measure, unit = 'count' }]) => [
      property,
      unit === 'count' ? measure : `${measure} ${unit}`,
    ]);
    expect(Object.fromEntries(declared)).toEqual(table[name]);
  },
);

test.each(reports.filter(({ shape }) => shape === 'detail').map((type) => [type.name, type] as const))(
  '%s, which is about no single day, has states and what was counted over the period, in the unit its column names',
  (_name, type) => {
    for (const [property, { type: kind, csvColumn = '', measure, unit = 'count' }] of numbersOf(type)) {
      expect([property, ['level', 'period'].includes(String(measure))]).toEqual([property, true]);
      const named = Object.entries(units).find(([word]) => csvColumn.includes(word));
      expect([property, unit]).toEqual([property, kind === 'Edm.Duration' ? 'duration' : (named?.[1] ?? 'count')]);
    }
  },
);
