/**
 * OData URL Conventions 4.01, 5.1.1.1 Logical Operators
 * https://docs.oasis-open.org/odata/odata/v4.01/os/part2-url-conventions/odata-v4.01-os-part2-url-conventions.html#sec_LogicalOperators
 */
import { bindText, evaluateText } from '../support/evaluateExpression.ts';

/** For each type: a smaller and a greater value, written in a URL, and null. */
const samples: readonly (readonly [type: string, less: string, greater: string])[] = [
  ['Edm.Int64', '-9223372036854775808', '9223372036854775807'],
  ['Edm.Int64 next to each other beyond 2^53', '9007199254740992', '9007199254740993'],
  ['Edm.Decimal', '1.1', '1.10000000000000000001'],
  ['Edm.Double', '-INF', '1e300'],
  ['Edm.Double with infinity', '1e300', 'INF'],
  ['Edm.String', "'A'", "'a'"],
  ['Edm.Boolean', 'false', 'true'],
  ['Edm.Date', '0001-01-01', '9999-12-31'],
  ['Edm.TimeOfDay', '07:59', '07:59:00.000000000001'],
  ['Edm.DateTimeOffset', '2024-01-01T00:00:00+01:00', '2024-01-01T00:00:00Z'],
  ['Edm.Duration', "duration'-PT1S'", "duration'PT0.1S'"],
  ['Edm.Guid', '01234567-89AB-cdef-0123-456789abcdef', '11234567-89ab-cdef-0123-456789abcdef'],
  ['Edm.Int64 and Edm.Decimal', '7', '7.5'],
  ['Edm.Decimal and Edm.Double', '7.5', '8e0'],
];

const holds: Readonly<Record<string, readonly [lessGreater: boolean, greaterLess: boolean, same: boolean]>> = {
  eq: [false, false, true],
  ne: [true, true, false],
  gt: [false, true, false],
  ge: [false, true, true],
  lt: [true, false, false],
  le: [true, false, true],
};

describe.each(samples)('5.1.1.1.1 to 5.1.1.1.6 comparison of %s', (_type, less, greater) => {
  test.each(Object.entries(holds))('%s', (operator, [lessGreater, greaterLess, same]) => {
    expect(evaluateText(`${less} ${operator} ${greater}`)).toBe(`Boolean ${lessGreater}`);
    expect(evaluateText(`${greater} ${operator} ${less}`)).toBe(`Boolean ${greaterLess}`);
    expect(evaluateText(`${less} ${operator} ${less}`)).toBe(`Boolean ${same}`);
    const withNull = operator === 'ne';
    expect(evaluateText(`${less} ${operator} null`)).toBe(`Boolean ${withNull}`);
    expect(evaluateText(`null ${operator} ${less}`)).toBe(`Boolean ${withNull}`);
  });
});

const properties = ['day', 'count', 'text', 'flag', 'names', 'id'];

test.each(properties)('5.1.1.1.1 null is equal to null only: %s', (name) => {
  expect(evaluateText(`${name} eq null`)).toBe('Boolean false');
  expect(evaluateText(`${name} ne null`)).toBe('Boolean true');
  expect(evaluateText(`${name} eq null`, {})).toBe('Boolean true');
  expect(evaluateText(`null ne ${name}`, {})).toBe('Boolean false');
});

