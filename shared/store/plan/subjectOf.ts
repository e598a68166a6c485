import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';
import { expressionText } from '../../expression/expressionText.ts';
import type { Call, TypedExpression } from '../../expression/typedExpression.ts';
import { rangeOfPrefix } from './rangeOfPrefix.ts';
import { type Cut, rangeOf, type ValueRange } from './valueRange.ts';
import type { ValueSet } from './valueSet.ts';

/** What is compared: something that a property decides, and that is the higher the higher the property is. */
export interface Subject {
  readonly name: string;
  /** The values of the property with which it has a value; undefined where that is left to the evaluator. */
  readonly rangeOf: (value: PrimitiveValue | null) => ValueRange | undefined;
  /** Those it can have, null among them; all unless given. */
  readonly possible?: ValueSet;
}

/** The property that an expression is, or a call that returns it as it is; undefined for any other, and for collections. */
export function nameOf(expression: TypedExpression | undefined): string | undefined {
  if (expression?.kind === 'call') return nameOf(unchanged[expression.name]?.(expression));
  return expression?.kind === 'property' && !expression.type.startsWith('Collection') ? expression.name : undefined;
}

/** The argument that calls of some names return as it is. */
const unchanged: Readonly<Record<string, (call: Call) => TypedExpression | undefined>> = {
  substring: ({ arguments: [text, start, length] }) =>
    text?.type === 'Edm.String' && length === undefined && constantOf(start) === 0n ? text : undefined,
  concat: ({ arguments: [left, right] }) => {
    if (constantOf(left) === '') return right;
    return constantOf(right) === '' ? left : undefined;
  },
};

/** The value that an expression is, as far as row keys may have it; undefined for any other. */
export function constantOf(expression: TypedExpression | undefined): PrimitiveValue | null | undefined {
  if (expression?.kind !== 'constant') return undefined;
  const { value } = expression;
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  return value === null || typeof value === 'bigint' || typeof value === 'boolean' ? value : undefined;
}

/** Where a year begins among the dates there are, which are those of the years 1 to 9999. */
function beginningOf(year: bigint): Cut {
  if (year > 9999n) return { value: '9999-12-31', isBehind: true };
  return { value: `${String(year < 1n ? 1n : year).padStart(4, '0')}-01-01`, isBehind: false };
}

/** The days of a year. */
function rangeOfYear(year: PrimitiveValue | null): ValueRange | undefined {
  if (year === null) return rangeOf(year);
  return typeof year === 'bigint' ? { from: beginningOf(year), to: beginningOf(year + 1n) } : undefined;
}

/** The texts whose first characters, so many, are these; all of them are where there are fewer, and none where there are more. */
function rangeOfBeginning(length: bigint, beginning: PrimitiveValue | null): ValueRange | undefined {
  if (beginning === null) return rangeOf(beginning);
  if (typeof beginning !== 'string') return undefined;
  const characters = Array.from(beginning);
  if (characters.length < length) return rangeOf(beginning);
  if (length < 1n) return length === 0n && beginning === '' ? rangeOfPrefix(beginning) : undefined;
  const range = rangeOfPrefix(characters.slice(0, Number(length)).join(''));
  if (characters.length <= length) return range;
  // Each of those with the first of them is less.
  return range.to && { from: range.to, to: range.to };
}

/** Null, and the values from one place to another. */
function nullOr(from: Cut, to: Cut | undefined): ValueSet {
  return [rangeOf(null), { from, to }];
}

const dates = nullOr(beginningOf(1n), beginningOf(10_000n));

/** The numbers that a function can be. */
function numbers(least: bigint, most?: bigint): ValueSet {
  return nullOr({ value: least, isBehind: false }, most === undefined ? undefined : { value: most, isBehind: true });
}

const numbersOf: Readonly<Record<string, ValueSet>> = {
  month: numbers(1n, 12n),
  day: numbers(1n, 31n),
  hour: numbers(0n, 23n),
  minute: numbers(0n, 59n),
  second: numbers(0n, 59n),
  length: numbers(0n),
  indexof: numbers(-1n),
};

/** Functions that leave alone what they have made, so that a text they change is none of theirs; and whether that is so of each part of it. */
const leavingAlone: Readonly<Record<string, { readonly parts: boolean }>> = {
  tolower: { parts: true },
  toupper: { parts: true },
  trim: { parts: false },
};

/** True for a text that such a function would not have made. */
function isForeign({ evaluate }: Call, text: string): boolean {
  return evaluate(text) !== text;
}

/** What stands for a call that makes no text with such a part; undefined where it may. */
export function withoutPart(expression: TypedExpression | undefined, part: string): string | undefined {
  if (expression?.kind !== 'call' || leavingAlone[expression.name]?.parts !== true) return undefined;
  return isForeign(expression, part) ? expressionText(expression) : undefined;
}

/** The place before a text that is none of a function. */
function rangeOfNone(text: string): ValueRange {
  const before = { value: text, isBehind: false };
  return { from: before, to: before };
}

/** A call that decides the values of no property, but can contradict itself: as if it were a property of its own. */
function callItself(call: Call): Subject | undefined {
  if (leavingAlone[call.name] !== undefined) {
    const ofText: Subject['rangeOf'] = (value) =>
      typeof value === 'string' && isForeign(call, value) ? rangeOfNone(value) : rangeOf(value);
    return { name: expressionText(call), rangeOf: ofText };
  }
  const possible = numbersOf[call.name];
  if (possible === undefined) return undefined;
  const ofNumber: Subject['rangeOf'] = (value) =>
    value === null || typeof value === 'bigint' ? rangeOf(value) : undefined;
  return { name: expressionText(call), rangeOf: ofNumber, possible };
}

/** What an expression is as a side of a comparison; undefined where that is left to the evaluator. */
export function subjectOf(expression: TypedExpression): Subject | undefined {
  const itself = nameOf(expression);
  if (itself !== undefined) return { name: itself, rangeOf };
  if (expression.kind !== 'call') return undefined;
  const [first, start, length] = expression.arguments;
  const name = nameOf(first);
  if (expression.name === 'year' && first?.type === 'Edm.Date' && name !== undefined)
    return { name, rangeOf: rangeOfYear, possible: dates };
  if (expression.name !== 'substring' || name === undefined) return callItself(expression);
  const count = constantOf(length);
  const isBeginning = first?.type === 'Edm.String' && constantOf(start) === 0n;
  if (!isBeginning || typeof count !== 'bigint') return undefined;
  return { name, rangeOf: (value) => rangeOfBeginning(count, value) };
}
