/**
 * OData Extension for Data Aggregation 4.0, section 3
 * https://docs.oasis-open.org/odata/odata-data-aggregation-ext/v4.0/odata-data-aggregation-ext-v4.0.html
 */
import { applyTransformations } from '../../shared/bind/apply/applyTransformations.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import type { Row } from '../../shared/expression/typedExpression.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import { bindUrl, failure } from '../support/bindRequest.ts';
import { shown } from '../support/evaluateExpression.ts';

const sales: readonly Row[] = [
  { id: '1', day: '2024-01-01', count: 1n, other: 2n, code: 'a', flag: true },
  { id: '2', day: '2024-01-02', count: 2n, other: null, code: 'a', flag: false },
  { id: '3', day: '2024-01-03', count: 4n, other: 2n, code: 'b', flag: true },
  { id: '4', day: null, count: null, other: 8n, code: 'b', flag: true },
  { id: '5', day: '2024-01-01', count: 8n, other: 1n, code: null, flag: null },
];

async function* once(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

/** The rows of a bound $apply, as `name=type value` of every column. */
async function applied(apply: string, rows: readonly Row[] = sales): Promise<readonly string[]> {
  const { query } = bindUrl(`samples?$apply=${apply}`);
  const result: string[] = [];
  for await (const some of applyTransformations(query.apply ?? [], once(rows), new Meter())) {
    for (const row of some) {
      const columns = [...query.shape.columns.values()].map(
        ({ name, type }) => `${name}=${shown(row[name] ?? null, type)}`,
      );
      result.push(columns.join(' '));
    }
  }
  return result;
}

test.each<[string, readonly string[]]>([
  ['aggregate(count with sum as total)', ['total=Decimal 15']],
  ['aggregate(count with min as least,count with max as most)', ['least=Int64 1 most=Int64 8']],
  ['aggregate(day with min as first,code with max as last)', ['first=Date 2024-01-01 last=String b']],
  ['aggregate(count with average as mean)', ['mean=Double 3.75']],
  ['aggregate(other with countdistinct as kinds)', ['kinds=Decimal 3']],
  ['aggregate($count as n)', ['n=Decimal 5']],
  ['aggregate(count mul 2 with sum as total)', ['total=Decimal 30']],
  ['aggregate(count divby 2 with sum as total)', ['total=Decimal 7.5']],
  ['aggregate(count mul 5e-1 with average as mean)', ['mean=Double 1.875']],
  ['filter(count gt 100)/aggregate(count with sum as total,$count as n)', ['total=null n=Decimal 0']],
  ['filter(count gt 100)/aggregate(count with average as mean,count with min as least)', ['mean=null least=null']],
])('3.2.1 %s', async (apply, expected) => {
  expect(await applied(apply)).toEqual(expected);
});

test('3.2.1.4 sums of integers are exact beyond 64 bits', async () => {
  const large = 2n ** 63n - 1n;
  const rows = [{ count: large }, { count: large }];
  expect(await applied('aggregate(count with sum as total)', rows)).toEqual(['total=Decimal 18446744073709551614']);
});

test.each<[string, readonly string[]]>([
  ['groupby((code))', ['code=String a', 'code=String b', 'code=null']],
  [
    'groupby((code),aggregate(count with sum as total,$count as n))',
    [
      'code=String a total=Decimal 3 n=Decimal 2',
      'code=String b total=Decimal 4 n=Decimal 2',
      'code=null total=Decimal 8 n=Decimal 1',
    ],
  ],
  [
    'groupby((code),filter(flag)/aggregate($count as n))',
    ['code=String a n=Decimal 1', 'code=String b n=Decimal 2', 'code=null n=Decimal 0'],
  ],
  [
    'groupby((code),compute(count add 1 as more)/aggregate(more with max as most))',
    ['code=String a most=Int64 3', 'code=String b most=Int64 5', 'code=null most=Int64 9'],
  ],
  ['groupby((flag,other))/aggregate($count as n)', ['n=Decimal 4']],
  [
    'groupby((code),aggregate(count with sum as total))/filter(total gt 3)',
    ['code=String b total=Decimal 4', 'code=null total=Decimal 8'],
  ],
  ['groupby((code),aggregate(count with sum as total))/aggregate(total with average as mean)', ['mean=Double 5']],
  ['compute(year(day) as y)/groupby((y),aggregate($count as n))', ['y=Int32 2024 n=Decimal 4', 'y=null n=Decimal 1']],
  ['filter(code eq null)/groupby((code))/compute(length(code) as l)', ['code=null l=null']],
  ['filter(count gt 100)/groupby((code),aggregate($count as n))', []],
])('3.2.3 %s', async (apply, expected) => {
  expect(await applied(apply)).toEqual(expected);
});

test('3.3 filter and compute keep the rows what they are', () => {
  const { query } = bindUrl('samples?$apply=identity/filter(flag)/compute(count add 1 as more)&$filter=more gt 1');
  expect(query.shape.entityType?.name).toBe('samples');
  expect(query.filter).toMatchObject({ left: { kind: 'computed' } });
  expect(query.apply?.map(({ kind }) => kind)).toEqual(['filter', 'compute']);
});

test('the options behind $apply see its result and nothing else', () => {
  const { query } = bindUrl(
    'samples/$filter(flag)?$apply=groupby((code),aggregate($count as n))&$filter=n gt 1&$orderby=code&$select=n&$compute=n mul 2 as m',
  );
  expect(query.apply?.map(({ kind }) => kind)).toEqual(['filter', 'groupby']);
  expect(query.filter).toMatchObject({ operator: 'gt', left: { kind: 'computed', name: 'n' } });
  expect(failure('samples?$apply=groupby((code))&$filter=count eq 1')).toBe('400 invalidFilterClause $filter');
  expect(failure('samples?$apply=groupby((code))&$select=id')).toBe('400 invalidQueryOption $select');
});

test.each([
  'aggregate(nothing with sum as total)',
  'aggregate(text with sum as total)',
  'aggregate(names with countdistinct as n)',
  'aggregate(count with sum as day)',
  'aggregate(count with sum as a,count with max as a)',
  'aggregate(count with median as m)',
  'aggregate(count with Custom.method as m)',
  'aggregate(count)',
  'groupby((nothing))',
  'groupby((names))',
  'filter(count)',
])('%s is refused', (apply) => {
  expect(failure(`samples?$apply=${apply}`)).toBe('400 invalidQueryOption $apply');
});

test.each([
  'groupby((rollup(code,flag)),aggregate($count as n))',
  'aggregate(count with sum from code with average as mean)',
  'topcount(2,count)',
  'concat(identity,identity)',
  'groupby((code),topcount(1,count))',
  'groupby((code),filter(flag))',
  'skip(1)/top(1)',
])('%s is valid and not supported', (apply) => {
  expect(failure(`samples?$apply=${apply}`).slice(0, 16)).toBe('501 notSupported');
});

test('groups and distinct values are bounded', async () => {
  const rows = Array.from({ length: 200_001 }, (_, index) => ({ id: `${index}` }));
  await expect(applied('groupby((id))', rows)).rejects.toThrow(ODataError);
  await expect(applied('aggregate(id with countdistinct as n)', rows)).rejects.toThrow(ODataError);
  expect(await applied('aggregate(id with max as last)', rows)).toEqual(['last=String 99999']);
});
