/**
 * OData URL Conventions 4.01, section 4 Resource Path
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_ResourcePath
 */
import type { Resource } from '../../shared/bind/bound/resource.ts';
import { bindUrl, errorOf, failure } from '../support/bindRequest.ts';
import { sampleContext } from '../support/evaluateExpression.ts';
import { sampleFunction } from '../support/sampleFunction.ts';
import { sampleType } from '../support/sampleType.ts';

const reporting = {
  ...sampleContext,
  model: [
    { ...sampleType, reportFunction: { ...sampleFunction, name: 'getSamples' } },
    {
      ...sampleType,
      name: 'details',
      reportFunction: { ...sampleFunction, name: 'getDetails', parameters: ['period', 'date'] as const },
    },
  ],
};

/** A resource without what is the same for all: the declarations. */
function told(resource: Resource): unknown {
  if (resource.kind === 'query') return { query: told(resource.target) };
  const { kind, ...rest } = resource;
  const parts = Object.entries<unknown>(rest).filter(([name]) => name !== 'type' && name !== 'property');
  const counted = parts.map(([name, value]) => [name, Array.isArray(value) ? value.length : value] as const);
  return { kind, ...Object.fromEntries(counted) };
}

const set = { kind: 'entitySet', filters: 0 };
const first = { kind: 'entity', key: 'first' };
const guid = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';

test.each<[string, unknown]>([
  ['', { kind: 'serviceDocument' }],
  ['$metadata', { kind: 'metadata' }],
  ['$batch', { kind: 'batch' }],
  ['samples', set],
  ['samples/', set],
  ["samples('first')", first],
  ["samples(id='first')", first],
  ["samples( id='first' )", first],
  ["samples(@k)?@k='first'", first],
  ["samples(id=@k)?@k=@l&@l='first'", first],
  ["samples(@k)?@k='a%2Fb%5Cc'", { kind: 'entity', key: 'a/b\\c' }],
  ["samples('O''Neil')", { kind: 'entity', key: "O'Neil" }],
  [`samples(${guid})`, { kind: 'entity', key: guid }],
  [`samples/${guid}`, { kind: 'entity', key: guid }],
  ['samples/first', first],
  ["samples/first('x')", { kind: 'entity', key: "first('x')" }],
  ['samples/O%27Neil', { kind: 'entity', key: "O'Neil" }],
  ["samples('delta')", { kind: 'entity', key: 'delta' }],
  ["samples('$count')", { kind: 'entity', key: '$count' }],
  ['samples/$count', { kind: 'count', filters: 0 }],
  ['samples/$ref', { kind: 'references', filters: 0 }],
  ['samples/$query', { query: set }],
  ['samples/delta/$query', { query: { kind: 'delta' } }],
  ['samples/first/names/$query', { query: { kind: 'property', key: 'first', name: 'names' } }],
  ['samples/delta', { kind: 'delta' }],
  ['samples/delta()', { kind: 'delta' }],
  ['samples/microsoft.graph.delta', { kind: 'delta' }],
  ['samples/$filter(count gt 5)', { kind: 'entitySet', filters: 1 }],
  ['samples/$filter(@f)/$filter(flag)/$count?@f=count gt 5', { kind: 'count', filters: 2 }],
  ['samples/microsoft.graph.samples', set],
  ["samples/graph.samples('first')", first],
  ['samples/microsoft.graph.entity/$count', { kind: 'count', filters: 0 }],
  ['samples/first/microsoft.graph.samples/day', { kind: 'property', key: 'first', name: 'day' }],
  ["samples('first')/$ref", { kind: 'reference', key: 'first' }],
  ["samples('first')/$query", { query: first }],
  ["samples('first')/count", { kind: 'property', key: 'first', name: 'count' }],
  ["samples('first')/id", { kind: 'property', key: 'first', name: 'id' }],
  ["samples('first')/count/$value", { kind: 'propertyValue', key: 'first', name: 'count' }],
  ["samples('first')/names/$count", { kind: 'propertyCount', key: 'first', name: 'names' }],
  ["$entity?$id=samples('first')", { ...first, byId: true }],
  ["$entity?id=https://example.org/v1.0/samples('first')", { ...first, byId: true }],
  ['$entity?$id=/v1.0/samples/first', { ...first, byId: true }],
  ["$entity/microsoft.graph.samples?$id=samples('first')", { ...first, byId: true }],
  ["$entity?$id=samples('a%252Fb')", { kind: 'entity', key: 'a/b', byId: true }],
  ["$entity?$id=samples(@k)%3F@k='a%252Fb%253F'", { kind: 'entity', key: 'a/b?', byId: true }],
  ['$entity?$id=reports', { kind: 'singleton', byId: true }],
  ['reports', { kind: 'singleton' }],
  ['reports/microsoft.graph.reportRoot', { kind: 'singleton' }],
  ['reports/$query', { query: { kind: 'singleton' } }],
  ['reports/samples', set],
  ["reports/samples('first')/count", { kind: 'property', key: 'first', name: 'count' }],
  ['reports/samples/first', first],
  ['reports/samples/$count', { kind: 'count', filters: 0 }],
])('4 %s', (url, expected) => {
  expect(told(bindUrl(url).resource)).toEqual(expected);
});

