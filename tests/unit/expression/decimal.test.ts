import fc from 'fast-check';
import {
  compareDecimals,
  decimalFromNumber,
  decimalText,
  decimalToNumber,
  parseDecimal,
} from '../../../shared/expression/values/decimal.ts';
import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  remainderOfDecimals,
  roundDecimal,
  subtractDecimals,
} from '../../../shared/expression/values/decimalArithmetic.ts';
import type { Decimal } from '../../../shared/edm/edmValue.ts';

const decimals = fc
  .record({ unscaled: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.nat({ max: 20 }) })
  .map(({ unscaled, scale }): Decimal => parsed(decimalText({ unscaled, scale })));

function parsed(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`${text} is no decimal`);
  return value;
}

/** The number times 10^200, exactly. */
function scaled({ unscaled, scale }: Decimal | undefined = parsed('NaN')): bigint {
  return unscaled * 10n ** BigInt(200 - scale);
}

test.each([
  ['1', '1'],
  ['-0', '0'],
  ['1.50', '1.5'],
  ['-0.001', '-0.001'],
  ['1e3', '1000'],
  ['1.5E-3', '0.0015'],
  ['+7', '7'],
  ['0e999', '0'],
  ['INF', 'INF'],
  ['-INF', '-INF'],
  ['NaN', 'NaN'],
  [`0.${'3'.repeat(200)}`, `0.${'3'.repeat(100)}`],
])('%s is read as %s', (text, expected) => {
  expect(decimalText(parsed(text))).toBe(expected);
});

test.each(['', '1.', '.5', '1e', 'x', '--1', '1e999', '9'.repeat(101), 'Infinity'])('%s is no decimal', (text) => {
  expect(parseDecimal(text)).toBeUndefined();
});

test('text and value are one to one', () => {
  fc.assert(fc.property(decimals, (value) => expect(parseDecimal(decimalText(value))).toEqual(value)));
});

test('sum, difference and product are exact', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(scaled(addDecimals(a, b))).toBe(scaled(a) + scaled(b));
      expect(scaled(subtractDecimals(a, b))).toBe(scaled(a) - scaled(b));
      expect(scaled(multiplyDecimals(a, b)) * 10n ** 200n).toBe(scaled(a) * scaled(b));
    }),
  );
});

test('a quotient is exact to 34 digits', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      fc.pre(a.unscaled !== 0n && b.unscaled !== 0n);
      const back = multiplyDecimals(divideDecimals(a, b) ?? a, b) ?? a;
      const error = scaled(back) - scaled(a);
      expect((error < 0n ? -error : error) * 10n ** 33n <= (a.unscaled < 0n ? -scaled(a) : scaled(a))).toBe(true);
    }),
  );
});

test('quotient and remainder make the dividend', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      fc.pre(b.unscaled !== 0n);
      const rest = remainderOfDecimals(a, b);
      expect((scaled(a) - scaled(rest)) % scaled(b)).toBe(0n);
      expect(rest?.unscaled === 0n || rest!.unscaled < 0n === a.unscaled < 0n).toBe(true);
    }),
  );
});

test('the order is that of the numbers', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const [left, right] = [scaled(a), scaled(b)];
      expect(Math.sign(compareDecimals(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0);
    }),
  );
});

test('floor, ceiling, truncate and round lie where they should', () => {
  fc.assert(
    fc.property(decimals, (value) => {
      const one = 10n ** 200n;
      const exact = scaled(value);
      const floor = exact / one - (exact % one < 0n ? 1n : 0n);
      expect(roundDecimal(value, 'floor')).toEqual({ unscaled: floor, scale: 0 });
      expect(roundDecimal(value, 'ceiling').unscaled).toBe(exact % one === 0n ? floor : floor + 1n);
      expect(roundDecimal(value, 'truncate').unscaled).toBe(exact / one);
      const distance = roundDecimal(value, 'round').unscaled * one - exact;
      expect((distance < 0n ? -distance : distance) * 2n <= one).toBe(true);
    }),
  );
});

test('every double survives the way there and back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e99, max: 1e99 }), (value) => {
      expect(decimalToNumber(decimalFromNumber(value) ?? parsed('NaN'))).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('special values calculate and compare like those of doubles', () => {
  const [inf, minusInf, nan, one] = ['INF', '-INF', 'NaN', '1'].map(parsed) as [Decimal, Decimal, Decimal, Decimal];
  expect(addDecimals(inf, one)).toBe(inf);
  expect(addDecimals(inf, minusInf)).toBe(nan);
  expect(multiplyDecimals(minusInf, one)).toBe(minusInf);
  expect(divideDecimals(one, inf)).toEqual(parsed('0'));
  expect(compareDecimals(minusInf, one)).toBeLessThan(0);
  expect(compareDecimals(inf, inf)).toBe(0);
  expect(compareDecimals(nan, nan)).toBeNaN();
  expect(roundDecimal(inf, 'floor')).toBe(inf);
});
