import { ODataError } from '../../../shared/errors/odataError.ts';
import { checkJsonContentType } from '../../../shared/headers/checkJsonContentType.ts';
import { matches, parseEntityTags, toEntityTag } from '../../../shared/headers/conditions.ts';
import { parseMediaType, splitList } from '../../../shared/headers/mediaType.ts';
import { parsePreferences } from '../../../shared/headers/parsePreferences.ts';
import { negotiateVersions } from '../../../shared/headers/negotiateVersions.ts';

const failure = (action: () => unknown): number => {
  try {
    action();
  } catch (error) {
    if (error instanceof ODataError) return error.status;
    throw error;
  }
  return 0;
};

describe('media types', () => {
  test.each([
    ['application/json', 'application/json', {}],
    [' Application/JSON ; Odata.Metadata="full";; q=0.5', 'application/json', { 'odata.metadata': 'full', q: '0.5' }],
    ['*/*;q=0.8', '*/*', { q: '0.8' }],
    ['text/plain;x="a\\"b"', 'text/plain', { x: 'a"b' }],
  ])('%s', (text, essence, parameters) => {
    const type = parseMediaType(text);
    expect(type?.essence).toBe(essence);
    expect(Object.fromEntries(type?.parameters ?? [])).toEqual(parameters);
  });

  test.each([
    '',
    'json',
    'application/json;evil',
    'application/json;a=1;a=2',
    'a/b/c',
    'application/json charset=utf-8',
  ])('refuses %s', (text) => {
    expect(parseMediaType(text)).toBeUndefined();
  });

  test('lists are split outside quotes', () => {
    expect(splitList('a, "b,c" ,, d="\\",e"')).toEqual(['a', '"b,c"', 'd="\\",e"']);
  });
});

test.each([
  [{}, '4.0', '4.0'],
  [{ 'odata-maxversion': '4.0' }, '4.0', '4.0'],
  [{ 'odata-maxversion': '4.01' }, '4.01', '4.0'],
  [{ 'odata-maxversion': '5.0', 'odata-version': '4.01' }, '4.01', '4.01'],
])('versions of %j', (headers: Readonly<Record<string, string>>, response, payload) => {
  expect(negotiateVersions(new Headers(headers))).toMatchObject({ response, payload });
});

test('OData-MaxVersion: 4.0 rules 4.01 out, its absence does not', () => {
  const only40 = ['4.0', '4.00', '4.01', '4.1', ''].map(
    (maximum) => negotiateVersions(new Headers({ 'odata-maxversion': maximum })).only40,
  );
  expect(only40).toEqual([true, true, false, false, false]);
});

test.each([{ 'odata-version': '3.0' }, { 'odata-maxversion': '3.0' }, { 'odata-maxversion': 'x' }])(
  'version 400 for %j',
  (headers) => {
    expect(failure(() => negotiateVersions(new Headers(headers)))).toBe(400);
  },
);

describe('entity tags', () => {
  test('lists are compared weakly', () => {
    const condition = parseEntityTags('W/"a,b", "c"', 'If-Match');
    expect(condition).toEqual(['a,b', 'c']);
    expect(matches(condition!, 'c')).toBe(true);
    expect(matches(condition!, 'd')).toBe(false);
    expect(toEntityTag('c')).toBe('W/"c"');
  });

  test('* matches whatever exists', () => {
    expect(matches('*', 'x')).toBe(true);
    expect(matches('*', undefined)).toBe(false);
  });

  test.each(['abc', 'W/abc', '"a', 'w/"a"', '*, "a"'])('400 for %s', (value) => {
    expect(failure(() => parseEntityTags(value, 'If-Match'))).toBe(400);
  });
});

test.each([
  ['return=minimal', { return: 'minimal' }],
  ['create-if-missing; return=representation', { return: 'representation' }],
  ['RETURN=minimal, return=representation', { return: 'minimal' }],
  ['odata.maxpagesize=50', { maxpagesize: 50 }],
  ['maxpagesize="50"', { maxpagesize: 50 }],
  ['odata.maxpagesize=-1, maxpagesize=0', {}],
  [', respond-async, wait=99999999, x="a,b;c"', {}],
  [
    'omit-values=nulls,odata.continue-on-error,odata.track-changes',
    { omitValues: 'nulls', continueOnError: true, trackChanges: true },
  ],
  ['odata.include-annotations="*,-a.b"', { includeAnnotations: '*,-a.b' }],
  [Array.from({ length: 500 }, (_, i) => `p${i}`).join(','), {}],
])('Prefer: %s', (value, expected) => {
  expect(parsePreferences(value)).toEqual(expected);
});

test('JSON content types', () => {
  for (const right of [
    'application/json;odata.metadata=minimal; charset=UTF-8',
    'application/json;IEEE754Compatible=True',
  ]) {
    expect(failure(() => checkJsonContentType(right))).toBe(0);
  }
  for (const wrong of [
    null,
    '',
    'text/plain',
    'application/xml',
    'multipart/form-data',
    'application/json-patch+json',
    'application/json;charset=utf-16',
    'application/json;charset=latin1',
    'application/json;IEEE754Compatible=maybe',
  ]) {
    expect(failure(() => checkJsonContentType(wrong))).toBe(415);
  }
});

test.each(['4.0;NetFx', '4.0; NetFx', ' 4.0 ;Silverlight'])('OData-MaxVersion: %s is 4.0', (version) => {
  const headers = new Headers({ 'odata-maxversion': version, 'odata-version': version });
  expect(negotiateVersions(headers)).toEqual({ response: '4.0', payload: '4.0', explicit401: false, only40: true });
});