test.each<[string, unknown]>([
  ["reports/getSamples(period='D7')", { period: 'D7' }],
  ["reports/microsoft.graph.getSamples(period='D180')", { period: 'D180' }],
  ["reports/getSamples(period=@p)?@p='D30'", { period: 'D30' }],
  ["reports/getSamples?@period='D90'", { period: 'D90' }],
  ["reports/getSamples()?period='D90'", { period: 'D90' }],
  ['reports/getDetails(date=2024-02-29)', { date: '2024-02-29' }],
  ["reports/getDetails(date='2024-02-29')", { date: '2024-02-29' }],
  ["reports/getDetails(period='D7')", { period: 'D7' }],
])('4.5.2 the report function %s', (url, expected) => {
  expect(told(bindUrl(url, reporting).resource)).toEqual({ kind: 'reportFunction', arguments: expected, filters: 0 });
  const [path = '', query = ''] = url.split('?');
  expect(bindUrl(`${path}/$count?${query}`, reporting).resource.kind).toBe('reportFunctionCount');
});

const called = "reports/getSamples(period='D7')";
const within = { filters: [], arguments: { period: 'D7' } };
const filtered = { filters: [expect.anything() as unknown] };

test.each<[string, unknown]>([
  [`${called}('r1')`, { kind: 'entity', key: 'r1', within }],
  [`${called}(id='r1')`, { kind: 'entity', key: 'r1', within }],
  [`${called}(@k)?@k='r1'`, { kind: 'entity', key: 'r1', within }],
  [`${called}/r1`, { kind: 'entity', key: 'r1', within }],
  [`${called}/r1/count/$value`, { kind: 'propertyValue', key: 'r1', name: 'count', within }],
  [`${called}('r1')/names/$count`, { kind: 'propertyCount', key: 'r1', name: 'names', within }],
  [`${called}('r1')/$ref`, { kind: 'reference', key: 'r1', within }],
  [`${called}/$ref`, { kind: 'reportFunctionReferences', arguments: { period: 'D7' }, filters: 0 }],
  [`${called}/$filter(count gt 5)`, { kind: 'reportFunction', arguments: { period: 'D7' }, filters: 1 }],
  [`${called}/$filter(count gt 5)/$count`, { kind: 'reportFunctionCount', arguments: { period: 'D7' }, filters: 1 }],
  [`${called}/$filter(count gt 5)('r1')`, { kind: 'entity', key: 'r1', within: { ...within, ...filtered } }],
  [`${called}/microsoft.graph.samples`, { kind: 'reportFunction', arguments: { period: 'D7' }, filters: 0 }],
  [`${called}/microsoft.graph.samples('r1')`, { kind: 'entity', key: 'r1', within }],
  [`${called}/$query`, { query: { kind: 'reportFunction', arguments: { period: 'D7' }, filters: 0 } }],
  ["samples/$filter(count gt 5)('r1')", { kind: 'entity', key: 'r1', within: filtered }],
  ['samples/$filter(count gt 5)/r1', { kind: 'entity', key: 'r1', within: filtered }],
  ["samples/$filter(count gt 5)(@k)/day?@k='r1'", { kind: 'property', key: 'r1', name: 'day', within: filtered }],
  ["samples/$filter(count gt 5)/microsoft.graph.samples('r1')", { kind: 'entity', key: 'r1', within: filtered }],
])('4.5.2, 4.11, 4.12 what follows a segment depends on its type: %s', (url, expected) => {
  expect(told(bindUrl(url, reporting).resource)).toEqual(expected);
});

test.each([
  [`${called}/delta`, '501 notSupported'],
  [`${called}/$each`, '501 notSupported'],
  ['samples/$filter(flag)/delta', '501 notSupported'],
  [`${called}/$value`, '404 Request_ResourceNotFound $value'],
  [`${called}('r1')('r2')`, '400 invalidPath The path'],
  ["samples('r1')('r2')", '404 Request_ResourceNotFound (...)'],
  ["samples/$filter(flag)('')", '400 invalidPath id'],
  ['samples/$filter(flag)(5)', '400 invalidPath samples'],
  ["samples/$count('r1')", '400 invalidPath The path'],
])('what means nothing is 404 or 400, and what is valid and not supported 501: %s', (url, expected) => {
  expect(failure(url, reporting)).toBe(expected);
});

