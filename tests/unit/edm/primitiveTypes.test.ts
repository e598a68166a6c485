import fc from 'fast-check';
import { primitiveTypes, type PrimitiveValue } from '../../../shared/edm/primitiveTypes.ts';
import { dateTimeOffsetType } from '../../../shared/edm/dateTimeOffsetType.ts';
import { dateType } from '../../../shared/edm/dateType.ts';
import { int64Type } from '../../../shared/edm/int64Type.ts';
import { valueTypes } from '../../../shared/expression/values/valueType.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const calendarDate = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Of durations, in picoseconds: 1,999,999,999 days. */
const longest = 1_999_999_999n * 86_400_000_000_000_000n;
const instantOf = (text: string): bigint => dateTimeOffsetType.fromText(text)!.instant;

const values = {
  'Edm.String': fc.string({ unit: anyCharacter }).filter((text) => text.isWellFormed()),
  'Edm.Int64': int64,
  'Edm.Date': calendarDate,
  'Edm.Boolean': fc.boolean(),
  'Edm.Double': fc.double(),
  'Edm.Duration': fc.bigInt({ min: -longest, max: longest }),
  'Edm.DateTimeOffset': fc
    .bigInt({ min: instantOf('0001-01-01T00:00:00Z'), max: instantOf('9999-12-31T23:59:59.999999999999Z') })
    .map((instant) => ({ instant, offset: 0 })),
} as const;

describe.each(Object.keys(values) as (keyof typeof values)[])('%s', (name) => {
  const row = primitiveTypes[name];
  const value = values[name] as fc.Arbitrary<PrimitiveValue>;

  test('a value survives text and table', () => {
    fc.assert(
      fc.property(value, (v) => {
        const known = v === 0 ? 0 : v;
        expect(row.fromText(row.toText(v))).toEqual(known);
        expect(row.fromTable(row.toTable(v))).toEqual(known);
      }),
    );
  });

  test('the order of values is the order of their sortable texts', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(!Number.isNaN(a) && !Number.isNaN(b));
        const [left, right] = [row.toSortableText(a), row.toSortableText(b)];
        expect(Math.sign(row.compare(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });
});

test('Edm.Int64 reads its canonical text only', () => {
  for (const text of ['', ' 5', '+5', '05', '-0', '0x5', '5n', '1.0', '9223372036854775808', '٥']) {
    expect(int64Type.fromText(text)).toBeUndefined();
  }
  expect(int64Type.fromTable(2n ** 63n)).toBeUndefined();
  expect(int64Type.fromTable(5)).toBeUndefined();
});

test('the text of an integer is that of its digits, beside the last of 32 bits and the last exact number too', () => {
  const edges = [0n, 2n ** 31n, -(2n ** 31n), 2n ** 32n, 2n ** 53n, -(2n ** 53n)];
  const near = fc.tuple(fc.constantFrom(...edges), fc.bigInt({ min: -4n, max: 4n })).map(([edge, by]) => edge + by);
  fc.assert(
    fc.property(fc.oneof(int64, near), (value) => {
      for (const text of [int64Type.toText(value), int64Type.toJson(value, { ieee754Compatible: false })])
        expect(text).toBe(value.toString());
      expect(int64Type.toJson(value, { ieee754Compatible: true })).toBe(`"${value.toString()}"`);
      expect(valueTypes['Edm.Int64'].toJson(value, { ieee754Compatible: false })).toBe(value.toString());
    }),
  );
});

test('Edm.Date knows every day of the calendar and no other', () => {
  for (let year = 1; year <= 9999; year += 1) {
    for (const month of [1, 2, 12]) {
      const last = new Date(Date.UTC(2000, month, 0));
      last.setUTCFullYear(year, month, 0);
      const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-`;
      expect(dateType.fromText(`${prefix}${last.getUTCDate()}`)).toBeDefined();
      expect(dateType.fromText(`${prefix}${last.getUTCDate() + 1}`)).toBeUndefined();
      if (month !== 12) continue;
      expect(dateType.fromTable(`${prefix}${last.getUTCDate()}`)).toBe(`${prefix}${last.getUTCDate()}`);
      expect(dateType.fromTable(`${prefix}${last.getUTCDate() + 1}`)).toBeUndefined();
    }
  }
  for (const text of [
    '0000-01-01',
    '-0001-01-01',
    '2026-2-3',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-02-03T00:00:00Z',
    '',
  ]) {
    expect(dateType.fromText(text)).toBeUndefined();
  }
});
