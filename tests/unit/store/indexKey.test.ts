import fc from 'fast-check';
import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import { indexKeepsOrder, indexPrefix, indexRowKey, indexValuePrefix } from '../../../shared/store/indexKey.ts';
import { encodeKey } from '../../../shared/store/keyEncoding.ts';
import { keyFault } from '../../../shared/store/memoryFault.ts';
import { sampleType } from '../../support/sampleType.ts';

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const values: Readonly<Record<string, fc.Arbitrary<PropertyValue>>> = {
  day,
  count: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  flag: fc.boolean(),
  code: fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.length <= 12),
  text: fc.string({
    unit: fc.constantFrom('a', '-', '/', '\u00e9', '\ud83d\ude00', '\ud7ff', '\uffff'),
    maxLength: 90,
  }),
};
const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).map(encodeKey);
const order = (left: PropertyValue, right: PropertyValue) =>
  left === right ? 0 : left === null ? -1 : right === null ? 1 : left < right ? -1 : 1;

describe('row keys of an index', () => {
  it.each(Object.entries(values))(
    'stand in the order of %s values, null first, then in the order of keys',
    (name, value) => {
      const nullable = fc.option(value, { freq: 8 });
      fc.assert(
        fc.property(nullable, nullable, key, key, (left, right, leftKey, rightKey) => {
          const leftRow = indexRowKey(sampleType, name, left, leftKey);
          const rightRow = indexRowKey(sampleType, name, right, rightKey);
          const sameRange = indexValuePrefix(sampleType, name, left) === indexValuePrefix(sampleType, name, right);
          const rows = order(leftRow, rightRow);
          expect(keyFault(leftRow)).toBeUndefined();
          expect(leftRow.startsWith(indexPrefix(name))).toBe(true);
          if (sameRange) expect(rows).toBe(order(leftKey, rightKey));
          else expect(rows).toBe(order(left, right));
          if (indexKeepsOrder(sampleType, name)) expect(sameRange).toBe(left === right);
        }),
        { numRuns: 3000 },
      );
    },
  );

  it('are readable', () => {
    expect(indexRowKey(sampleType, 'day', '2026-01-02', 'a')).toBe('i_day_=2026-01-02!a');
    expect(indexRowKey(sampleType, 'day', null, 'a')).toBe('i_day_!a');
    expect(indexRowKey(sampleType, 'text', '', 'a')).toBe('i_text_=!a');
  });

  it('tell which indexes keep the order', () => {
    expect(['day', 'count', 'flag', 'code', 'text'].map((name) => indexKeepsOrder(sampleType, name))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('exist for single-valued declared properties only', () => {
    expect(() => indexRowKey(sampleType, 'names', ['a'], 'a')).toThrow(TypeError);
    expect(() => indexRowKey(sampleType, 'unknown', 'a', 'a')).toThrow(TypeError);
  });
});
