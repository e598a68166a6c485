/**
 * OData URL Conventions 4.01, 5.1.1.13 Lambda Operators, 4.8 Addressing the Count of a Collection in expressions
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_LambdaOperators
 */
import { resolveEntitySets } from '../../shared/expression/resolveEntitySets.ts';
import type { EntitySetAggregate } from '../../shared/expression/typedExpression.ts';
import { bindUrl, failure } from '../support/bindRequest.ts';
import { evaluateText, sampleRow } from '../support/evaluateExpression.ts';

const empty = { ...sampleRow, names: [] };

test.each([
  ["names/any(n:n eq 'green')", 'true', 'false'],
  ["names/any(n:n eq 'blue')", 'false', 'false'],
  ["names/ANY(n:startswith(n,'r') and count eq 7)", 'true', 'false'],
  ['names/any()', 'true', 'false'],
  ['names/all(n:length(n) ge 3)', 'true', 'true'],
  ["names/all(n:n eq 'red')", 'false', 'true'],
  ['names/all(n:n eq null)', 'false', 'true'],
  ['names/any(n:null)', 'false', 'false'],
  ['names/any(n:names/any(m:m ne n))', 'true', 'false'],
  ['names/all(n:names/any(m:m eq n and $it/flag))', 'true', 'true'],
  ["not names/any(n:n eq 'green')", 'false', 'true'],
  ["names/any(count:count eq 'red')", 'true', 'false'],
])('5.1.1.13 %s is %s; of an empty collection %s', (text, expected, ofEmpty) => {
  expect(evaluateText(text)).toBe(`Boolean ${expected}`);
  expect(evaluateText(text, empty)).toBe(`Boolean ${ofEmpty}`);
});

test.each([
  ['names/$count', 'Int64 3'],
  ['names/$count eq 3', 'Boolean true'],
  ["names/$count($filter=$this eq 'red')", 'Int64 2'],
  ["names/$filter($this eq 'red')/$count", 'Int64 2'],
  ['names/$count($search=red)', 'Int64 2'],
  ["names/$count($filter=startswith($this,'g');$search=EE OR red)", 'Int64 1'],
  ["names/$filter($this ne 'red')/$count($search=NOT gre)", 'Int64 0'],
  ['names/$count($search=red;$search=green)', '400 invalidFilterClause'],
])('4.8 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['count/any(n:n eq 1)', '400 invalidFilterClause'],
  ['names/all(n:n)', '400 invalidFilterClause'],
  ['names/any(n:nothing eq 1)', '400 invalidFilterClause'],
  ['names/any(n:n/more eq 1)', '400 invalidFilterClause'],
  ['names/any(n:names/any(n:n eq n))', '400 invalidFilterClause'],
  ['names/first', '400 invalidFilterClause'],
  ['text/$count', '400 invalidFilterClause'],
])('5.1.1.13 %s is refused', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

/** The one computed column of a request to the singleton. */
function ofSingleton(expression: string): EntitySetAggregate {
  const [column] = bindUrl(`reports?$compute=${expression} as x`).query.compute;
  if (column?.expression.kind !== 'entitySet') throw new Error('not an aggregate over an entity set');
  return column.expression;
}

test.each([
  ['samples/any(s:s/count gt 5)', 'any', true],
  ['samples/any()', 'any', false],
  ['samples/any(s:isof(s,microsoft.graph.samples))', 'any', true],
  ["samples/all(s:s/flag and s/names/any(n:n eq 'red'))", 'all', true],
  ['samples/$count', 'count', false],
  ['samples/microsoft.graph.samples/$count', 'count', false],
  ['samples/$count($filter=count gt 5;$search=red)', 'count', true],
  ['samples/$filter(count gt 5)/$count', 'count', true],
])('5.1.1.13 over the entity set that the singleton leads to: %s', (text, aggregate, hasCondition) => {
  const found = ofSingleton(text);
  expect([found.aggregate, found.condition !== undefined]).toEqual([aggregate, hasCondition]);
  expect(found.entityType.name).toBe('samples');
});

test('5.1.1.10.2 isof of a lambda variable asks for the type of the entities', () => {
  expect(ofSingleton('samples/all(s:isof(s,microsoft.graph.samples))').condition).toMatchObject({ value: true });
  expect(ofSingleton('samples/all(s:isof(s,microsoft.graph.user))').condition).toMatchObject({ value: false });
});

test('the operation supplies the values of aggregates over entity sets', async () => {
  const [column] = bindUrl('reports?$compute=samples/$count add 1 as x').query.compute;
  const seen: string[] = [];
  const resolved = await resolveEntitySets(column!.expression, (aggregate) => {
    seen.push(aggregate.aggregate);
    return Promise.resolve(41n);
  });
  expect(seen).toEqual(['count']);
  expect(resolved).toMatchObject({ kind: 'call', name: 'add', arguments: [{ value: 41n }, { value: 1n }] });
});

test.each(['samples', 'samples/any(s:count gt 5)', 'samples/count', 'nothing/any()'])(
  '5.1.1.13 over an entity set, refused: %s',
  (text) => {
    expect(failure(`reports?$compute=${text} as x`)).toBe('400 invalidQueryOption $compute');
  },
);

test('5.1.1.13 a condition on entities that leads to a further entity set is valid OData and not supported', () => {
  expect(failure('reports?$compute=samples/any(s:samples/any(t:t/count gt s/count)) as x')).toBe(
    '501 notSupported $compute',
  );
  expect(failure('reports?$compute=samples/any(s:$it/samples/$count gt s/count) as x')).toBe(
    '501 notSupported $compute',
  );
  expect(failure('reports?$expand=samples($filter=$it/samples/$count gt 1)')).toBe('501 notSupported $filter');
});
