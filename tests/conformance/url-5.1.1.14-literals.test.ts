/**
 * OData URL Conventions 4.01, 5.1.1.14 Literals, 5.1.1.15 Path Expressions, 5.1.1.16 Annotation Values
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_Literals
 * and OData Protocol 4.01, 13.2.1 (9a): strings are cast to primitive types
 */
import { ODataError } from '../../shared/errors/odataError.ts';
import { bindText, evaluateText } from '../support/evaluateExpression.ts';

test.each([
  ["count eq '7'", 'Boolean true'],
  ["'7' eq count", 'Boolean true'],
  ["'6' lt count", 'Boolean true'],
  ["count eq 'seven'", '400 invalidFilterClause'],
  ["count eq '9223372036854775808'", '400 invalidFilterClause'],
  ["day eq '2024-02-29'", 'Boolean true'],
  ["day lt '2024-03-01'", 'Boolean true'],
  ["day eq '2024-02-30'", '400 invalidFilterClause'],
  ["flag eq 'true'", 'Boolean true'],
  ["(day sub 2024-02-28) eq 'P1D'", 'Boolean true'],
  ["(day sub 2024-02-28) eq duration'P1D'", 'Boolean true'],
  ['text eq 7', '400 invalidFilterClause'],
  ['text eq day', '400 invalidFilterClause'],
  ['names eq text', '400 invalidFilterClause'],
])('13.2.1 (9a) %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['9223372036854775807', 'Int64 9223372036854775807'],
  ['-9223372036854775808', 'Int64 -9223372036854775808'],
  ['9223372036854775808', 'Decimal 9223372036854775808'],
  ['-9223372036854775809', 'Decimal -9223372036854775809'],
  ['9223372036854775808 add 1', 'Decimal 9223372036854775809'],
  ['count lt 9223372036854775808', 'Boolean true'],
  ['count in (7,9223372036854775808)', 'Boolean true'],
  [`1${'0'.repeat(3000)}`, '400 invalidFilterClause'],
  ['20L', 'Int64 20'],
  ['34.95', 'Decimal 34.95'],
  ['0.31415926535897931e1', 'Double 3.141592653589793'],
  ['1e400', '400 invalidFilterClause'],
  ['-INF', 'Double -INF'],
  ['2012-12-03', 'Date 2012-12-03'],
  ['2023-02-29', '400 invalidFilterClause'],
  ['0000-01-01', '400 invalidFilterClause'],
  ['-0001-01-01', '400 invalidFilterClause'],
  ['12345-01-01', '400 invalidFilterClause'],
  ['2012-12-03T07:16:23Z', 'DateTimeOffset 2012-12-03T07:16:23Z'],
  ['2012-12-03T07:16:23+01:00', 'DateTimeOffset 2012-12-03T07:16:23+01:00'],
  ['2012-02-30T07:16:23Z', '400 invalidFilterClause'],
  ["duration'P12DT23H59M59.999999999999S'", 'Duration P12DT23H59M59.999999999999S'],
  ["duration'p1d'", 'Duration P1D'],
  ["duration'PT0S'", 'Duration PT0S'],
  ['07:59:59.999', 'TimeOfDay 07:59:59.999'],
  ['01234567-89ab-cdef-0123-456789ABCDEF', 'Guid 01234567-89ab-cdef-0123-456789abcdef'],
  ["binary'T0RhdGE'", 'Binary T0RhdGE'],
  ["'O''Neil'", "String O'Neil"],
  ['null', 'null'],
  ['[1,2.5]', '400 invalidFilterClause'],
  ['{"a":1}', '501 notSupported'],
  ["Sales.Pattern'Yellow'", '400 invalidFilterClause'],
  ["geography'SRID=0;Point(142.1 64.1)'", '501 notSupported'],
])('5.1.1.14.1 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['$it/count', 'Int64 7'],
  ['$this/count', 'Int64 7'],
  ['microsoft.graph.samples/count', 'Int64 7'],
  ['graph.entity/id', 'String first'],
  ['count', 'Int64 7'],
  ['id', 'String first'],
  ['Count', '400 invalidFilterClause'],
  ['nothing', '400 invalidFilterClause'],
  ['constructor', '400 invalidFilterClause'],
  ['count/more', '400 invalidFilterClause'],
  ['microsoft.graph.user/count', '400 invalidFilterClause'],
  ['$it', '400 invalidFilterClause'],
  ["$root/samples('first')/count", '501 notSupported'],
  ['count/@Core.Description', '501 notSupported'],
  ['@Core.Description eq null', '501 notSupported'],
  ['unknown(a=1)', '400 invalidFilterClause'],
])('5.1.1.14.4, 5.1.1.15 and 5.1.1.16 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

function messageOf(text: string): string {
  try {
    bindText(text);
  } catch (error) {
    if (error instanceof ODataError) return error.message;
  }
  return '';
}

test.each([
  [
    'nothing eq 1',
    "Invalid $filter: 'samples' has no property 'nothing'; it has id, day, count, other, text, code, flag, names (at position 0).",
  ],
  [
    'flag and Count eq 1',
    "Invalid $filter: 'samples' has no property 'Count'; did you mean 'count'? Names are case-sensitive (at position 9).",
  ],
  [
    "day eq 'tomorrow'",
    "Invalid $filter: 'tomorrow' is compared with a value of Edm.Date but is not a date such as 2024-01-31 (at position 4).",
  ],
  [
    'count eq 2024-01-01',
    "Invalid $filter: 'count' (Edm.Int64) cannot be compared with a value of Edm.Date; compare it with an integer from -9223372036854775808 to 9223372036854775807 (at position 6).",
  ],
  [
    '7 ne text',
    "Invalid $filter: a value of Edm.Int64 cannot be compared with 'text' (Edm.String); write '7' (at position 2).",
  ],
  [
    'text eq day',
    "Invalid $filter: 'text' (Edm.String) cannot be compared with 'day' (Edm.Date); cast one of them (at position 5).",
  ],
  [
    'microsoft.graph.user/count eq 1',
    "Invalid $filter: 'samples' is of the type microsoft.graph.samples, not of microsoft.graph.user (at position 0).",
  ],
  [
    'count add text',
    "Invalid $filter: 'add' does not take (Edm.Int64,Edm.String); it takes add(Edm.Int64,Edm.Int64), add(Edm.Decimal,Edm.Decimal), add(Edm.Double,Edm.Double), add(Edm.Duration,Edm.Duration), add(Edm.Date,Edm.Duration), add(Edm.DateTimeOffset,Edm.Duration) (at position 6).",
  ],
])('the message for %s says what, where and what would be right', (text, message) => {
  expect(messageOf(text)).toBe(message);
});
