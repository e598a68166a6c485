/** Sets of values against what they hold, value by value. */
import fc from 'fast-check';
import {
  complement,
  endsOf,
  everything,
  intersection,
  notNull,
  onlyValue,
  union,
  type ValueSet,
} from '../../../../shared/store/plan/valueSet.ts';
import { below, type Cut, rangeOf } from '../../../../shared/store/plan/valueRange.ts';

const compare = (left: unknown, right: unknown): number => Number(left) - Number(right);
const values = [null, 1n, 2n, 3n, 4n, 5n] as const;

/** Where a value stands among the places, which are a quarter before and behind each. */
const spotOf = ({ value, isBehind }: Cut): number => values.indexOf(value as null) + (isBehind ? 0.25 : -0.25);

const holds = (set: ValueSet, value: (typeof values)[number]): boolean =>
  set.some(({ from, to }) => {
    const at = values.indexOf(value);
    return at > spotOf(from) && (to === undefined || at < spotOf(to));
  });

const membersOf = (set: ValueSet): readonly unknown[] => values.filter((value) => holds(set, value));

const anyCut: fc.Arbitrary<Cut> = fc.record({ value: fc.constantFrom(...values), isBehind: fc.boolean() });
const anyRange: fc.Arbitrary<ValueSet> = fc.oneof(
  fc.constantFrom(...values).map((value) => [rangeOf(value)]),
  anyCut.map((cut) => [{ from: cut }]),
  anyCut.filter(({ value, isBehind }) => value !== null && !isBehind).map((cut) => [below(cut)]),
  fc.constantFrom<ValueSet>(everything, notNull, []),
);
const anySet = fc.array(anyRange, { maxLength: 4 }).map((ranges) => union(ranges, compare));

it('are joined, met and turned as their values are', () => {
  fc.assert(
    fc.property(fc.array(anySet, { maxLength: 4 }), (sets) => {
      const all = values.filter((value) => sets.every((set) => holds(set, value)));
      const any = values.filter((value) => sets.some((set) => holds(set, value)));
      expect(membersOf(union(sets, compare))).toEqual(any);
      expect(membersOf(intersection(sets, compare))).toEqual(all);
      for (const set of sets) {
        expect(membersOf(complement(set))).toEqual(values.filter((value) => !holds(set, value)));
        expect(complement(complement(set))).toEqual(set);
      }
    }),
  );
});

it('are ranges in order that do not meet', () => {
  fc.assert(
    fc.property(anySet, (set) => {
      const places = set.flatMap(({ from, to }) => [spotOf(from), to === undefined ? Infinity : spotOf(to)]);
      expect(places.every((place, at) => at === 0 || place > places[at - 1]!)).toBe(true);
    }),
  );
});

it('tell the only value, and how many ends they have', () => {
  expect(values.map((value) => onlyValue([rangeOf(value)]))).toEqual(values);
  expect([everything, notNull, [rangeOf(1n), rangeOf(3n)], []].map((set) => onlyValue(set))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
  const [three] = [rangeOf(3n)];
  expect(
    [everything, notNull, complement([three]), [{ from: three.from }], [below(three.to)], [three]].map(endsOf),
  ).toEqual([0, 0, 0, 1, 1, 2]);
  expect(endsOf(union([[rangeOf(null)], [{ from: three.from }]], compare))).toBe(1);
});
