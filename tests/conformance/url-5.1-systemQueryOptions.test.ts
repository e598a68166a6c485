/**
 * OData URL Conventions 4.01, 5.1 System Query Options, 5.2 Custom Query Options; Protocol 4.01, 11.2
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_SystemQueryOptions
 */
import { bindUrl, errorOf, failure } from '../support/bindRequest.ts';
import { sampleContext } from '../support/evaluateExpression.ts';

const values: Readonly<Record<string, string>> = {
  apply: 'identity',
  compute: 'count add 1 as more',
  filter: 'count gt 5',
  search: 'red',
  orderby: 'count',
  skip: '1',
  top: '1',
  count: 'true',
  select: 'id',
  expand: '*',
  format: 'json',
  skiptoken: 'x',
  deltatoken: 'x',
  id: 'x',
};

const rows = ['apply', 'compute', 'filter', 'search', 'orderby', 'skip', 'top', 'count', 'select'];

test.each<[string, readonly string[]]>([
  ['', ['format']],
  ['$metadata', ['format']],
  ['$batch', ['format']],
  ['reports', ['select', 'expand', 'format']],
  ['samples', [...rows, 'expand', 'format', 'skiptoken', 'deltatoken']],
  ['samples/$query', [...rows, 'expand', 'format', 'skiptoken', 'deltatoken']],
  ['samples/$count', ['apply', 'compute', 'filter', 'search', 'format', 'deltatoken']],
  ['samples/delta/$count', ['filter', 'select', 'format', 'deltatoken']],
  ['samples/$ref', ['filter', 'search', 'orderby', 'skip', 'top', 'count', 'format', 'skiptoken', 'id']],
  ['samples/delta', ['filter', 'select', 'format', 'skiptoken', 'deltatoken']],
  ['samples/first', ['compute', 'select', 'expand', 'format']],
  ['samples/first/$ref', ['format', 'id']],
  ['samples/first/count', ['format']],
  ['samples/first/count/$value', ['format']],
])('5.1 the options of %s', (path, allowed) => {
  for (const [name, value] of Object.entries(values)) {
    // On the singleton there is nothing to compute with but its entity sets.
    if (path === 'reports' && name === 'compute') continue;
    if (path === 'reports' && name === 'select') continue;
    const url = `${path}?$${name}=${value}`;
    if (allowed.includes(name)) expect(() => bindUrl(url)).not.toThrow();
    else expect(failure(url)).toBe(`400 invalidQueryOption $${name}`);
  }
});

test('5.1 the message for an option out of place lists the ones that may be used', () => {
  expect(errorOf('samples/first?$top=5').message).toBe(
    "The query option '$top' cannot be used here. Allowed: $compute, $select, $expand, $format.",
  );
});

test.each(['samples?$top=5&$top=6', 'samples?$top=5&top=5', 'samples?$top=5&$TOP=5', 'samples?Top=5&tOP=5'])(
  '5.1 an option is given at most once: %s',
  (url) => {
    expect(failure(url)).toBe('400 invalidQueryOption $top');
  },
);

test.each(['filter', 'orderby', 'select', 'search', 'compute', 'format', 'count', 'apply'])(
  '5.1 $%s is given at most once',
  (name) => {
    const value = values[name] ?? '';
    expect(failure(`samples?$${name}=${value}&${name.toUpperCase()}=${value}`)).toBe(`400 invalidQueryOption $${name}`);
  },
);

test('5.1 options in any case, with or without the dollar sign, mean the same', () => {
  const plain = bindUrl('samples?$filter=count gt 5&$top=3&$count=true&$orderby=day desc').query;
  const loose = bindUrl('samples?FILTER=count GT 5&top=3&Count=true&OrderBy=day DESC').query;
  expect(JSON.stringify(loose, bigints)).toBe(JSON.stringify(plain, bigints));
});

