/**
 * OData URL Conventions 4.01, 5.1.1.9 Arithmetic Functions
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_ArithmeticFunctions
 */
import { evaluateText } from '../support/evaluateExpression.ts';

test.each([
  ['1.5', '2', '1', '2'],
  ['-1.5', '-1', '-2', '-2'],
  ['0.5', '1', '0', '1'],
  ['-0.5', '0', '-1', '-1'],
  ['2.4', '3', '2', '2'],
  ['count', '7', '7', '7'],
  ['9007199254740993.5', '9007199254740994', '9007199254740993', '9007199254740994'],
])('5.1.1.9 of the decimal %s: ceiling %s, floor %s, round %s', (value, ceiling, floor, round) => {
  expect(evaluateText(`ceiling(${value})`)).toBe(`Decimal ${ceiling}`);
  expect(evaluateText(`floor(${value})`)).toBe(`Decimal ${floor}`);
  expect(evaluateText(`round(${value})`)).toBe(`Decimal ${round}`);
});

test.each([
  ['15e-1', '2', '1', '2'],
  ['-15e-1', '-1', '-2', '-2'],
  ['49999999999999994e-17', '1', '0', '0'],
  ['INF', 'INF', 'INF', 'INF'],
  ['NaN', 'NaN', 'NaN', 'NaN'],
])('5.1.1.9 of the double %s: ceiling %s, floor %s, round %s', (value, ceiling, floor, round) => {
  expect(evaluateText(`ceiling(${value})`)).toBe(`Double ${ceiling}`);
  expect(evaluateText(`floor(${value})`)).toBe(`Double ${floor}`);
  expect(evaluateText(`round(${value})`)).toBe(`Double ${round}`);
});

test.each(['ceiling', 'floor', 'round'])('5.1.1.4 %s of null and of a wrong type', (name) => {
  expect(evaluateText(`${name}(other)`)).toBe('null');
  expect(evaluateText(`${name}(1.0 div 0)`)).toBe('Decimal INF');
  expect(evaluateText(`${name}(text)`)).toBe('400 invalidFilterClause');
});