test.each([
  ['null eq null', 'Boolean true'],
  ['null ne null', 'Boolean false'],
  ['null gt null', 'Boolean false'],
  ['null ge null', 'Boolean true'],
  ['null lt null', 'Boolean false'],
  ['null le null', 'Boolean true'],
  ['other eq code', '400 invalidFilterClause'],
  ['other ge other', 'Boolean true'],
  ['other le other', 'Boolean true'],
  ['other gt other', 'Boolean false'],
  ['cast(text,Edm.Decimal) ge cast(text,Edm.Decimal)', 'Boolean true'],
  ['cast(text,Edm.Decimal) le 1.5', 'Boolean false'],
  ['names ge null', 'Boolean false'],
  ['other eq other', 'Boolean true'],
  ['other gt count', 'Boolean false'],
  ['count gt other', 'Boolean false'],
  ['NaN eq NaN', 'Boolean false'],
  ['NaN ne NaN', 'Boolean true'],
  ['NaN lt 1', 'Boolean false'],
  ['INF eq INF', 'Boolean true'],
  ["binary'T0RhdGE' eq null", 'Boolean false'],
  ["binary'T0RhdGE' eq binary'T0RhdGE'", '400 invalidFilterClause'],
  ['names eq ["red","green","red"]', 'Boolean true'],
  ['names ne ["red","red","green"]', 'Boolean true'],
  ['names gt ["red"]', '400 invalidFilterClause'],
])('5.1.1.1 special values: %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test.each(['day', 'count', 'text', 'flag', 'id', 'names'])(
  '5.1.1.1.4 and 5.1.1.1.6 with the literal null ge and le are bound as eq: %s',
  (name) => {
    for (const operator of ['ge', 'le']) {
      expect(bindText(`${name} ${operator} null`)).toEqual(bindText(`${name} eq null`));
      expect(bindText(`null ${operator} ${name}`)).toEqual(bindText(`${name} eq null`));
      expect(bindText(`${name} ${operator} @none`)).toEqual(bindText(`${name} eq null`));
    }
  },
);

const three = ['true', 'false', 'null'] as const;
const conjunction = ['true', 'false', 'null', 'false', 'false', 'false', 'null', 'false', 'null'];
const disjunction = ['true', 'true', 'true', 'true', 'false', 'null', 'true', 'null', 'null'];
const pairs = three.flatMap((left) => three.map((right) => [left, right] as const));
/** The same value, once as a constant and once as something only a row knows. */
const ofRow = { true: 'flag', false: 'not flag', null: '(other eq 1 and null)' } as const;

function truth(value: string): string {
  return value === 'null' ? 'null' : `Boolean ${value}`;
}

test.each(pairs.map((pair, index) => [...pair, conjunction[index]!, disjunction[index]!] as const))(
  '5.1.1.1.7 and 5.1.1.1.8 %s, %s: and is %s, or is %s',
  (left, right, and, or) => {
    for (const [a, b] of [
      [left, right],
      [ofRow[left], ofRow[right]],
      [ofRow[left], right],
    ] as const) {
      const [asNull, row] = [a.includes('other') || b.includes('other'), { flag: true, other: 1n }];
      expect(evaluateText(`${a} and ${b}`, asNull ? row : undefined)).toBe(truth(and));
      expect(evaluateText(`${a} or ${b}`, asNull ? row : undefined)).toBe(truth(or));
    }
  },
);

test.each([
  ['not true', 'Boolean false'],
  ['not false', 'Boolean true'],
  ['not null', 'null'],
  ['not flag', 'Boolean false'],
  ['NOT (count GT 6 AND text EQ null)', 'Boolean true'],
  ['not count', '400 invalidFilterClause'],
  ['count and true', '400 invalidFilterClause'],
])('5.1.1.1.9 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});

test('5.1.1.1.10 has needs an enumeration, of which there is none', () => {
  expect(evaluateText("text has Sales.Pattern'Yellow'")).toBe('501 notSupported');
});

test.each([
  ['count in (5,7)', 'Boolean true'],
  ['count in ()', 'Boolean false'],
  ['count in (5, 6)', 'Boolean false'],
  ["count in ('7')", 'Boolean true'],
  ['count in (7.0,1e0)', 'Boolean true'],
  ['count in (7.5)', 'Boolean false'],
  ['count in (null)', 'Boolean false'],
  ['other in (null,1)', 'Boolean true'],
  ['other in (1)', 'Boolean false'],
  ["text in ('Alfreds Futterkiste')", 'Boolean true'],
  ["text IN ['x','Alfreds Futterkiste']", 'Boolean true'],
  ["'red' in names", 'Boolean true'],
  ['code in names', 'Boolean false'],
  ['count in names', '400 invalidFilterClause'],
  ['count in text', '400 invalidFilterClause'],
  ['count in (2024-01-01)', '400 invalidFilterClause'],
  ["day in ('2024-02-29')", 'Boolean true'],
  ['7 in [count,other]', 'Boolean true'],
  ['1.50 in (1.5)', 'Boolean true'],
])('5.1.1.1.11 %s is %s', (text, expected) => {
  expect(evaluateText(text)).toBe(expected);
});
