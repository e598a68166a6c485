import fc from 'fast-check';
import { parseQueryOptions } from '../../../shared/url/query/parseQueryOptions.ts';
import { parseResourcePath } from '../../../shared/url/path/parseResourcePath.ts';
import { attempt } from './attempt.ts';
import { sampledRuns } from '../../support/sampled.ts';

const nested = (open: string, close: string, depth: number, inner = 'a'): string =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Each would exhaust the stack or take long in a parser without limits. */
test.each([
  ['10,000 parentheses', `$filter=${nested('(', ')', 10_000)}`],
  ['101 parentheses', `$filter=${nested('(', ')', 101)}`],
  ['101 times not', `$filter=${'not '.repeat(101)}a`],
  ['101 minus signs', `$filter=a eq ${'-'.repeat(101)}b`],
  ['101 arrays', `$filter=a in ${nested('[', ']', 101, '1')}`],
  ['101 objects', `$filter=a eq ${nested('{"a":', '}', 101, '1')}`],
  ['101 calls', `$filter=${nested('tolower(', ')', 101)} eq 'a'`],
  ['101 lambdas', `$filter=${nested('a/any(b:', ')', 101)}`],
  ['101 expands', `$expand=${nested('a($expand=', ')', 101)}`],
  ['101 search groups', `$search=${nested('(', ')', 101)}`],
  ['101 times NOT', `$search=${'NOT '.repeat(101)}a`],
  ['101 transformations', `$apply=${nested('concat(identity,', ')', 101, 'identity')}`],
  ['101 geometries', `$filter=a eq geography'SRID=0;${nested('GeometryCollection(', ')', 101, 'Point(1 2)')}'`],
  ['100 kB of or', `$filter=a eq 1${' or a eq 1'.repeat(10_000)}`],
  ['5,000 terms of or', `$filter=a${' or a'.repeat(5_000)}`],
  ['1,001 terms of add', `$filter=1${' add 1'.repeat(1_001)} eq 1`],
  ['4,000 members of a list', `$filter=a in (1${',1'.repeat(4_000)})`],
  ['a path of 4,000 steps', `$filter=a${'/a'.repeat(4_000)} eq 1`],
  ['101 options', 'a=1&'.repeat(101)],
])('%s are refused', (_name, query) => {
  expect(attempt(() => parseQueryOptions(query))).toMatchObject({ status: 400, innerCode: 'tooManyTermsInQuery' });
});

test.each([
  ['100 parentheses', `$filter=${nested('(', ')', 100)}`],
  ['400 terms of or', `$filter=a eq 1${' or a eq 1'.repeat(400)}`],
  ['1,900 members of a list', `$filter=a in (1${',1'.repeat(1_900)})`],
  ['8,000 quotes', `$filter=a eq ${"'".repeat(8_000)}`],
  ['100 options', 'a=1&'.repeat(100)],
])('%s are parsed', (_name, query) => {
  expect(attempt(() => parseQueryOptions(query))).toBeUndefined();
});

const words = fc.constantFrom(
  ...[
    'a',
    'eq',
    'and',
    'not',
    'in',
    'has',
    'any',
    'case',
    'cast',
    'null',
    '-INF',
    '$it',
    '$count',
    '@p',
    '@a.b#c',
    '/',
    '(',
    ')',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    ';',
    '=',
    '"',
    "'",
    ' ',
    '1',
    '2026-01-31',
    '10:30',
    "'x'",
    'geography',
    '%',
    '%27',
    '+',
    '-',
  ],
  ...[
    'NOT',
    'AND',
    'with',
    'as',
    'sum',
    'aggregate',
    'groupby',
    'filter',
    'asc',
    '*',
    '$ref',
    '$expand=',
    'ü',
    '\u0000',
    '\ud800',
  ],
);
const text = fc.oneof(
  fc.string(),
  fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
);
const names = fc.constantFrom(
  '$filter',
  '$orderby',
  '$select',
  '$expand',
  '$compute',
  '$apply',
  '$search',
  '@p',
  '$top',
  '$id',
);

test('any query is parsed or refused with a 400 that is no longer than a few lines', () => {
  fc.assert(
    fc.property(names, text, (name, value) => {
      const error = attempt(() => parseQueryOptions(`${name}=${value}`));
      expect(error?.status ?? 400).toBe(400);
      expect(error?.message.length ?? 0).toBeLessThan(500);
    }),
    { numRuns: sampledRuns(3_000) },
  );
});

test('any path is parsed or refused with a 400', () => {
  fc.assert(
    fc.property(text, (path) => {
      expect(attempt(() => parseResourcePath(path))?.status ?? 400).toBe(400);
    }),
    { numRuns: sampledRuns(2_000) },
  );
});

test('any string survives as a literal in a filter and as a key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const quoted = encodeURIComponent(`'${value.replaceAll("'", "''")}'`);
      expect(parseQueryOptions(`$filter=a eq ${quoted}`)).toMatchObject([{ condition: { right: { text: value } } }]);
      expect(parseResourcePath(`set(${quoted})/b`)).toMatchObject([{ arguments: [{ value: { text: value } }] }, {}]);
    }),
  );
});
