/**
 * OData URL Conventions 4.01, 5.1.3 $expand, 5.1.4 $select, 5.1.6 $orderby, 5.1.10 $compute
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_SystemQueryOptionexpand
 */
import { computeColumns } from '../../shared/bind/apply/computeColumns.ts';
import { selectItems } from '../../shared/bind/bound/selectItems.ts';
import type { BoundQuery } from '../../shared/bind/bound/boundQuery.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import { bindUrl, failure } from '../support/bindRequest.ts';
import { sampleRow } from '../support/evaluateExpression.ts';

function names({ select }: BoundQuery): readonly string[] | undefined {
  return select?.map((item) => (item.kind === 'column' ? item.column.name : `${item.name}/`));
}

test.each([
  ['samples?$select=id,count', ['id', 'count']],
  ['samples?$select=count, id', ['count', 'id']],
  ['samples?$select=count,count', ['count']],
  ['samples?$select=*', ['id', 'day', 'count', 'other', 'text', 'code', 'flag', 'names']],
  ['samples?$select=microsoft.graph.samples/day', ['day']],
  ['samples?$select=day,microsoft.graph.*', ['day']],
  ['samples?$select=more,day&$compute=count add 1 as more', ['more', 'day']],
  ['samples/first?$select=day', ['day']],
  ['reports?$select=samples', ['samples/']],
])('5.1.4 %s', (url, expected) => {
  expect(names(bindUrl(url).query)).toEqual(expected);
});

test('5.1.4 without $select every column is meant', () => {
  expect(bindUrl('samples?$top=1').query.select).toBeUndefined();
});

test.each([
  ['nothing', '400'],
  ['Count', '400'],
  ['count/more', '400'],
  ['count($top=1)', '400'],
  ['names($top=-1)', '400'],
  ['names($top=1),names($top=2)', '400'],
  ['@Core.Description', '501'],
])('5.1.4 $select=%s is refused with %s', (value, status) => {
  expect(failure(`samples?$select=${value}`).slice(0, 3)).toBe(status);
});

const colours = ['red', 'green', 'red', 'blue'];

test.each<[string, readonly string[], number | undefined]>([
  ["$filter=startswith($this,'r')", ['red', 'red'], undefined],
  ["$filter=$this ne 'red'", ['green', 'blue'], undefined],
  ['$orderby=$this desc', ['red', 'red', 'green', 'blue'], undefined],
  ['$orderby=length($this),$this;$top=2', ['red', 'red'], undefined],
  ['$skip=1;$top=2', ['green', 'red'], undefined],
  ["$filter=$this eq 'red';$top=1;$count=true", ['red'], 2],
  ['$filter=$this eq @c', ['blue'], undefined],
])('5.1.4 options of a selected collection: %s', (options, expected, count) => {
  const [item] = bindUrl(`samples?$select=names(${options})&@c='blue'`).query.select ?? [];
  if (item?.kind !== 'column' || item.items === undefined) throw new Error('no options');
  expect(selectItems(item.items, new Meter())(colours, {})).toEqual(
    count === undefined ? { items: expected } : { items: expected, count },
  );
});

test('5.1.1.14.4 options of a property that is a collection', () => {
  const { items } = bindUrl("samples/first/names?$filter=endswith($it,'e')&$count=true").query;
  expect(selectItems(items!, new Meter())(colours, {})).toEqual({ items: ['blue'], count: 1 });
  const counted = bindUrl("samples/first/names/$count?$filter=$it eq 'red'").query.items;
  expect(selectItems(counted!, new Meter())(colours, {}).items).toHaveLength(2);
});

test('5.1.6 $orderby', () => {
  const { orderby } = bindUrl(
    'samples?$orderby=day desc,count asc,length(text),more&$compute=count add 1 as more',
  ).query;
  expect(orderby.map(({ expression, descending }) => [expression.kind, descending])).toEqual([
    ['property', true],
    ['property', false],
    ['call', false],
    ['computed', false],
  ]);
  expect(failure('samples?$orderby=names')).toBe('400 invalidQueryOption $orderby');
  expect(failure('samples?$orderby=nothing')).toBe('400 invalidQueryOption $orderby');
  expect(failure(`samples?$orderby=${Array.from({ length: 21 }, () => 'day').join(',')}`)).toBe(
    '400 invalidQueryOption $orderby',
  );
});

test('5.1.10 $compute gives columns that the other options, and later items, may use', () => {
  const { query } = bindUrl(
    'samples?$compute=count mul 2 as double,double add 1 as odd&$filter=odd eq 15&$orderby=double',
  );
  expect(query.compute.map(({ name, type }) => [name, type])).toEqual([
    ['double', 'Edm.Int64'],
    ['odd', 'Edm.Int64'],
  ]);
  expect(query.filter).toMatchObject({ operator: 'eq', left: { kind: 'computed', name: 'odd' } });
  expect(computeColumns(query.compute, new Meter())(sampleRow)).toEqual({ ...sampleRow, double: 14n, odd: 15n });
  expect(computeColumns([], new Meter())(sampleRow)).toBe(sampleRow);
});

test.each([
  '$compute=count as day',
  '$compute=count as a,day as a',
  '$compute=b add 1 as a,count as b',
  '$compute=nothing as a',
])('5.1.10 %s is refused', (options) => {
  expect(failure(`samples?${options}`)).toBe('400 invalidQueryOption $compute');
});

test('5.1.3 the entity sets are expanded into the singleton', () => {
  const [item] = bindUrl(
    'reports?$expand=samples($filter=count gt 5;$orderby=day;$top=3;$skip=1;$count=true;$select=id;$compute=count as c;$levels=1)',
  ).query.expand;
  expect(item).toMatchObject({
    form: 'entities',
    type: { name: 'samples' },
    query: { top: 3, skip: 1, count: true, filter: { operator: 'gt' }, orderby: [{ descending: false }] },
  });
});

test.each([
  ['samples/$ref', 'references'],
  ['samples/$count($search=red)', 'count'],
  ['*', 'entities'],
  ['*/$ref', 'references'],
  ['*/$ref,samples', 'entities'],
  ['samples($filter=@f)', 'entities'],
  ['samples($filter=count eq @inner;@inner=5)', 'entities'],
])('5.1.3 $expand=%s', (value, form) => {
  expect(bindUrl(`reports?$expand=${value}&@f=true`).query.expand).toMatchObject([{ form }]);
});

test.each([
  ['reports?$expand=nothing', '400'],
  ['reports?$expand=samples,samples', '400'],
  ['reports?$expand=samples($expand=nothing)', '400'],
  ['reports?$expand=samples($filter=nothing eq 1)', '400'],
  ['reports?$expand=samples($filter=$it/count eq 1)', '400'],
  ['reports?$expand=samples($top=1;$top=2)', '400'],
  ['reports?$expand=samples($levels=2)', '400'],
  ['samples?$expand=nothing', '400'],
  ['samples/first?$expand=names', '400'],
])('5.1.3 %s is refused with %s', (url, status) => {
  expect(failure(url).slice(0, 3)).toBe(status);
});

test('5.1.3 an entity has no navigation properties, so * expands nothing', () => {
  expect(bindUrl('samples?$expand=*').query.expand).toEqual([]);
});
