import fc from 'fast-check';
import type { EdmValue } from '../../shared/edm/edmValue.ts';
import type { ComparisonOperator, TypedExpression } from '../../shared/expression/typedExpression.ts';
import type { EntityQuery, SortKey } from '../../shared/store/contract/entityQuery.ts';
import { entityOf } from './changes.ts';
import { sampleType as type } from './sampleType.ts';

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

const operators = fc.constantFrom<ComparisonOperator>('eq', 'ne', 'gt', 'ge', 'lt', 'le');

const comparison = fc
  .constantFrom('id', ...names)
  .chain((name) =>
    fc.tuple(fc.constant(name), operators, fc.constantFrom<EdmValue>(...(values[name] ?? [...ids, null]))),
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

/** Calls that go up with what they are about, the last argument left out, and values to compare them with. */
const calls: readonly {
  readonly call: TypedExpression;
  readonly type: 'Edm.Int32' | 'Edm.String';
  readonly among: readonly EdmValue[];
}[] = [
  {
    call: {
      kind: 'call',
      type: 'Edm.Int32',
      name: 'year',
      evaluate: (date) => BigInt((date as string).slice(0, 4)),
      arguments: [property('day')],
    },
    type: 'Edm.Int32',
    among: [null, 0n, 2024n, 2025n, 2026n, 9999n],
  },
  {
    call: {
      kind: 'call',
      type: 'Edm.String',
      name: 'substring',
      evaluate: (text, start, length) => (text as string).slice(Number(start), Number(start) + Number(length)),
      arguments: [
        property('text'),
        ...[0n, 1n].map((value) => ({ kind: 'constant', type: 'Edm.Int64', value }) as const),
      ],
    },
    type: 'Edm.String',
    among: [null, '', 'a', 'ab', 'x', 'é'],
  },
];

const comparedCall = fc
  .constantFrom(...calls)
  .chain(({ call, type: of, among }) =>
    fc.tuple(fc.constant(call), operators, fc.constantFrom(...among), fc.constant(of), fc.boolean()),
  )
  .map(([left, operator, value, of, isMembership]): TypedExpression => {
    const right: TypedExpression = { kind: 'constant', type: value === null ? 'null' : of, value };
    if (isMembership) return { kind: 'in', type: 'Edm.Boolean', operand: left, items: [right, right] };
    return { kind: 'comparison', type: 'Edm.Boolean', operator, left, right };
  });

const { filter: anyFilter } = fc.letrec<{ filter: TypedExpression }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    membership,
    startsWith,
    comparedCall,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): TypedExpression => ({ kind, type: 'Edm.Boolean', operands })),
    tie('filter').map((operand): TypedExpression => ({ kind: 'not', type: 'Edm.Boolean', operand })),
  ),
}));

/** Any order of up to three keys. */
const anyOrder = fc
  .uniqueArray(fc.constantFrom('id', ...names), { maxLength: 3 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((name) => fc.boolean().map((descending): SortKey => ({ expression: property(name), descending }))),
    ),
  );

/** Any key out of a few, hostile ones among them. */
export const anyKey = fc.tuple(fc.constantFrom(...ids), fc.nat(5)).map(([id, number]) => `${id}${number}`);

/** Any values of the sample type that filters and orders tell apart. */
export const anyValues = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(values[name] ?? []))])),
);

/** Entities of the sample type with distinct keys. */
export const anyEntities = fc
  .uniqueArray(anyKey, { maxLength: 30 })
  .chain((keys) => fc.tuple(...keys.map((key) => anyValues.map((record) => entityOf(type, key, record)))));

/** Any query over the sample type: all comparisons, `in`, startswith, and, or, not; null among the values. */
export const anyQuery: fc.Arbitrary<EntityQuery> = fc
  .tuple(fc.option(anyFilter, { nil: undefined }), anyOrder)
  .map(([filter, orderby]) => ({ orderby, ...(filter !== undefined && { filter }) }));
