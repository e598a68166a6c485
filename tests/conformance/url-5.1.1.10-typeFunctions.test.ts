/**
 * OData URL Conventions 4.01, 5.1.1.10 Type Functions and 5.1.1.12 Conditional Functions
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_TypeFunctions
 */
import { evaluateText } from '../support/evaluateExpression.ts';

test.each([
  ['cast(null,Edm.Int64)', 'null'],
  ['cast(other,Edm.String)', 'null'],
  ['cast(count,Edm.String)', 'String 7'],
  ['cast(day,Edm.String)', 'String 2024-02-29'],
  ['cast(flag,Edm.String)', 'String true'],
  ['cast(1.50,Edm.String)', 'String 1.5'],
  ['cast(1e300,Edm.String)', 'String 1e+300'],
  ['cast(INF,Edm.String)', 'String INF'],
  ["cast('42',Edm.Int64)", 'Int64 42'],
  ["cast('4x',Edm.Int64)", 'null'],
  ['cast(text,Edm.Int64)', 'null'],
  ["cast('2024-02-30',Edm.Date)", 'null'],
  ["cast('2024-02-29',Edm.Date)", 'Date 2024-02-29'],
  ["cast('2024-02-29T12:00:00',Edm.DateTimeOffset)", 'DateTimeOffset 2024-02-29T12:00:00Z'],
  ["cast('P1D',Edm.Duration)", 'Duration P1D'],
  ["cast('12:30',Edm.TimeOfDay)", 'TimeOfDay 12:30:00'],
  ["cast('TRUE',Edm.Boolean)", 'Boolean true'],
  ["cast('01234567-89AB-CDEF-0123-456789ABCDEF',Edm.Guid)", 'Guid 01234567-89ab-cdef-0123-456789abcdef'],
  ["cast('T0RhdGE=',Edm.Binary)", 'Binary T0RhdGE'],
  ['cast(1.5,Edm.Int64)', 'Int64 2'],
  ['cast(-1.5,Edm.Int64)', 'Int64 -2'],
  ['cast(1e30,Edm.Int64)', 'null'],
  ['cast(NaN,Edm.Int64)', 'null'],
  ['cast(300,Edm.Byte)', 'null'],
  ['cast(255,Edm.Byte)', 'Byte 255'],
  ['cast(-129,Edm.SByte)', 'null'],
  ['cast(count,Edm.Int16)', 'Int16 7'],
  ['cast(2147483648,Edm.Int32)', 'null'],
  ['cast(count,Edm.Decimal)', 'Decimal 7'],
  ['cast(1.5,Edm.Double)', 'Double 1.5'],
  ['cast(0.1,Edm.Single)', 'Single 0.10000000149011612'],
  ['cast(day,Edm.Int64)', 'null'],
  ['cast(count,Edm.Count)', '400 invalidFilterClause'],
  ['cast(text,Edm.GeographyPoint)', '501 notSupported'],
  ['cast(names,Collection(Edm.Int64))', '501 notSupported'],
  ['cast(microsoft.graph.samples)', '501 notSupported'],
])('5.1.1.10.1 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each([
  ['isof(count,Edm.Int64)', true],
  ['isof(count,Edm.String)', true],
  ['isof(text,Edm.Int64)', false],
  ["isof('5',Edm.Int64)", true],
  ['isof(other,Edm.Date)', true],
  ['isof(day,Edm.Int64)', false],
  ['isof(microsoft.graph.samples)', true],
  ['isof($it,microsoft.graph.entity)', true],
  ['isof(microsoft.graph.user)', false],
])('5.1.1.10.2 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(`Boolean ${expected}`);
});

test.each([
  ['case(count gt 0:1,count lt 0:-1,true:0)', 'Int64 1'],
  ['case(count lt 0:1,true:0.5)', 'Decimal 0.5'],
  ['case(count gt 0:1,true:0.5)', 'Decimal 1'],
  ['case(count gt 0:1,true:5e-1)', 'Double 1'],
  ['case(count lt 0:1)', 'null'],
  ['case(other gt 0:1,null:2,true:3)', 'Int64 3'],
  ["case(flag:'yes',true:null)", 'String yes'],
  ['case(true:null)', 'null'],
  ['case(false:100 div count,true:1)', 'Int64 1'],
  ["case(flag:1,true:'one')", '501 notSupported'],
  ['case(count:1)', '400 invalidFilterClause'],
  ['CASE(flag:1,true:0)', 'Int64 1'],
])('5.1.1.12.1 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});
