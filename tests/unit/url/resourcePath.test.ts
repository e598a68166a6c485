import { parseRelativeUri } from '../../../shared/url/parseRelativeUri.ts';
import { parseResourcePath } from '../../../shared/url/path/parseResourcePath.ts';
import { attempt } from './attempt.ts';

const string = (text: string): object => ({ kind: 'literal', form: 'string', text });

test.each([
  ['', []],
  ['set/', [{ segment: 'name', name: 'set' }]],
  ["set('a''b')", [{ name: 'set', arguments: [{ value: string("a'b") }] }]],
  ["set('a/b')/c", [{ name: 'set', arguments: [{ value: string('a/b') }] }, { name: 'c' }]],
  ['set(%27a%2Fb%27)', [{ arguments: [{ value: string('a/b') }], text: "set('a/b')" }]],
  ["set('a%2527')", [{ arguments: [{ value: string('a%27') }] }]],
  ["set(id='x', part=2)", [{ arguments: [{ name: 'id' }, { name: 'part', value: { form: 'integer' } }] }]],
  ['set(@k)', [{ arguments: [{ value: { kind: 'alias', name: 'k' } }] }]],
  ['set(a346dbc0-dbc0-a346-c0db-46a3c0db46a3)', [{ arguments: [{ value: { form: 'guid' } }] }]],
  ['set/a346dbc0-dbc0-a346-c0db-46a3c0db46a3/x', [{}, { name: 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3' }, {}]],
  ["set/a'b/c", [{}, { segment: 'name', name: "a'b" }, { name: 'c' }]],
  ['set/a(b/c', [{}, { name: 'a(b' }, { name: 'c' }]],
  ['set/%E2%82%AC+1', [{}, { name: '€+1' }]],
  ['set/__proto__', [{}, { name: '__proto__' }]],
  ['$metadata', [{ segment: 'metadata' }]],
  ['set/$filter(a/b eq 1)/$count', [{}, { segment: 'filter', condition: { operator: 'eq' } }, { segment: 'count' }]],
  ["reports/get(period='D7')", [{}, { name: 'get', arguments: [{ name: 'period', value: string('D7') }] }]],
  ['$crossjoin(a,b)', [{ segment: 'crossjoin', sets: ['a', 'b'] }]],
])('%s', (path, expected) => {
  expect(parseResourcePath(path)).toMatchObject(expected);
});

test('positions count the decoded path', () => {
  expect(parseResourcePath("set('%C3%A4')/b/$value").map(({ at }) => at)).toEqual([0, 9, 11]);
  expect(attempt(() => parseResourcePath('%73et/b/$cuont'))?.message).toMatch(/^The path is not valid at position 6:/);
});

test.each([
  ['set/a%zz', 'invalidPath'],
  ['set/%C0%AF', 'invalidPath'],
  ['set/%E2%82', 'invalidPath'],
  ['set//a', 'invalidPath'],
  ['/set', 'invalidPath'],
  ['/', 'invalidPath'],
  ['set/$count/a', 'invalidPath'],
  ["set('a", 'invalidPath'],
  [`set/${'a'.repeat(9000)}`, 'tooManyTermsInQuery'],
  [`${'a/'.repeat(6000)}a`, 'tooManyTermsInQuery'],
])('%s is refused', (path, innerCode) => {
  expect(attempt(() => parseResourcePath(path))).toMatchObject({ status: 400, innerCode });
});

test('resources with options of their own', () => {
  expect(parseRelativeUri('$entity/Model.Type', '$id=set(1)&$select=a').options).toHaveLength(2);
  expect(attempt(() => parseRelativeUri('$entity', '$format=json'))?.message).toMatch(/needs the query option \$id/);
  expect(attempt(() => parseRelativeUri('$metadata', '$filter=true'))?.target).toBe('$filter');
  expect(attempt(() => parseRelativeUri('set', '$filter=true'))).toBeUndefined();
});
