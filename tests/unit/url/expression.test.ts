import { parseExpression } from '../../../shared/url/parseExpression.ts';
import type { Expression } from '../../../shared/url/syntax/syntaxTree.ts';

/** The tree with every operator in parentheses, names and literals as they are. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${show(expression.operand)})`;
    case 'literal':
      return `${expression.form}:${expression.text}`;
    case 'path':
      return expression.steps.map((step) => (step.step === 'name' ? step.name : step.step)).join('/');
    case 'list':
      return `[${expression.items.map(show).join(' ')}]`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(show).join(' ')})`;
    default:
      return expression.kind;
  }
}

/** URL Conventions 4.01, 5.1.1.17 Operator Precedence. */
test.each([
  ['a or b and c', '(a or (b and c))'],
  ['a and b or c', '((a and b) or c)'],
  ['a or b or c', '((a or b) or c)'],
  ['a eq b and c gt d', '((a eq b) and (c gt d))'],
  ['a eq b gt c', '(a eq (b gt c))'],
  ['a sub b sub c', '((a sub b) sub c)'],
  ['a add b mul c eq d', '((a add (b mul c)) eq d)'],
  ['a DIVBY b Mod c', '((a divby b) mod c)'],
  ['not a and b', '((not a) and b)'],
  ['not a eq b', '((not a) eq b)'],
  ['not (a eq b)', '(not (a eq b))'],
  ['not(a)', '(not a)'],
  ['not a in (1)', '(not (a in [integer:1]))'],
  ['-a mul b', '((negate a) mul b)'],
  ['a sub -1', '(a sub integer:-1)'],
  ['- 1', '(negate integer:1)'],
  ['(a or b) and c', '((a or b) and c)'],
  ["a in ('x', 'y') or b", '((a in [string:x string:y]) or b)'],
  ['a in (b)', '(a in b)'],
  ["a has 'X'", '(a has string:X)'],
])('%s is read as %s', (text, expected) => {
  expect(show(parseExpression(text))).toBe(expected);
});

test.each([
  ["'it''s'", "string:it's"],
  ['20L', 'integer:20'],
  ['1.5M', 'decimal:1.5'],
  ['1d', 'double:1'],
  ['+7', 'integer:7'],
  ['1e-3', 'double:1e-3'],
  ['9223372036854775808', 'integer:9223372036854775808'],
  ['TRUE', 'boolean:true'],
  ['2026-01-31', 'date:2026-01-31'],
  ['2026-01-31T10:00:00Z', 'dateTimeOffset:2026-01-31T10:00:00Z'],
  ['2026-01-31T10:00:00 01:00', 'dateTimeOffset:2026-01-31T10:00:00+01:00'],
  ['10:30', 'timeOfDay:10:30'],
  ["duration'P1D'", 'duration:P1D'],
  ["Sales.Color'Red'", 'enum:Red'],
  ['a346dbc0-dbc0-a346-c0db-46a3c0db46a3', 'guid:a346dbc0-dbc0-a346-c0db-46a3c0db46a3'],
  ['ToLower(a)', 'ToLower(a)'],
  ['cast(a,Edm.String)', 'cast(a Edm.String)'],
  ['nullable', 'nullable'],
  ['Null', 'Null'],
  ['date', 'date'],
])('%s is %s', (text, expected) => {
  expect(show(parseExpression(text))).toBe(expected);
});

test('paths keep their arguments, options and variables', () => {
  expect(parseExpression("a('k')/b/$count($filter=c eq 1)")).toMatchObject({
    steps: [
      { step: 'name', name: 'a', arguments: [{ value: { text: 'k' } }] },
      { step: 'name', name: 'b' },
      { step: 'count', options: [{ name: 'filter', condition: { operator: 'eq' } }] },
    ],
  });
  expect(parseExpression('a/any(x:x/b)')).toMatchObject({
    steps: [{ name: 'a' }, { step: 'lambda', quantifier: 'any', variable: 'x', condition: { kind: 'path' } }],
  });
  expect(parseExpression('@p/a')).toMatchObject({ alias: 'p', steps: [{ name: 'a' }] });
  expect(parseExpression('$it/@Model.Term#q')).toMatchObject({
    root: '$it',
    steps: [{ step: 'annotation', name: 'Model.Term#q' }],
  });
});