test.each([
  ['reports/getSamples', '400 invalidParameterFormat getSamples'],
  ['reports/getSamples()', '400 invalidParameterFormat getSamples'],
  ["reports/getSamples('D7')", '400 invalidParameterFormat getSamples'],
  ["reports/getSamples(period='D8')", '400 invalidParameterFormat period'],
  ["reports/getSamples(period='d7')", '400 invalidParameterFormat period'],
  ['reports/getSamples(period=7)', '400 invalidParameterFormat period'],
  ['reports/getSamples(date=2024-02-29)', '400 invalidParameterFormat date'],
  ['reports/getSamples(period=@p)', '400 invalidParameterFormat period'],
  ['reports/getDetails(date=2024-02-30)', '400 invalidParameterFormat date'],
  ["reports/getDetails(period='D7',date=2024-02-29)", '400 invalidParameterFormat getDetails'],
  ["getSamples(period='D7')", '404 Request_ResourceNotFound getSamples'],
  ["reports/getNothing(period='D7')", '404 Request_ResourceNotFound getNothing'],
])('4.5.2 a report function that is called wrongly: %s', (url, expected) => {
  expect(failure(url, reporting)).toBe(expected);
});

test.each([
  ['nothing', '404 Request_ResourceNotFound nothing'],
  ['Samples', '404 Request_ResourceNotFound Samples'],
  ["nothing('first')", '404 Request_ResourceNotFound nothing'],
  ['samples/first/nothing', '404 Request_ResourceNotFound nothing'],
  ['samples/first/toString', '404 Request_ResourceNotFound toString'],
  ['samples/first/count/more', '404 Request_ResourceNotFound more'],
  ['samples/first/count/$count', '404 Request_ResourceNotFound $count'],
  ['samples/first/names/$value', '404 Request_ResourceNotFound $value'],
  ['samples/first/$value', '404 Request_ResourceNotFound $value'],
  ['samples/$value', '404 Request_ResourceNotFound $value'],
  ['samples/delta/$count/x', '400 invalidPath The path'],
  ['reports/nothing', '404 Request_ResourceNotFound nothing'],
  ['reports/reports', '404 Request_ResourceNotFound reports'],
  ['$entity?$id=samples', '404 Request_ResourceNotFound $id'],
  ['$entity?$id=https://elsewhere.org/v1.0/samples/first', '400 invalidQueryOption $id'],
  ['$entity?$id=/v2.0/samples/first', '400 invalidQueryOption $id'],
  ['$entity', '400 invalidQueryOption $id'],
  ["$entity?$id=samples('first')&id=samples('second')", '400 invalidQueryOption $id'],
  ["$entity?$id=samples('first')%3F$top=1", '400 invalidQueryOption $id'],
  ["samples('')", '400 invalidPath id'],
  [`samples('${'x'.repeat(256)}')`, '400 invalidPath id'],
  [`samples/${'x'.repeat(256)}`, '400 invalidPath'],
  ['samples()', '400 invalidPath samples'],
  ['samples(5)', '400 invalidPath samples'],
  ['samples(null)', '400 invalidPath'],
  ["samples(key='first')", '400 invalidPath samples'],
  ["samples(id='first',day=2024-01-01)", '400 invalidPath samples'],
  ['samples(@k)', '400 invalidPath samples'],
  ["samples(@k)?@k='a'&@k='b'", '400 invalidQueryOption @k'],
  ['samples(@k)?@k=@l&@l=@k', '400 invalidQueryOption @k'],
  ['samples(@k)?@k=5', '400 invalidPath samples'],
  ['samples/$filter(nothing eq 1)', '400 invalidFilterClause $filter'],
  ['samples/$each', '501 notSupported'],
  ['$all', '501 notSupported'],
  ['$crossjoin(samples)', '501 notSupported'],
])('4 %s is refused', (url, expected) => {
  const result = failure(url);
  expect(expected.split(' ').length > 2 ? result : result.split(' ').slice(0, 2).join(' ')).toBe(expected);
});

test('a 404 says what there is', () => {
  expect(errorOf('nothing').message).toBe(
    "Resource not found for the segment 'nothing'. The service has reports, samples, $metadata, $batch; names are case-sensitive.",
  );
  expect(errorOf('samples/first/Count').message).toContain("Did you mean 'count'?");
  expect(errorOf('samples/first/size').message).toContain('id, day, count, other, text, code, flag, names');
});

test('a key of 255 UTF-16 units is accepted', () => {
  const key = '😀'.repeat(127) + 'x';
  expect(told(bindUrl(`samples('${encodeURIComponent(key)}')`).resource)).toEqual({ kind: 'entity', key });
});
