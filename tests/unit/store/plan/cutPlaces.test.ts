/** Pages in an order whose texts are longer than a link can hold, with other sort keys behind them. */
import fc from 'fast-check';
import type { SortKey } from '../../../../shared/store/contract/entityQuery.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { entityOf, patch } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { sampledRuns } from '../../../support/sampled.ts';

const property = (name: 'id' | 'text' | 'code' | 'other'): SortKey['expression'] =>
  name === 'id'
    ? { kind: 'property', type: 'Edm.String', name }
    : { kind: 'property', type: type.properties[name].type, name, property: type.properties[name] };

const x = (count: number): string => 'x'.repeat(count);
/** Around the lengths at which one, two or three texts of a place are cut. */
const anyText = fc.constantFrom(
  null,
  'a',
  x(85),
  x(86),
  x(128),
  `${x(127)}😀`,
  x(256),
  x(257),
  `${x(257)}y`,
  `${x(86)}y`,
);
const anyValues = fc.record({
  text: anyText,
  code: fc.constantFrom(null, '7', '30'),
  other: fc.constantFrom(null, 1n),
});
const anyOrder = fc
  .tuple(fc.shuffledSubarray(['text', 'code', 'other', 'id'] as const, { minLength: 2 }), fc.array(fc.boolean()))
  .map(([names, downwards]): SortKey[] =>
    names.map((name, index) => ({ expression: property(name), descending: downwards[index] === true })),
  );

test('no entity is lost and none comes twice, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyValues, { minLength: 2, maxLength: 12 }),
      anyOrder,
      fc.integer({ min: 1, max: 3 }),
      async (values, orderby, limit) => {
        const rows = createMemoryRows();
        const scope = storageScope();
        const entities = values.map((each, place) => entityOf(type, `k${place}`, each));
        const store = createStore(rows);
        for (const entity of entities) await store.commit(scope, type, [patch(type, entity.id, entity)]);
        const pages = await readPages({ orderby }, { rows, type, scope: () => scope, limit });
        expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, { orderby }));
      },
    ),
    { numRuns: sampledRuns(200) },
  );
});
