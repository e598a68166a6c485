/**
 * Parsing, binding and evaluation together agree with an independent evaluator of a generated sub-language: the comparison,
 * logical and arithmetic operators, `in`, some functions and any/all, over rows with nulls.
 */
import fc from 'fast-check';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import { compilePredicate } from '../../../shared/expression/compileExpression.ts';
import { bindText } from '../../support/evaluateExpression.ts';
import { sampledRuns } from '../../support/sampled.ts';

interface SampleRow {
  readonly count: bigint | null;
  readonly other: bigint | null;
  readonly text: string | null;
  readonly day: string | null;
  readonly flag: boolean | null;
  readonly names: readonly string[];
  readonly [name: string]: bigint | string | boolean | null | readonly string[];
}

type Value = bigint | string | boolean | null;

/** An expression as text, and what it is worth by the wording of the standard. */
interface Sample {
  readonly text: string;
  readonly value: (row: SampleRow) => Value;
}

const rows: fc.Arbitrary<SampleRow> = fc.record({
  count: fc.option(fc.bigInt({ min: -3n, max: 3n })),
  other: fc.option(fc.bigInt({ min: -3n, max: 3n })),
  text: fc.option(fc.constantFrom('', 'a', 'ab', "it's", 'B', 'é')),
  day: fc.option(fc.constantFrom('2023-12-31', '2024-01-01', '2024-02-29')),
  flag: fc.option(fc.boolean()),
  names: fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 }),
});

function property(name: string): Sample {
  return { text: name, value: (row: SampleRow) => row[name] as Value };
}

function literal(text: string, value: Value): Sample {
  return { text, value: () => value };
}

const nullLiteral = literal('null', null);

/** Null in, null out. */
function ofNumber(value: Value, then: (value: bigint) => Value): Value {
  return value === null ? null : then(value as bigint);
}

function ofText(value: Value, then: (value: string) => Value): Value {
  return value === null ? null : then(value as string);
}

