/**
 * OData URL Conventions 4.01, 5.1.1.8 Date and Time Functions
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_DateandTimeFunctions
 */
import { evaluateText } from '../support/evaluateExpression.ts';

const point = '2024-02-29T23:07:09.25-02:30';

test.each([
  [`date(${point})`, 'Date 2024-02-29'],
  ['date(2024-02-29T00:30:00+01:00)', 'Date 2024-02-29'],
  ['day(day)', 'Int32 29'],
  [`day(${point})`, 'Int32 29'],
  ["day('2024-02-28')", 'Int32 28'],
  [`fractionalseconds(${point})`, 'Decimal 0.25'],
  ['fractionalseconds(12:00:00)', 'Decimal 0'],
  ['fractionalseconds(12:00:00.000000000001)', 'Decimal 0.000000000001'],
  [`hour(${point})`, 'Int32 23'],
  ['hour(07:59:59.999)', 'Int32 7'],
  [`minute(${point})`, 'Int32 7'],
  ['minute(07:59)', 'Int32 59'],
  ['month(day)', 'Int32 2'],
  [`month(${point})`, 'Int32 2'],
  [`second(${point})`, 'Int32 9'],
  ['second(07:59:58)', 'Int32 58'],
  [`time(${point})`, 'TimeOfDay 23:07:09.25'],
  [`totaloffsetminutes(${point})`, 'Int32 -150'],
  ['totaloffsetminutes(2024-02-29T00:00:00Z)', 'Int32 0'],
  ["totalseconds(duration'P1DT0.5S')", 'Decimal 86400.5'],
  ["totalseconds(duration'-PT1M')", 'Decimal -60'],
  ['totalseconds(day sub 2024-02-28)', 'Decimal 86400'],
  ['year(day)', 'Int32 2024'],
  [`year(${point})`, 'Int32 2024'],
  ['year(0001-12-31)', 'Int32 1'],
  ['mindatetime()', 'DateTimeOffset 0001-01-01T00:00:00Z'],
  ['maxdatetime()', 'DateTimeOffset 9999-12-31T23:59:59.999999999999Z'],
  ['now()', 'DateTimeOffset 2024-03-01T12:00:00Z'],
  ['date(now()) sub day', 'Duration P1D'],
  ["day ge date(now() sub duration'P7D')", 'Boolean true'],
  ['Year(day) EQ 2024', 'Boolean true'],
])('5.1.1.8 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

const names = ['date', 'day', 'fractionalseconds', 'hour', 'minute', 'month', 'second', 'time', 'totaloffsetminutes'];

test.each([...names, 'totalseconds', 'year'])('5.1.1.4 %s of null is null', (name) => {
  expect(evaluateText(`${name}(null)`)).toBe('null');
});

test.each([
  'year(count)',
  'hour(day)',
  'date(day)',
  'totalseconds(day)',
  "year('yesterday')",
  'totaloffsetminutes(day)',
])('5.1.1.4 a wrong type is refused: %s', (text) => {
  expect(evaluateText(text)).toBe('400 invalidFilterClause');
});
