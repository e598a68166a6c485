/** Searching in linear time finds what a plain search finds, and reading decimals costs what their result depends on. */
import fc from 'fast-check';
import { parseDecimal } from '../../../shared/expression/values/decimal.ts';
import { linearIndex } from '../../../shared/expression/values/linearIndex.ts';
import { textIndex } from '../../../shared/expression/values/textIndex.ts';
import { sampledRuns } from '../../support/sampled.ts';

const fewLetters = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), maxLength });

const unitsOf = (text: string) => Array.from(text, (unit) => unit.charCodeAt(0));

test('a text is found where the engine finds it', () => {
  fc.assert(
    fc.property(fewLetters(60), fewLetters(8), (text, sought) => {
      const index = linearIndex(unitsOf(text), unitsOf(sought));
      expect(index).toBe(text.indexOf(sought));
    }),
    { numRuns: sampledRuns(5000) },
  );
});

test('long needles too, in the worst case in linear time', () => {
  const needle = `${'a'.repeat(4000)}b${'a'.repeat(4000)}`;
  const text = 'a'.repeat(16_000);
  expect(textIndex(text + needle, needle)).toBe(16_000);
  let looks = 0;
  const counted = (units: readonly number[]) =>
    new Proxy(units, {
      get(target, name) {
        if (name !== 'length') looks += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
  linearIndex(counted(unitsOf(text)), counted(unitsOf(needle)));
  expect(looks).toBeLessThanOrEqual(6 * (text.length + needle.length));
});

test.each([
  [`${'0'.repeat(9000)}12.50`, { unscaled: 125n, scale: 1 }],
  [`1${'0'.repeat(99)}`, { unscaled: 10n ** 99n, scale: 0 }],
  [`1${'0'.repeat(100)}`, undefined],
  ['9'.repeat(16_000), undefined],
  [`0.${'0'.repeat(16_000)}1`, { unscaled: 0n, scale: 0 }],
  [`0.${'0'.repeat(399)}1`, { unscaled: 1n, scale: 400 }],
  [`0.${'0'.repeat(400)}5`, { unscaled: 1n, scale: 400 }],
  [`0.${'0'.repeat(400)}49`, { unscaled: 0n, scale: 0 }],
  [`-1.${'3'.repeat(16_000)}`, { unscaled: BigInt(`-1${'3'.repeat(99)}`), scale: 99 }],
  [`1.${'9'.repeat(16_000)}`, { unscaled: 2n, scale: 0 }],
  [`${'1'.repeat(300)}e-250`, { unscaled: BigInt('1'.repeat(100)), scale: 50 }],
  ['1e-999', { unscaled: 0n, scale: 0 }],
  ['1e99', { unscaled: 10n ** 99n, scale: 0 }],
  ['1e100', undefined],
  ['0e999', { unscaled: 0n, scale: 0 }],
])('case %# of decimals', (text, expected) => {
  const read = parseDecimal(text);
  expect(read).toEqual(expected);
});
