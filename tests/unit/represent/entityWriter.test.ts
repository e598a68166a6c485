import fc from 'fast-check';
import { entityShape } from '../../../shared/bind/bound/rowShape.ts';
import type { PropertyTypeName, PropertyValue } from '../../../shared/edm/edmValue.ts';
import type { Entity, EntityType, Property } from '../../../shared/edm/entityType.ts';
import { fromMilliseconds } from '../../../shared/edm/dateTimeOffset.ts';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import { model } from '../../../shared/model/model.ts';
import type { JsonOptions } from '../../../shared/represent/json/jsonOptions.ts';
import { rowWriter } from '../../../shared/represent/json/rowWriter.ts';
import { writeRows } from '../../../shared/represent/json/writeRows.ts';
import { decodeRowsOf } from '../../../shared/store/keys/decodeRow.ts';
import { encodeEntity } from '../../../shared/store/keys/encodeRow.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';
import { sampledRuns } from '../../support/sampled.ts';

const texts = fc.string({ unit: anyCharacter, maxLength: 20 });
const values: Readonly<Record<PropertyTypeName, fc.Arbitrary<PropertyValue>>> = {
  'Edm.String': texts,
  'Edm.Int64': fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  'Edm.Date': fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  'Edm.Boolean': fc.boolean(),
  'Edm.Double': fc.double({ noNaN: true }).map((value) => value + 0),
  'Edm.Duration': fc.bigInt({ min: -(1n << 80n), max: 1n << 80n }),
  'Edm.DateTimeOffset': fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => fromMilliseconds(date.getTime())),
};
const valueOf = ({ type, collection }: Property): fc.Arbitrary<PropertyValue> =>
  collection === true ? fc.array(texts, { maxLength: 3 }) : fc.option(values[type]);
const entityOf = (type: EntityType): fc.Arbitrary<Entity> =>
  fc.record({
    ...Object.fromEntries(Object.entries(type.properties).map(([name, property]) => [name, valueOf(property)])),
    id: texts.filter((id) => id !== '' && id.isWellFormed()),
  });

const options: fc.Arbitrary<JsonOptions> = fc.record({
  version: fc.constantFrom('4.0', '4.01'),
  metadata: fc.constantFrom('none', 'minimal', 'full'),
  ieee754Compatible: fc.boolean(),
  serviceRoot: fc.constant('https://reports.example/v1.0/'),
  omitNulls: fc.boolean(),
  only40: fc.boolean(),
});
const versions = fc.string({ maxLength: 16 });

describe.each(model.map((type) => [type.name, type] as const))('%s', (_name, type) => {
  const shape = entityShape(type);
  const select = [...shape.columns.values()].map((column) => ({ kind: 'column', column }) as const);

  it('is written by generated code as it is column by column', () => {
    fc.assert(
      fc.property(entityOf(type), versions, options, (entity, version, json) => {
        const row = { stored: { entity, version }, row: entity };
        const whole = rowWriter({ shape }, json, new Meter())(row);
        expect(whole).toBe(rowWriter({ shape, select }, json, new Meter())(row));
        expect(JSON.parse(`{${whole}}`)).toMatchObject({ id: entity.id });
      }),
      { numRuns: sampledRuns(100) },
    );
  });

  it('comes back from storage as it was', () => {
    fc.assert(
      fc.property(entityOf(type), versions, (entity, version) => {
        const stored = { entity, version };
        const properties = encodeEntity(type, { stored, stamp: 1, earlier: [] });
        expect(decodeRowsOf(type)({ rowKey: 'e_1', etag: '', properties })).toEqual(stored);
      }),
      { numRuns: sampledRuns(100) },
    );
  });
});

test('rows of any length and number are written whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 })), fc.nat(60), async (some, times) => {
      // Up to some hundred kilobytes, which are written in pieces.
      const rows = Array.from({ length: times }, () => some).flat();
      const written = await writeRows(
        '[',
        rows.map((text) => ({ row: { text } })),
        ({ row }) => JSON.stringify(row).slice(1, -1),
        ']',
        new Meter(),
      );
      expect(JSON.parse(Buffer.from(written).toString())).toEqual(rows.map((text) => ({ text })));
    }),
  );
});
