/** Whatever the parser lets through is either bound and evaluated, or refused with an ODataError: nothing else is thrown. */
import fc from 'fast-check';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { bindUrl } from '../../support/bindRequest.ts';
import { evaluateText, sampleRow } from '../../support/evaluateExpression.ts';
import { sampledRuns } from '../../support/sampled.ts';

const operands = [
  'count',
  'other',
  'text',
  'day',
  'flag',
  'names',
  'id',
  'nothing',
  '$it',
  '$this',
  '$it/count',
  'n',
  '@a',
];
const literals = [
  '1',
  '-9223372036854775808',
  '1.5',
  '1e300',
  'NaN',
  "'x'",
  "'2024-01-01'",
  'null',
  'true',
  '2024-02-29',
];
const others = [
  "duration'P1D'",
  '07:59',
  '2024-01-01T00:00:00Z',
  "binary'AAAA'",
  '[1,2]',
  '["a"]',
  '[]',
  '[null]',
  '{"a":1}',
];
const binary = ['eq', 'ne', 'gt', 'le', 'and', 'or', 'add', 'sub', 'mul', 'div', 'divby', 'mod', 'in', 'has'];
const unary = ['length', 'year', 'hour', 'date', 'totalseconds', 'round', 'trim', 'not ', '-'];
const dyadic = ['concat', 'contains', 'indexof', 'substring', 'hassubset', 'hassubsequence', 'startswith'];
const types = [
  'Edm.Int64',
  'Edm.Byte',
  'Edm.Decimal',
  'Edm.Single',
  'Edm.String',
  'Edm.Date',
  'Edm.DateTimeOffset',
  'Edm.Guid',
];

const { expression } = fc.letrec<Record<'expression', string>>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...operands, ...literals, ...others),
    fc.tuple(tie('expression'), fc.constantFrom(...binary), tie('expression')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom(...unary), tie('expression')).map(([name, a]) => `${name}(${a})`),
    fc.tuple(fc.constantFrom(...dyadic), tie('expression'), tie('expression')).map(([f, a, b]) => `${f}(${a},${b})`),
    fc
      .tuple(fc.constantFrom('cast', 'isof'), tie('expression'), fc.constantFrom(...types))
      .map(([f, a, t]) => `${f}(${a},${t})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `case(${a}:${b},true:${c})`),
    fc.tuple(fc.constantFrom('any', 'all'), tie('expression')).map(([q, a]) => `names/${q}(n:${a})`),
    tie('expression').map((a) => `names/$count($filter=${a})`),
  ),
}));

test('an expression has a value or an ODataError', () => {
  fc.assert(
    fc.property(expression, expression, (text, alias) => {
      const query = `@a=${encodeURIComponent(alias)}`;
      for (const row of [sampleRow, {}]) expect(evaluateText(text, row, query)).toEqual(expect.any(String));
    }),
    { numRuns: sampledRuns(3000) },
  );
});

const templates: readonly ((text: string) => string)[] = [
  (text) => `samples?$orderby=${text}`,
  (text) => `samples?$apply=filter(${text})/groupby((code),aggregate(${text} with max as m))`,
  (text) => `samples?$compute=${text} as c&$filter=c eq ${text}`,
  (text) => `samples?$select=names($filter=${text})`,
  (text) => `samples/first/names?$orderby=${text}`,
  (text) => `reports?$expand=samples($filter=${text})`,
  (text) => `reports?$compute=samples/any(n:${text}) as c`,
];

test('every option that holds an expression is bound or refused with an ODataError', () => {
  fc.assert(
    fc.property(expression, fc.constantFrom(...templates), (text, template) => {
      try {
        bindUrl(template(encodeURIComponent(text)));
      } catch (error) {
        expect(error).toBeInstanceOf(ODataError);
      }
    }),
    { numRuns: sampledRuns(2000) },
  );
});
