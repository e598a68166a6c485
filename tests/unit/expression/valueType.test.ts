import { compareValues } from '../../../shared/expression/compareValues.ts';
import { convert } from '../../../shared/expression/values/convert.ts';
import { identityText } from '../../../shared/expression/values/identityText.ts';
import { sameValue } from '../../../shared/expression/values/sameValue.ts';
import { isEdmTypeName, valueType } from '../../../shared/expression/values/valueType.ts';
import type { EdmPrimitive, EdmTypeName, EdmValue } from '../../../shared/edm/edmValue.ts';

function read(type: EdmTypeName, text: string): EdmPrimitive {
  const value = valueType(type).fromText(text);
  if (value === undefined) throw new Error(`${text} is not ${type}`);
  return value;
}

test.each<[EdmTypeName, string, string, string]>([
  ['Edm.String', 'a"\u2028', '"a\\"\u2028"', '"a\\"\u2028"'],
  ['Edm.Boolean', 'true', 'true', 'true'],
  ['Edm.Int64', '9007199254740993', '9007199254740993', '"9007199254740993"'],
  ['Edm.Int32', '-5', '-5', '-5'],
  ['Edm.Byte', '255', '255', '255'],
  ['Edm.Decimal', '0.10', '0.1', '"0.1"'],
  ['Edm.Decimal', 'INF', '"INF"', '"INF"'],
  ['Edm.Double', '1.5', '1.5', '1.5'],
  ['Edm.Double', '-INF', '"-INF"', '"-INF"'],
  ['Edm.Double', 'NaN', '"NaN"', '"NaN"'],
  ['Edm.Date', '2024-02-29', '"2024-02-29"', '"2024-02-29"'],
  ['Edm.TimeOfDay', '12:30', '"12:30:00"', '"12:30:00"'],
  ['Edm.DateTimeOffset', '2024-02-29T12:30:00.50Z', '"2024-02-29T12:30:00.5Z"', '"2024-02-29T12:30:00.5Z"'],
  ['Edm.Duration', 'PT60M', '"PT1H"', '"PT1H"'],
  [
    'Edm.Guid',
    '01234567-89AB-CDEF-0123-456789ABCDEF',
    '"01234567-89ab-cdef-0123-456789abcdef"',
    '"01234567-89ab-cdef-0123-456789abcdef"',
  ],
  ['Edm.Binary', 'T0RhdGE=', '"T0RhdGE"', '"T0RhdGE"'],
])('JSON of %s %s: %s, and %s under IEEE754Compatible', (type, text, plain, compatible) => {
  const value = read(type, text);
  expect(valueType(type).toJson(value, { ieee754Compatible: false })).toBe(plain);
  expect(valueType(type).toJson(value, { ieee754Compatible: true })).toBe(compatible);
});

test.each<[EdmTypeName, string]>([
  ['Edm.SByte', '128'],
  ['Edm.Byte', '-1'],
  ['Edm.Int16', '32768'],
  ['Edm.Int32', '2147483648'],
  ['Edm.Int64', '9223372036854775808'],
  ['Edm.Int64', '1.0'],
  ['Edm.Int64', ' 1'],
  ['Edm.Double', '0x10'],
  ['Edm.Double', 'Infinity'],
  ['Edm.Guid', '0123'],
  ['Edm.Binary', 'a+b'],
  ['Edm.Boolean', '1'],
])('%s is not read from %s', (type, text) => {
  expect(valueType(type).fromText(text)).toBeUndefined();
});

test('a text that is no type name is none, also if Object has it', () => {
  expect([isEdmTypeName('Edm.Int64'), isEdmTypeName('Edm.Stream'), isEdmTypeName('toString')]).toEqual([
    true,
    false,
    false,
  ]);
});

test.each<[EdmTypeName, readonly EdmValue[]]>([
  ['Edm.Int64', [null, -5n, 0n, 7n]],
  ['Edm.String', [null, '', 'A', 'a', 'b']],
  ['Edm.Boolean', [null, false, true]],
  ['Edm.Double', [null, -Infinity, -1, 0, 1.5, Infinity, NaN]],
  [
    'Edm.Decimal',
    [null, ...['-INF', '-1.5', '0', '1.25', '1.5', 'INF', 'NaN'].map((text) => read('Edm.Decimal', text))],
  ],
  [
    'Edm.DateTimeOffset',
    [null, read('Edm.DateTimeOffset', '2024-01-01T00:00:00+01:00'), read('Edm.DateTimeOffset', '2024-01-01T00:00:00Z')],
  ],
])('5.1.6 %s sorts null first and NaN last, in a total order', (type, ordered) => {
  const compare = compareValues(type);
  for (const [i, left] of ordered.entries()) {
    for (const [j, right] of ordered.entries()) expect(Math.sign(compare(left, right))).toBe(Math.sign(i - j));
  }
});

test('equal values share their identity text and no others do', () => {
  const [here, there] = ['2024-01-01T01:00:00+01:00', '2024-01-01T00:00:00Z'].map((text) =>
    read('Edm.DateTimeOffset', text),
  );
  expect(sameValue(here!, there!)).toBe(true);
  expect(identityText('Edm.DateTimeOffset')(here!)).toBe(identityText('Edm.DateTimeOffset')(there!));
  expect(identityText('Edm.Decimal')(read('Edm.Decimal', '1.0'))).toBe(
    identityText('Edm.Decimal')(read('Edm.Decimal', '1')),
  );
});

test('values of different kinds are never the same', () => {
  const values: EdmValue[] = [
    null,
    '1',
    1n,
    1,
    true,
    read('Edm.Decimal', '1'),
    { instant: 1n, offset: 0 },
    ['1'],
    [1n],
    [],
  ];
  for (const [i, left] of values.entries()) {
    for (const [j, right] of values.entries()) expect(sameValue(left, right)).toBe(i === j);
  }
});

test('a conversion between types that have nothing in common is null', () => {
  expect(convert('2024-02-29', 'Edm.Date', 'Edm.Int64')).toBeNull();
  expect(convert(5n, 'Edm.Int64', 'Edm.Date')).toBeNull();
});
