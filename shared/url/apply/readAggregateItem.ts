import { nearestName } from '../../errors/nearestName.ts';
import { acceptWord, readAsAlias } from './readAsAlias.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readQualifiedName } from '../syntax/readIdentifier.ts';
import { readPropertyPath } from '../expression/readPropertyPath.ts';
import type { AggregateItem, Expression, Path } from '../syntax/syntaxTree.ts';

interface From {
  readonly property: Path;
  readonly method?: string;
}

const methods: ReadonlySet<string> = new Set(['sum', 'min', 'max', 'average', 'countdistinct']);

/** What other languages call a method, in lower case. */
const foreign: Readonly<Record<string, string>> = {
  avg: 'average',
  mean: 'average',
  total: 'sum',
  maximum: 'max',
  minimum: 'min',
  distinct: 'countdistinct',
  count: '$count as name without a property',
};

/** What somebody may have meant by a method that there is not, in parentheses behind what is wanted; else empty. */
function methodHint(method: string): string {
  const name = method.toLowerCase();
  const right = Object.hasOwn(foreign, name) ? foreign[name] : nearestName(name, methods);
  return right === undefined ? '' : ` (for "${method}" write ${right})`;
}

/** Reads ` with method`; undefined when it is not there. */
function readWith(cursor: Cursor): string | undefined {
  if (!acceptWord(cursor, 'with')) {
    return undefined;
  }
  const start = cursor.position;
  const method = readQualifiedName(cursor, 'an aggregation method');
  if (!methods.has(method) && !method.includes('.')) {
    const wanted = `expected ${[...methods].join(', ')} or the qualified name of a method`;
    throw cursor.invalid(`${wanted}${methodHint(method)}, found "${method}"`, start);
  }
  return method;
}

/** Reads ` from property,... with method`, any number of times; only a custom aggregate may leave out the method. */
function readFrom(cursor: Cursor, custom: boolean): From[] {
  const list: From[] = [];
  while (acceptWord(cursor, 'from')) {
    const properties: Path[] = [];
    do {
      properties.push(readPropertyPath(cursor));
    } while (cursor.acceptSpacedComma());
    const method = readWith(cursor);
    if (method === undefined && !custom) {
      throw cursor.unexpected('" with " and an aggregation method');
    }
    list.push(...properties.map((property) => (method === undefined ? { property } : { property, method })));
  }
  return list;
}

/** `$count` of the input itself, which no expression begins with. */
function acceptCount(cursor: Cursor): boolean {
  const { text, position } = cursor;
  const end = identifierEnd(text, position + 1);
  if (cursor.next !== characters.dollar || text.slice(position, end) !== '$count') {
    return false;
  }
  cursor.position = end;
  return true;
}

/** The path before a final `/$count` of its own; undefined for any other expression. */
function countedPath(expression: Expression): Path | undefined {
  const last = expression.kind === 'path' ? expression.steps.at(-1) : undefined;
  return expression.kind === 'path' && last?.step === 'count' && last.options === undefined
    ? { ...expression, steps: expression.steps.slice(0, -1) }
    : undefined;
}

/** Names only: what may be the path of a custom aggregate. */
function isPropertyPath(expression: Expression | undefined): boolean {
  return (
    expression?.kind === 'path' &&
    expression.root === undefined &&
    expression.steps.every((step) => step.step === 'name' && step.arguments === undefined)
  );
}

function readUnnamed(cursor: Cursor): AggregateItem {
  const at = cursor.node(cursor.position);
  const whole = acceptCount(cursor) ? undefined : cursor.grammar.expression(cursor);
  const counted = whole && countedPath(whole);
  const expression = counted ?? whole;
  const count = whole === undefined || counted !== undefined;
  const method = count ? undefined : readWith(cursor);
  const custom = !count && method === undefined;
  if (custom && !isPropertyPath(expression)) {
    throw cursor.unexpected('" with " and an aggregation method');
  }
  const from = readFrom(cursor, custom);
  return {
    at,
    ...(expression && { expression }),
    ...(method !== undefined && { method }),
    ...(count && { count }),
    ...(from.length > 0 && { from }),
  };
}

/** Reads what stands in `/aggregate(...)`, which has no alias (Data Aggregation 4.0 ABNF aggregateFunctionExpr). */
export function readAggregation(cursor: Cursor): AggregateItem {
  return readUnnamed(cursor);
}

/** Reads one item of the transformation `aggregate`; only a custom aggregate may go without an alias (aggregateExpr). */
export function readAggregateItem(cursor: Cursor): AggregateItem {
  const item = readUnnamed(cursor);
  const optional = item.method === undefined && item.count === undefined && item.from === undefined;
  const start = cursor.position;
  const named = acceptWord(cursor, 'as');
  cursor.position = start;
  return optional && !named ? item : { ...item, alias: readAsAlias(cursor) };
}
