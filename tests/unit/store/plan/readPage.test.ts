import fc from 'fast-check';
import type { EdmValue } from '../../../../shared/edm/edmValue.ts';
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { compileExpression } from '../../../../shared/expression/compileExpression.ts';
import type { ComparisonOperator, TypedExpression } from '../../../../shared/expression/typedExpression.ts';
import { createMemoryRows, type MemoryFault } from '../../../../shared/store/memoryRows.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import type { EntityQuery, Position, SortKey } from '../../../../shared/store/entityQuery.ts';
import { readPage } from '../../../../shared/store/plan/readPage.ts';
import { countMatches } from '../../../../shared/store/plan/scanMatches.ts';
import { sortOrder } from '../../../../shared/store/plan/sortOrder.ts';
import { entityOf, patch } from '../../../support/changes.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';

const values: Readonly<Record<string, readonly (string | bigint | boolean | null)[]>> = {
  day: [null, '2024-02-29', '2026-01-01', '2026-11-22', '2026-11-23', '2031-05-05'],
  count: [null, -5n, 0n, 7n, 2n ** 53n + 1n],
  other: [null, 1n, 2n],
  text: [null, '', 'a', 'ab', 'é', 'x'.repeat(100), `${'x'.repeat(100)}y`],
  code: [null, '7', '30'],
  flag: [null, true, false],
};
const names = Object.keys(values);
const ids = ['a', 'B', 'b/', 'c#', "d'", 'é', 'z', '\u{1F600}'];

const property = (name: string): TypedExpression =>
  name === 'id'
    ? { kind: 'property', type: 'Edm.String', name }
    : { kind: 'property', type: type.properties[name as 'day'].type, name, property: type.properties[name as 'day'] };

const constant = (name: string, value: EdmValue): TypedExpression => ({
  kind: 'constant',
  type: value === null ? 'null' : name === 'id' ? 'Edm.String' : type.properties[name as 'day'].type,
  value,
});

const comparison = fc
  .constantFrom('id', ...names)
  .chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.constantFrom<ComparisonOperator>('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
      fc.constantFrom<EdmValue>(...(values[name] ?? [...ids, null])),
    ),
  )
  .map(([name, operator, value]): TypedExpression => ({
    kind: 'comparison',
    type: 'Edm.Boolean',
    operator,
    left: property(name),
    right: constant(name, value),
  }));

const membership = fc
  .constantFrom('id', ...names)
  .chain((name) =>
    fc.tuple(fc.constant(name), fc.array(fc.constantFrom<EdmValue>(...(values[name] ?? ids)), { maxLength: 4 })),
  )
  .map(([name, items]): TypedExpression => ({
    kind: 'in',
    type: 'Edm.Boolean',
    operand: property(name),
    items: items.map((item) => constant(name, item)),
  }));

const startsWith = fc.constantFrom('', 'a', 'x', 'é').map((prefix): TypedExpression => ({
  kind: 'call',
  type: 'Edm.Boolean',
  name: 'startswith',
  evaluate: (text, start) => (text as string).startsWith(start as string),
  arguments: [property('text'), constant('text', prefix)],
}));

const { filter: anyFilter } = fc.letrec<{ filter: TypedExpression }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    membership,
    startsWith,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): TypedExpression => ({ kind, type: 'Edm.Boolean', operands })),
    tie('filter').map((operand): TypedExpression => ({ kind: 'not', type: 'Edm.Boolean', operand })),
  ),
}));

const anyOrder = fc
  .uniqueArray(fc.constantFrom('id', ...names), { maxLength: 3 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((name) => fc.boolean().map((descending): SortKey => ({ expression: property(name), descending }))),
    ),
  );

const anyEntities = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...ids), fc.nat(5)).map(([id, number]) => `${id}${number}`),
    { maxLength: 30 },
  )
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc
          .record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(values[name] ?? []))])))
          .map((record) => entityOf(type, key, record)),
      ),
    ),
  );

async function storeOf(entities: readonly Entity[], fault?: () => MemoryFault | undefined) {
  let on = false;
  const rows = createMemoryRows({ fault: () => (on ? fault?.() : undefined) });
  const scope = storageScope();
  const store = createStore(rows);
  for (const entity of entities) await store.commit(scope, type, [patch(type, entity.id, entity)]);
  on = true;
  return { rows, scope };
}

async function readAll(
  { rows, scope }: Awaited<ReturnType<typeof storeOf>>,
  query: EntityQuery,
  limit: number,
  skip: number,
): Promise<string[]> {
  const found: string[] = [];
  let after: Position | undefined;
  let left = skip;
  for (let pages = 0; pages < 200; pages += 1) {
    const page = await readPage(rows, scope, type, query, {
      skip: left,
      limit,
      complete: false,
      ...(after !== undefined && { after }),
    });
    expect(page.entities.length).toBeLessThanOrEqual(limit);
    found.push(...page.entities.map(({ entity }) => entity.id));
    if (page.next === undefined) return found;
    expect(page.entities.length).toBe(limit);
    after = page.next.position;
    left = page.next.skip;
  }
  throw new Error('the pages do not end');
}

function naive(entities: readonly Entity[], { filter, orderby }: EntityQuery): string[] {
  const holds = filter === undefined ? () => true : compileExpression(filter);
  const order = sortOrder(orderby);
  return entities
    .filter((entity) => holds(entity) === true)
    .map((entity) => order.tupleOf(entity.id, entity))
    .sort((left, right) => order.compare(left, right))
    .map(({ id }) => id);
}

describe('readPage agrees with a naive evaluation', () => {
  test.each([
    ['on whole pages', undefined],
    [
      'on empty and partial pages',
      (count: number) => (count % 3 === 0 ? undefined : { endPageAfter: count % 3 === 1 ? 0 : 1 }),
    ],
  ])(
    '%s',
    async (_name, faultOf) => {
      await fc.assert(
        fc.asyncProperty(
          anyEntities,
          fc.option(anyFilter, { nil: undefined }),
          anyOrder,
          fc.integer({ min: 1, max: 12 }),
          fc.nat(4),
          async (entities, filter, orderby, limit, skip) => {
            let count = 0;
            const store = await storeOf(entities, faultOf && (() => faultOf((count += 1))));
            const query: EntityQuery = { orderby, ...(filter !== undefined && { filter }) };
            const expected = naive(entities, query);
            const found = await readAll(store, query, limit, skip);
            if (orderby.length > 0) expect(found).toEqual(expected.slice(skip));
            else {
              const all = await readAll(store, query, limit, 0);
              expect([...all].sort()).toEqual([...expected].sort());
              expect(found).toEqual(all.slice(skip));
            }
            expect(await countMatches(store.rows, store.scope, type, query)).toBe(expected.length);
          },
        ),
        { numRuns: 150 },
      );
    },
    120_000,
  );
});