const { number, string, date, condition } = fc.letrec<Record<'number' | 'string' | 'date' | 'condition', Sample>>(
  (tie) => ({
    number: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('count', 'other').map(property),
      fc.bigInt({ min: -3n, max: 3n }).map((value) => literal(value.toString(), value)),
      fc.tuple(fc.constantFrom('add', 'sub', 'mul'), tie('number'), tie('number')).map(([operator, a, b]) => ({
        text: `(${a.text} ${operator} ${b.text})`,
        value: (row: SampleRow) =>
          ofNumber(a.value(row), (left) =>
            ofNumber(b.value(row), (right) =>
              operator === 'add' ? left + right : operator === 'sub' ? left - right : left * right,
            ),
          ),
      })),
      tie('number').map((a) => ({
        text: `(-(${a.text}))`,
        value: (row: SampleRow) => ofNumber(a.value(row), (value) => -value),
      })),
      tie('string').map((a) => ({
        text: `length(${a.text})`,
        value: (row: SampleRow) => ofText(a.value(row), (value) => BigInt(value.length)),
      })),
      tie('date').map((a) => ({
        text: `year(${a.text})`,
        value: (row: SampleRow) => ofText(a.value(row), (value) => BigInt(value.slice(0, 4))),
      })),
      fc.tuple(tie('condition'), tie('number'), tie('number')).map(([when, a, b]) => ({
        text: `case(${when.text}:${a.text},true:${b.text})`,
        value: (row: SampleRow) => (when.value(row) === true ? a.value(row) : b.value(row)),
      })),
    ),
    string: fc.oneof(
      { maxDepth: 2 },
      fc.constant(property('text')),
      fc.constantFrom('', 'a', 'ab', "it's", 'É').map((value) => literal(`'${value.replaceAll("'", "''")}'`, value)),
      fc.tuple(tie('string'), tie('string')).map(([a, b]) => ({
        text: `concat(${a.text},${b.text})`,
        value: (row: SampleRow) => ofText(a.value(row), (left) => ofText(b.value(row), (right) => left + right)),
      })),
      tie('string').map((a) => ({
        text: `toupper(${a.text})`,
        value: (row: SampleRow) => ofText(a.value(row), (value) => value.toUpperCase()),
      })),
    ),
    date: fc.oneof(
      fc.constant(property('day')),
      fc.constantFrom('2024-01-01', '2024-02-29').map((value) => literal(value, value)),
    ),
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.constant(property('flag')),
      fc.constantFrom(literal('true', true), literal('false', false), nullLiteral),
      fc.oneof(fc.constant('number'), fc.constant('string'), fc.constant('date')).chain((kind) => {
        const side = fc.oneof({ arbitrary: tie(kind as 'number'), weight: 5 }, fc.constant(nullLiteral));
        return fc.tuple(fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), side, side).map(([operator, a, b]) => ({
          text: `${a.text} ${operator} ${b.text}`,
          value: (row: SampleRow) => compared(operator, a.value(row), b.value(row)),
        }));
      }),
      fc
        .tuple(tie('number'), fc.array(fc.option(fc.bigInt({ min: -3n, max: 3n })), { maxLength: 4 }))
        .map(([a, items]) => ({
          text: `${a.text} in (${items.map((item) => String(item)).join(',')})`,
          value: (row: SampleRow) => items.includes(a.value(row) as bigint | null),
        })),
      fc
        .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), tie('string'), tie('string'))
        .map(([name, a, b]) => ({
          text: `${name}(${a.text},${b.text})`,
          value: (row: SampleRow) =>
            ofText(a.value(row), (whole) =>
              ofText(b.value(row), (part) =>
                name === 'contains'
                  ? whole.includes(part)
                  : (name === 'endswith' ? whole.slice(whole.length - part.length) : whole.slice(0, part.length)) ===
                    part,
              ),
            ),
        })),
      fc.tuple(fc.constantFrom('any', 'all'), tie('string')).map(([quantifier, a]) => ({
        text: `names/${quantifier}(n:n eq ${a.text})`,
        value: (row: SampleRow) =>
          quantifier === 'any' ? row.names.some((n) => n === a.value(row)) : row.names.every((n) => n === a.value(row)),
      })),
      tie('condition').map((a) => ({
        text: `not (${a.text})`,
        value: (row: SampleRow) => (a.value(row) === null ? null : a.value(row) !== true),
      })),
      fc.tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition')).map(([operator, a, b]) => ({
        text: `(${a.text}) ${operator} (${b.text})`,
        value: (row: SampleRow) => joined(operator === 'or', a.value(row), b.value(row)),
      })),
    ),
  }),
);

/** 5.1.1.1.1 to 5.1.1.1.6 for bigint and string. */
function compared(operator: string, left: Value, right: Value): boolean {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === right) return operator === 'ge' || operator === 'le';
  if (left === null || right === null) return false;
  return left > right === operator.startsWith('g');
}

/** 5.1.1.1.7 and 5.1.1.1.8. */
function joined(deciding: boolean, left: Value, right: Value): Value {
  if (left === deciding || right === deciding) return deciding;
  return left === null || right === null ? null : !deciding;
}

test('a filter selects the rows the standard says', () => {
  const samples = fc.tuple(condition, fc.array(rows, { minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(samples, ([{ text, value }, list]) => {
      fc.pre(text.length < 4000);
      const passes = compilePredicate(bindText(text), new Meter());
      for (const row of list) expect([text, passes(row)]).toEqual([text, value(row) === true]);
    }),
    { numRuns: sampledRuns(2000) },
  );
});

test('values of every kind of expression agree', () => {
  const samples = fc.tuple(fc.oneof(number, string, date), rows);
  fc.assert(
    fc.property(samples, ([{ text, value }, row]) => {
      fc.pre(text.length < 4000);
      const expected = value(row);
      const wanted =
        expected === null
          ? 'null'
          : typeof expected === 'bigint'
            ? expected.toString()
            : `'${String(expected).replaceAll("'", "''")}'`;
      expect([text, compilePredicate(bindText(`${text} eq ${wanted}`), new Meter())(row)]).toEqual([text, true]);
    }),
    { numRuns: sampledRuns(1000) },
  );
});
