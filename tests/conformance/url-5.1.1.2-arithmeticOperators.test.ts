/**
 * OData URL Conventions 4.01, 5.1.1.2 Arithmetic Operators and 5.1.1.18 Numeric Promotion
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_ArithmeticOperators
 */
import { evaluateText } from '../support/evaluateExpression.ts';

const operators = ['add', 'sub', 'mul', 'div', 'divby', 'mod'];

test.each(operators)('5.1.1.2 %s with null is null', (operator) => {
  for (const value of ['1', '1.5', '1e0', 'count']) {
    expect(evaluateText(`${value} ${operator} null`)).toBe('null');
    expect(evaluateText(`null ${operator} ${value}`)).toBe('null');
    expect(evaluateText(`${value} ${operator} other`)).toBe('null');
  }
});

test.each(operators)('5.1.1.2 %s refuses what is no number', (operator) => {
  for (const value of ['text', 'flag', 'names', "'5'"]) {
    expect(evaluateText(`count ${operator} ${value}`)).toBe('400 invalidFilterClause');
    expect(evaluateText(`${value} ${operator} count`)).toBe('400 invalidFilterClause');
  }
});

test.each([
  ['count add 2', 'Int64 9'],
  ['count add 0.5', 'Decimal 7.5'],
  ['count add 5e-1', 'Double 7.5'],
  ['0.1 add 0.2', 'Decimal 0.3'],
  ['0.1 add 2e-1', 'Double 0.30000000000000004'],
  ['9223372036854775806 add 1', 'Int64 9223372036854775807'],
  ['9223372036854775807 add 1', '400 invalidQueryOption'],
  ['9223372036854775807 add 1.0', 'Decimal 9223372036854775808'],
  ["day add duration'P1D'", 'Date 2024-03-01'],
  ["day add duration'PT23H59M'", 'Date 2024-02-29'],
  ["day add 'P366D'", 'Date 2025-03-01'],
  ["duration'PT1H' add duration'PT30M'", 'Duration PT1H30M'],
  ["2024-02-29T23:00:00Z add duration'PT2H'", 'DateTimeOffset 2024-03-01T01:00:00Z'],
  ["2024-02-29T23:00:00+02:00 add duration'PT2H'", 'DateTimeOffset 2024-03-01T01:00:00+02:00'],
  ["9999-12-31 add duration'P1D'", '400 invalidQueryOption'],
  ['day add day', '400 invalidFilterClause'],
])('5.1.1.2.1 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['count sub 9', 'Int64 -2'],
  ['1.5 sub 1.50', 'Decimal 0'],
  ['1e0 sub 2', 'Double -1'],
  ['-9223372036854775808 sub 1', '400 invalidQueryOption'],
  ["day sub duration'P1D'", 'Date 2024-02-28'],
  ["day sub duration'PT1S'", 'Date 2024-02-28'],
  ['day sub 2024-02-01', 'Duration P28D'],
  ["day sub '2024-03-01'", 'Duration -P1D'],
  ["duration'PT1H' sub duration'PT90M'", 'Duration -PT30M'],
  ["2024-02-29T00:00:00Z sub duration'PT0.5S'", 'DateTimeOffset 2024-02-28T23:59:59.5Z'],
  ['2024-02-29T01:00:00+01:00 sub 2024-02-28T00:00:00Z', 'Duration P1D'],
  ["0001-01-01 sub duration'P1D'", '400 invalidQueryOption'],
])('5.1.1.2.2 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['-count', 'Int64 -7'],
  ['-(1.5)', 'Decimal -1.5'],
  ['-(1e0)', 'Double -1'],
  ["-(duration'PT1S')", 'Duration -PT1S'],
  ['-other', 'null'],
  ['-(-9223372036854775808)', '400 invalidQueryOption'],
  ['-text', '400 invalidFilterClause'],
])('5.1.1.2.3 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['count mul 3', 'Int64 21'],
  ['1.5 mul 1.5', 'Decimal 2.25'],
  ['count mul 0.1', 'Decimal 0.7'],
  ['count mul 1e-1', 'Double 0.7000000000000001'],
  ['3037000500 mul 3037000500', '400 invalidQueryOption'],
  ["duration'PT1H' mul count", 'Duration PT7H'],
  ["1.5 mul duration'PT1H'", 'Duration PT1H30M'],
  ["duration'PT1H' mul 5e-1", 'Duration PT30M'],
  ["duration'PT1H' mul INF", '400 invalidQueryOption'],
])('5.1.1.2.4 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['count div 2', 'Int64 3'],
  ['-7 div 2', 'Int64 -3'],
  ['count div 2.0', 'Decimal 3.5'],
  ['count div 2e0', 'Double 3.5'],
  ['1.0 div 3', 'Decimal 0.3333333333333333333333333333333333'],
  ['2.0 div 3', 'Decimal 0.6666666666666666666666666666666667'],
  ['count div 0', '400 invalidQueryOption'],
  ['-9223372036854775808 div -1', '400 invalidQueryOption'],
  ['1.5 div 0', 'Decimal INF'],
  ['-1.5 div 0', 'Decimal -INF'],
  ['1e0 div 0', 'Double INF'],
  ['0e0 div 0', 'Double NaN'],
  ["duration'PT1H' div 2", 'Duration PT30M'],
  ["duration'PT1H' div 0", '400 invalidQueryOption'],
  ['count divby 2', 'Decimal 3.5'],
  ['count divby 0', 'Decimal INF'],
  ['-7 divby 0', 'Decimal -INF'],
  ['0 divby 0', 'Decimal NaN'],
  ['8 divby 2', 'Decimal 4'],
  ["duration'PT1H' divby 2", 'Duration PT30M'],
])('5.1.1.2.5 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['count mod 4', 'Int64 3'],
  ['-7 mod 4', 'Int64 -3'],
  ['7 mod -4', 'Int64 3'],
  ['7.5 mod 2', 'Decimal 1.5'],
  ['75e-1 mod 2', 'Double 1.5'],
  ['count mod 0', '400 invalidQueryOption'],
  ['7.5 mod 0', '400 invalidQueryOption'],
  ['7e0 mod 0', '400 invalidQueryOption'],
  ["duration'PT1H' mod 2", '400 invalidFilterClause'],
])('5.1.1.2.6 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['(4 add 5) mod (4 sub 1) eq 0', 'Boolean true'],
  ['4 add 5 mod 4 sub 1', 'Int64 4'],
  ['-count add 8', 'Int64 1'],
  ['count gt 6.5 and count lt 75e-1', 'Boolean true'],
  ['9007199254740993 eq 9007199254740992.0', 'Boolean false'],
  ['9007199254740993 gt 9007199254740992e0', 'Boolean true'],
  ['count eq 7.0', 'Boolean true'],
  ['7.0 eq count', 'Boolean true'],
  ['length(text) add count', 'Int64 26'],
  ['cast(1,Edm.Single) add 1.5', 'Double 2.5'],
])('5.1.1.3, 5.1.1.17 and 5.1.1.18 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test('numbers cannot grow without bound', () => {
  expect(evaluateText(`${'9'.repeat(100)}.5 mul 10`)).toBe('400 invalidQueryOption');
  expect(evaluateText(`${'9'.repeat(101)}.5 gt count`)).toBe('400 invalidFilterClause');
});
