import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import { dateType } from '../../edm/dateType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { expressionParts } from '../../expression/expressionParts.ts';
import { termsOf } from '../../expression/termsOf.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import type { PagePart } from '../rows/pagePart.ts';
import type { ReportParts } from './reportParts.ts';
import { dayInPlace } from './seriesBlock.ts';

/** Rows of a result in their order: those that a page shows, and passes over before them. */
export type WantedRows = Pick<PagePart, 'after' | 'skip' | 'limit'> & {
  /** How many rows there are is told, too. */
  readonly isCounted: boolean;
  /** The page before ended with a day. */
  readonly isDayOver?: boolean | undefined;
};

/** Which days of a series an answer is about. */
export interface SeriesPart {
  /** Conditions on the day and the kind of a row, which are the same of all rows that are stored of them. */
  readonly conditions: readonly TypedExpression[];
  /** Most kinds of which a day may have rows; 1 where there is nothing else that tells them apart. */
  readonly kinds: number;
  /** The newest come first. */
  readonly descending: boolean;
  /** Rows that are wanted, in the order of the days; all unless given. */
  readonly wanted?: number;
  /** The day they begin in, of which some were shown before. */
  readonly behind?: string;
}

/** Expressions that are about what stands in them and nothing else. */
const plain: ReadonlySet<TypedExpression['kind']> = new Set([
  'constant',
  'and',
  'or',
  'not',
  'comparison',
  'in',
  'call',
]);

/** True for what the values of some properties decide alone. */
function isAbout(expression: TypedExpression | undefined, names: readonly string[]): boolean {
  if (expression === undefined) return true;
  if (expression.kind === 'property') return names.includes(expression.name);
  return plain.has(expression.kind) && expressionParts(expression).every((part) => isAbout(part, names));
}

/** How many values of a property satisfy a condition. */
function valuesIn(condition: TypedExpression, name: string): number {
  const isIt = (side: TypedExpression): boolean => side.kind === 'property' && side.name === name;
  if (condition.kind === 'in') return isIt(condition.operand) ? condition.items.length : Infinity;
  if (condition.kind !== 'comparison' || condition.operator !== 'eq') return Infinity;
  return isIt(condition.left) && condition.right.kind === 'constant' ? 1 : Infinity;
}

/** The day of the row a page goes on behind; undefined for a place that tells none. */
function dayBehind([, key = '', values]: Position, isOrdered: boolean): string | undefined {
  const text = isOrdered ? /^\["(\d{4}-\d\d-\d\d)"/.exec(values ?? '')?.[1] : dayInPlace(key);
  return text !== undefined && dateType.fromText(text) !== undefined ? text : undefined;
}

/** All rows of a series. */
export function wholeSeries({ others }: Pick<ReportParts, 'others'>): SeriesPart {
  return { conditions: [], kinds: others.length > 0 ? Infinity : 1, descending: true };
}

/**
 * The days of a series that an answer to a query is about. A page of rows in the order of their days needs no more than those it shows,
 * unless the days are in several blocks, or rows are left out, joined or counted by more than their days and kinds.
 */
export function seriesPart(
  { day, others }: ReportParts,
  { apply, filter, search, orderby }: BoundQuery,
  page: WantedRows | undefined,
  isOneBlock: boolean,
  meter: Meter,
): SeriesPart {
  const all = wholeSeries({ others });
  if (apply !== undefined || day === undefined) return all;
  const terms = termsOf(filter);
  const told = [day, ...others].map(({ name }) => name);
  const conditions = terms.filter((term) => isAbout(term, told));
  const kinds = others
    .map(({ name }) => Math.min(...conditions.map((condition) => valuesIn(condition, name))))
    .reduce((product, values) => product * values, 1);
  const [first] = orderby;
  const isInOrder = first === undefined || (first.expression.kind === 'property' && first.expression.name === day.name);
  const isWhole = conditions.length < terms.length || search !== undefined || !isInOrder || !isOneBlock;
  if (page === undefined || page.limit === Infinity || page.isCounted || isWhole) return { ...all, conditions, kinds };
  const descending = first?.descending ?? true;
  const part = { conditions, kinds, descending, wanted: page.skip + page.limit };
  if (page.after === undefined) return part;
  const behind = dayBehind(page.after, first !== undefined);
  if (behind === undefined) return { ...all, conditions, kinds };
  // A day of several kinds may have more rows behind the place.
  const isWithin = kinds > 1 && page.isDayOver !== true;
  const [before, from] = isWithin ? (['le', 'ge'] as const) : (['lt', 'gt'] as const);
  const further = comparison(descending ? before : from, day, constant('Edm.Date', behind), meter);
  return { ...part, conditions: [...conditions, further], ...(isWithin && { behind }) };
}
