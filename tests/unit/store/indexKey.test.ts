import fc from 'fast-check';
import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import type { EntityType, Index } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { indexLayouts, indexRowKeysOf } from '../../../shared/store/keys/indexKey.ts';
import { encodeKey } from '../../../shared/store/rows/keyEncoding.ts';
import { keyFault } from '../../../shared/store/rows/memoryFault.ts';
import { entityOf } from '../../support/changes.ts';
import { sampleType } from '../../support/sampleType.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';
import { sampledRuns } from '../../support/sampled.ts';

type Sortable = bigint | boolean | string | null;

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const values: Readonly<Record<string, fc.Arbitrary<Sortable>>> = {
  day,
  count: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  flag: fc.boolean(),
  code: fc.string({ unit: anyCharacter, maxLength: 12 }).filter((text) => text.length <= 12),
  text: fc.string({
    unit: fc.constantFrom('a', '-', '/', '\u00e9', '\ud83d\ude00', '\ud7ff', '\uffff'),
    maxLength: 90,
  }),
};
const key = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 8 }).map(encodeKey);
const order = (left: Sortable, right: Sortable) =>
  left === right ? 0 : left === null ? -1 : right === null ? 1 : left < right ? -1 : 1;

const withIndex = (...parts: Index['parts']): EntityType => ({ ...sampleType, indexes: [{ parts }] });
const rowKeyOf = (type: EntityType, entity: Readonly<Record<string, PropertyValue>>, of: string): string =>
  indexRowKeysOf(type, entityOf(type, 'unused', entity), of)[0] ?? '';

const single = Object.keys(values).map((property): Index['parts'] => [{ property }]);
const several: readonly Index['parts'][] = [
  [{ property: 'day', newestFirst: true }],
  [{ property: 'code' }, { property: 'day', newestFirst: true }],
  [{ property: 'flag' }, { property: 'day' }, { property: 'text' }],
  [{ property: 'code' }, { property: 'day', newestFirst: true }, { property: 'text' }],
  [{ property: 'text' }, { property: 'count' }],
];

describe('row keys of an index', () => {
  it.each([...single, ...several].map((parts) => [JSON.stringify(parts), parts] as const))(
    'of %s stand in the order of its parts, then in the order of keys, and are one for each key',
    (_name, parts) => {
      const type = withIndex(...parts);
      const layout = indexLayouts(type)[0]!;
      const some = fc.record(
        Object.fromEntries(parts.map(({ property }) => [property, fc.option(values[property]!, { freq: 8 })])),
      );
      // Both the same in the first parts, so that the others come to bear.
      const pair = fc
        .tuple(some, some, fc.nat(parts.length))
        .map(([left, right, same]) => [
          left,
          Object.fromEntries(parts.map(({ property }, at) => [property, (at < same ? left : right)[property]!])),
        ]);
      fc.assert(
        fc.property(pair, key, key, ([left, right], leftKey, rightKey) => {
          const leftRow = rowKeyOf(type, left!, leftKey);
          const rightRow = rowKeyOf(type, right!, rightKey);
          expect(keyFault(leftRow)).toBeUndefined();
          expect(leftRow.startsWith(layout.prefix)).toBe(true);
          expect(leftRow.length - leftKey.length).toBeLessThanOrEqual(112);
          expect(leftRow === rightRow && leftKey !== rightKey).toBe(false);
          for (const { property, newestFirst, textOf, isCut } of layout.parts) {
            const [a, b] = [left![property]!, right![property]!];
            if (textOf(a) !== textOf(b)) {
              expect(order(leftRow, rightRow)).toBe(newestFirst ? order(b, a) : order(a, b));
              return;
            }
            if (!isCut(textOf(a))) expect(a).toBe(b);
          }
          expect(order(leftRow, rightRow)).toBe(order(leftKey, rightKey));
        }),
        { numRuns: sampledRuns(300) },
      );
    },
  );

  it('are readable', () => {
    const series = withIndex({ property: 'day', newestFirst: true });
    expect(rowKeyOf(series, { day: '2026-11-26' }, 'a')).toBe('i1_=7973-88-73!a');
    expect(rowKeyOf(series, { day: null }, 'a')).toBe('i1_~!a');
    expect(rowKeyOf(withIndex({ property: 'day' }), { day: '2026-11-26' }, 'a')).toBe('i1_=2026-11-26!a');
    expect(rowKeyOf(withIndex({ property: 'day' }), { day: null }, 'a')).toBe('i1_!a');
    const detail = withIndex({ property: 'code' }, { property: 'day', newestFirst: true }, { property: 'text' });
    expect(rowKeyOf(detail, { code: '30', day: '2026-11-26', text: 'ada@contoso.com' }, 'a')).toBe(
      'i1_=30!=7973-88-73!=ada:40contoso.2ecom!a',
    );
    expect(rowKeyOf(detail, { code: null, day: null, text: '' }, 'a')).toBe('i1_!~!=!a');
  });

  it('are told apart by the place of the index in the declaration', () => {
    const entity = entityOf(sampleType, 'a', { day: '2026-11-26', count: 1n, text: 'b', code: 'c' });
    expect(indexRowKeysOf(sampleType, entity, 'a')).toEqual([
      'i1_=2026-11-26!a',
      'i2_=b!a',
      'i3_=7973-88-73!=8000000000000001!a',
      'i4_=c!=7973-88-73!=b!a',
    ]);
  });

  it('are declared for single-valued properties that fit, and newest first for dates', () => {
    const layoutsOf = (...parts: Index['parts']) => indexLayouts(withIndex(...parts));
    expect(() => layoutsOf({ property: 'names' })).toThrow(/not a single-valued property/);
    expect(() => layoutsOf({ property: 'unknown' })).toThrow(/not a single-valued property/);
    expect(() => layoutsOf({ property: 'count', newestFirst: true })).toThrow(/is no date/);
    const text = { property: 'text' };
    expect(() => layoutsOf(text, text, text)).toThrow(/takes 113 units of a row key, which has 112/);
    for (const type of model) expect(indexLayouts(type)).toHaveLength(type.indexes.length);
  });

  it('hold whole what is no text, in any part, or are not declared', () => {
    const properties: EntityType['properties'] = {
      ...sampleType.properties,
      moment: { type: 'Edm.DateTimeOffset', description: 'A point in time.' },
      length: { type: 'Edm.Duration', description: 'A time.' },
    };
    const of = (...names: readonly string[]): EntityType => ({
      ...sampleType,
      properties,
      indexes: [{ parts: names.map((property) => ({ property })) }],
    });
    const rowKeysOf = (names: readonly string[], name: string, ...some: readonly PropertyValue[]): readonly string[] =>
      some.map((value) => rowKeyOf(of(...names), { [name]: value }, 'a'));
    const moments = rowKeysOf(['moment', 'count'], 'moment', { instant: 1n, offset: 0 }, { instant: 2n, offset: 0 });
    const lengths = rowKeysOf(['length', 'text'], 'length', 1n, 2n);
    for (const [one = '', other = ''] of [moments, lengths]) expect(one < other).toBe(true);
    expect(() => indexLayouts(of('moment', 'text'))).toThrow(/takes 116 units of a row key, which has 112/);
  });
});
