import { parseQueryOptions } from '../../../shared/url/query/parseQueryOptions.ts';
import { attempt } from './attempt.ts';

const literal = (text: string): object => ({ condition: { right: { kind: 'literal', text } } });

test.each([
  ['', []],
  ['&&$top=5&', [{ name: 'top', value: '5' }]],
  ['%24filter=a%20eq%20%27b%26c%27', [{ name: 'filter', ...literal('b&c') }]],
  ["$filter=a+eq+'b+c'", [{ name: 'filter', ...literal('b c') }]],
  ["$filter=a eq 'b%2Bc'", [literal('b+c')]],
  ["$filter=a eq '%2527'", [literal('%27')]],
  ["$filter=a eq 'b=c'", [literal('b=c')]],
  ['$filter=+5 lt a', [{ condition: { left: { form: 'integer', text: '5' } } }]],
  ['FILTER=a&$Top=1&top=2', [{ name: 'filter' }, { name: 'top' }, { name: 'top', value: '2' }]],
  ['$count=TRUE', [{ name: 'count', value: true }]],
  ['foo=1&%66oo&skiptoken=x', [{ option: 'foo', value: '1' }, { option: 'foo', value: '' }, { name: 'skiptoken' }]],
  ['at=1&from=2', [{ name: 'custom' }, { name: 'custom' }]],
  ["@k='a/b'", [{ name: 'alias', alias: 'k', value: { text: 'a/b' } }]],
  ['$select=id, name', [{ items: [{ steps: [{ name: 'id' }] }, { steps: [{ name: 'name' }] }] }]],
  ['$orderby=a desc, length(b)', [{ items: [{ descending: true }, { descending: false }] }]],
  ['$search=a b OR "c d"', [{ search: { kind: 'or', left: { kind: 'and' }, right: { phrase: true, text: 'c d' } } }]],
  ['$search=NOT a AND b', [{ search: { kind: 'and', left: { kind: 'not' } } }]],
  ['$expand=*($levels=3),b/$ref', [{ items: [{ options: [{ name: 'levels' }] }, { steps: [{}, { step: 'ref' }] }] }]],
  [
    '$apply=filter(a eq 1)/groupby((b),aggregate(c with sum as d,$count as e))',
    [
      {
        transformations: [{ kind: 'filter' }, { apply: [{ items: [{ method: 'sum', alias: 'd' }, { count: true }] }] }],
      },
    ],
  ],
  ['$apply=topcount(3,a)', [{ transformations: [{ kind: 'other', name: 'topcount' }] }]],
])('%s', (query, expected) => {
  expect(parseQueryOptions(query)).toMatchObject(expected);
});

/** The message says which option, where, what was wanted and what was found. */
test.each([
  ['$filter=a eq', 'invalidFilterClause', '$filter is not valid at position 4: expected a property, a literal'],
  ["$filter=a eq 'b", 'invalidFilterClause', '$filter is not valid at position 5: the string that begins here'],
  ['$orderby=a desc desc', 'invalidQueryOption', '$orderby is not valid at position 6: expected the end'],
  [
    '$select=',
    'invalidQueryOption',
    '$select is not valid at position 0: expected the name of a property, found the end',
  ],
  [
    '$top=abc',
    'invalidQueryOption',
    '$top is not valid at position 0: expected a whole number in digits, such as 10, found "abc"',
  ],
  [
    '$expand=a($skip=x)',
    'invalidQueryOption',
    '$expand is not valid at position 8: expected a whole number in digits, such as 10, found "x)"',
  ],
  ['$foo=1', 'invalidQueryOption', '$foo is not a system query option'],
  ['$top', 'invalidQueryOption', 'The query option $top has no value; write $top=value.'],
  ['$filter=a eq %', 'invalidQueryOption', '$filter has a percent sign that is not followed by'],
  ['$levels=1', 'invalidQueryOption', '$levels belongs in the parentheses of an item of $expand'],
  ['$filter=contains(a)', 'invalidFilterClause', 'contains takes 2 arguments, not 1'],
  ['$filter=foo(a)', 'invalidFilterClause', "there is no function 'foo'"],
])('%s is refused with a message that says where', (query, innerCode, message) => {
  const error = attempt(() => parseQueryOptions(query));
  expect(error).toMatchObject({ status: 400, innerCode });
  expect(error?.message).toContain(message);
});