function bigints(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

test.each([
  ['top', '0', 0],
  ['top', '5', 5],
  ['skip', '7', 7],
  ['top', '99999999999999999999', Number.MAX_SAFE_INTEGER],
] as const)('5.1.5 $%s=%s', (name, value, expected) => {
  expect(bindUrl(`samples?$${name}=${value}`).query[name]).toBe(expected);
});

test.each(['-1', '1.5', 'x', '1e2', "'5'", ''])('5.1.5 $top=%s and $skip are refused', (value) => {
  for (const name of ['top', 'skip'])
    expect(failure(`samples?$${name}=${value}`)).toBe(`400 invalidQueryOption $${name}`);
});

test('11.3.2 behind a delta link $count takes what the link has', () => {
  const link = '$deltatoken=x&$select=id&$filter=flag&$compute=count add 1 as more&$search=red&$expand=*&$format=json';
  expect(bindUrl(`samples/$count?${link}`).query.deltatoken).toBe('x');
  expect(failure('samples/$count?$deltatoken=x&$top=1')).toBe('400 invalidQueryOption $top');
  expect(failure('samples/$count?$select=id')).toBe('400 invalidQueryOption $select');
});

test('5.1.8 $count', () => {
  expect(bindUrl('samples?$count=true').query.count).toBe(true);
  expect(bindUrl('samples?$count=false').query.count).toBe(false);
  expect(bindUrl('samples').query.count).toBeUndefined();
  expect(failure('samples?$count=1')).toBe('400 invalidQueryOption $count');
});

test('5.1.9 $format and the tokens are handed on as they are', () => {
  const { format, skiptoken, deltatoken } = bindUrl('samples?$format=json&$skiptoken=a%2Fb&$deltatoken=c').query;
  expect([format, skiptoken, deltatoken]).toEqual(['json', 'a/b', 'c']);
});

test('5.2 custom options are ignored, a token in the URL is not', () => {
  expect(bindUrl('samples?debug=true&debug=false&foo').query.orderby).toEqual([]);
  expect(failure('samples?access_token=x')).toBe('400 invalidRequest access_token');
});

test('5.1.2 a filter is Boolean', () => {
  expect(failure('samples?$filter=count')).toBe('400 invalidFilterClause $filter');
  expect(failure('samples?$filter=count add 1')).toBe('400 invalidFilterClause $filter');
  expect(bindUrl('samples?$filter=null').query.filter).toMatchObject({ kind: 'constant', value: null });
});

test('4.12 the conditions of the path and of $filter are one filter, except behind /$count', () => {
  const { query } = bindUrl('samples/$filter(count gt 5)/$filter(flag)?$filter=day eq null');
  expect(query.filter).toMatchObject({
    kind: 'and',
    operands: [{ operator: 'gt' }, { name: 'flag' }, { operator: 'eq' }],
  });
  expect(bindUrl('samples/$filter(count gt 5)/$count').query.filter).toMatchObject({ operator: 'gt' });
  expect(failure('samples/$filter(count gt 5)/$count?$filter=flag')).toBe('400 invalidFilterClause $filter');
});

test.each(['at=2024-01-01', 'from=2024-01-01', 'schemaversion=*', 'schemaversion=1.0', 'index=1'])(
  '$%s is valid OData and not supported',
  (option) => {
    expect(failure(`samples?$${option}`)).toBe(`501 notSupported $${option.split('=')[0] ?? ''}`);
    expect(failure(`samples/first?$${option}`)).toBe(`501 notSupported $${option.split('=')[0] ?? ''}`);
  },
);

test('4.17 the options of $query are those of the resource before it', () => {
  expect(bindUrl('samples/$query?$top=3').query.top).toBe(3);
  expect(bindUrl('samples/$filter(flag)/$query?$top=3').query.filter).toMatchObject({ name: 'flag' });
});

test('a request without options costs no binding', () => {
  expect(bindUrl('samples/first', sampleContext).query).toEqual({
    shape: expect.objectContaining({ label: 'samples' }),
    compute: [],
    orderby: [],
    expand: [],
  });
});
