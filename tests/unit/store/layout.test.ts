import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import type { Property } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { layout } from '../../../shared/store/keys/layout.ts';
import { rowKeyOf } from '../../../shared/store/rows/rows.ts';
import { entityOf } from '../../support/changes.ts';
import { sampleType } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';

const longest: Readonly<Record<Property['type'], PropertyValue>> = {
  'Edm.String': '/'.repeat(4096),
  'Edm.Int64': -(2n ** 63n),
  'Edm.Date': '9999-12-31',
  'Edm.Boolean': false,
  'Edm.Double': -1.5e-300,
  'Edm.Duration': -(1n << 94n),
  'Edm.DateTimeOffset': { instant: 1n, offset: 0 },
};

const state = (id: string, values: Readonly<Record<string, PropertyValue>>, version: string) => ({
  stored: { entity: entityOf(sampleType, id, values), version },
  stamp: 1_700_000_000_000,
  earlier: [],
});

describe('the rows of an entity', () => {
  it.each([...model, sampleType].map((type) => [type.name, type] as const))(
    'of type %s fit storage with the longest key and the longest values',
    async (_name, type) => {
      const values = Object.entries(type.properties).map(([name, { type: of, collection }]: [string, Property]) => [
        name,
        collection === true ? [] : longest[of],
      ]);
      const stored = {
        entity: entityOf(type, '/'.repeat(133), Object.fromEntries(values) as Record<string, PropertyValue>),
        version: 'v'.repeat(16),
      };
      const operations = layout(type, undefined, { stored, stamp: Date.now(), earlier: [] });
      expect(operations).toHaveLength(2 + type.indexes.length);
      const partition = createMemoryRows().partition(storageScope(), type.name);
      expect(await partition.transact(operations)).toMatchObject({ ok: true });
    },
  );

  it('are guarded by the storage ETag and the change row before', () => {
    const before = { ...state('a', { day: '2026-01-01', count: 1n }, 'one'), etag: 'tag' };
    const after = { ...state('a', { day: '2026-01-02', count: 1n }, 'two'), stamp: before.stamp + 1 };
    const rowKeys = layout(sampleType, before, after).map((operation) => [operation.kind, rowKeyOf(operation)]);
    expect(rowKeys).toEqual([
      ['replace', 'e_a'],
      ['upsert', 'i1_=2026-01-02!a'],
      ['upsert', 'i2_!a'],
      ['upsert', 'i3_=7973-98-97!=8000000000000001!a'],
      ['upsert', 'i4_!=7973-98-97!!a'],
      ['delete', 'i1_=2026-01-01!a'],
      ['delete', 'i3_=7973-98-98!=8000000000000001!a'],
      ['delete', 'i4_!=7973-98-98!!a'],
      ['delete', 'c_001700000000000_one_a'],
      ['insert', 'c_001700000000001_two_a'],
    ]);
    const removed = layout(sampleType, before, { key: 'a', version: 'two', stamp: before.stamp + 1, earlier: ['one'] });
    expect(removed.map(({ kind }) => kind)).toEqual([
      'delete',
      'delete',
      'delete',
      'delete',
      'delete',
      'delete',
      'insert',
    ]);
    expect(layout(sampleType, before, undefined)).toEqual([]);
  });

  it('refuse a value storage cannot hold, and name it', () => {
    const names = ['x'.repeat(32_000)];
    expect(() => layout(sampleType, undefined, state('a', { names }, 'one'))).toThrow(/'names' takes 32004 characters/);
  });
});
