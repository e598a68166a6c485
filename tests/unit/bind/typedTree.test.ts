/** The form of the typed tree that the storage plan relies on. */
import { bindText } from '../../support/evaluateExpression.ts';
import { sampleType } from '../../support/sampleType.ts';

const count = { kind: 'property', type: 'Edm.Int64', name: 'count', property: sampleType.properties.count };

test.each([
  ['count gt 5', 'gt', 5n],
  ['5 gt count', 'lt', 5n],
  ['5 le count', 'ge', 5n],
  ['5 eq count', 'eq', 5n],
  ["count ne '5'", 'ne', 5n],
  ['count eq 5.0', 'eq', 5n],
  ['count lt 2 add 3', 'lt', 5n],
  ['-(-5) ge count', 'le', 5n],
  ['count ge @p', 'ge', 5n],
])('%s: the property stands left, the constant right, both of one type', (text, operator, value) => {
  const constant = { kind: 'constant', type: 'Edm.Int64', value };
  expect(bindText(text, "@p=length('12345')")).toMatchObject({
    kind: 'comparison',
    operator,
    left: count,
    right: { ...constant, type: expect.stringMatching(/^Edm\.Int(64|32)$/) },
  });
});

test('null keeps its own type', () => {
  expect(bindText('count eq null')).toMatchObject({
    operator: 'eq',
    left: count,
    right: { type: 'null', value: null },
  });
  expect(bindText('null ne count')).toMatchObject({
    operator: 'ne',
    left: count,
    right: { type: 'null', value: null },
  });
});

test('chains of and and or are flat, however they are written', () => {
  expect(bindText('flag and count gt 5 and (day eq null and text eq null)')).toMatchObject({
    kind: 'and',
    operands: [{ name: 'flag' }, { operator: 'gt' }, { operator: 'eq' }, { operator: 'eq' }],
  });
  expect(bindText('flag or (not flag or count eq 1)')).toMatchObject({
    kind: 'or',
    operands: [{}, { kind: 'not' }, {}],
  });
});

test.each([
  ['true and flag', { kind: 'property', name: 'flag' }],
  ['flag or false', { kind: 'property', name: 'flag' }],
  ['flag and 1 eq 2', { kind: 'constant', value: false }],
  ['flag or 1 eq 1', { kind: 'constant', value: true }],
  ['1 in (1,2)', { kind: 'constant', value: true }],
  ['not (1 gt 2)', { kind: 'constant', value: true }],
  ["startswith('abc','a')", { kind: 'constant', value: true }],
])('%s is simplified', (text, expected) => {
  expect(bindText(text)).toMatchObject(expected);
});

test("the dates of Power BI's relative filters are constants", () => {
  expect(bindText("day ge date(now() sub duration'P7D') and day le date(now())")).toMatchObject({
    operands: [
      { left: { name: 'day' }, right: { kind: 'constant', type: 'Edm.Date', value: '2024-02-23' } },
      { left: { name: 'day' }, right: { kind: 'constant', type: 'Edm.Date', value: '2024-03-01' } },
    ],
  });
});

test('in has items of the type of its operand', () => {
  expect(bindText("count in (1,'2',3.0,null)")).toMatchObject({
    kind: 'in',
    operand: count,
    items: [{ value: 1n }, { value: 2n }, { value: 3n }, { value: null }],
  });
});

test('functions keep their names in lower case', () => {
  expect(bindText("StartsWith(text,'a')")).toMatchObject({
    kind: 'call',
    name: 'startswith',
    arguments: [{ name: 'text' }, { value: 'a' }],
  });
});

test('the longest chains the parser lets through are bound and evaluated', () => {
  expect(bindText(Array.from({ length: 900 }, () => 'flag').join(' or '))).toMatchObject({ kind: 'or' });
  expect(bindText(Array.from({ length: 990 }, () => '1').join(' add '))).toMatchObject({ value: 990n });
  expect(bindText(Array.from({ length: 490 }, () => 'id eq id').join(' or '))).toMatchObject({ kind: 'or' });
});
