import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import { computeColumns } from '../../bind/apply/computeColumns.ts';
import { compilePredicate } from '../../expression/compileExpression.ts';
import { countNodes } from '../../expression/countNodes.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import { Ranking } from '../../store/walk/ranking.ts';
import { placeKey } from './placeKey.ts';
import type { MadeRows } from './rowSource.ts';

interface MadeRow {
  readonly row: Row;
  readonly key: string;
}

/** Which of the made rows are wanted. */
interface MadePart {
  readonly after?: Position | undefined;
  readonly skip: number;
  readonly limit: number;
  /** Characters of the rows at which they end. */
  readonly characters: number;
}

/** Made rows as far as a page wants them. */
export interface MadePage {
  readonly rows: readonly Row[];
  readonly total: number;
  /** The place behind them, when there are more. */
  readonly next?: Position;
  /** The first of those, where it is known. */
  readonly following?: Row | undefined;
  /** True when they are fewer than the limit, because of their characters or of the memory a request has for rows. */
  readonly isCut: boolean;
}

/** How many rows there are from one on to the end of a page. */
function countPage(rows: readonly MadeRow[], { skip, limit, characters }: MadePart): number {
  let left = Math.max(1, characters);
  let count = 0;
  for (; count < limit && left > 0; count += 1) {
    const next = rows[skip + count];
    if (next === undefined) break;
    left -= rowCharacters(next.row);
  }
  return count;
}

/** A place whose key is as long as keys of places are. */
function shortened([kind, key, ...rest]: Position): Position {
  return kind === undefined || key === undefined ? [] : [kind, placeKey(key), ...rest];
}

/**
 * Evaluates the options behind `$apply` over rows that were made: all of them, for each page (Protocol 4.01, 11.2.1). Of
 * those that pass, the first in the order are kept, as many as are wanted and memory allows.
 */
export async function readMadeRows(
  { rows, keyOf }: MadeRows,
  bound: BoundQuery,
  meter: Meter,
  part: MadePart,
): Promise<MadePage> {
  const { after, skip, limit } = part;
  const compute = computeColumns(bound.compute, meter, rowCharacters);
  const conditions = [bound.filter, bound.search].filter((term) => term !== undefined);
  const tests = conditions.map((term) => compilePredicate(term, meter));
  const expressions = [...conditions, ...[...bound.compute, ...bound.orderby].map(({ expression }) => expression)];
  const nodes = expressions.reduce((sum, expression) => sum + countNodes(expression), 1);
  const finish = (made: Row): MadeRow | undefined => {
    const row = compute(made);
    return tests.every((test) => test(row)) ? { row, key: placeKey(keyOf(made)) } : undefined;
  };
  const size = skip + limit + 1;
  const ranking = new Ranking<MadeRow>(
    bound.orderby,
    { size, idOf: ({ key }) => key },
    after && shortened(after),
    meter,
  );
  let total = 0;
  try {
    for await (const some of rows) {
      for await (const { items } of inTurns(meter, some, nodes, finish)) {
        total += items.length;
        for (const item of items) await ranking.add(item);
      }
    }
    const { found, isCut, positionOf } = await ranking.take();
    if (isCut && found.length <= skip) {
      throw new ODataError(
        'invalidQueryOption',
        '$skip passes over more rows than there is memory for. Filter first, or follow the nextLink instead of $skip.',
        { target: '$skip' },
      );
    }
    const count = countPage(found, part);
    const last = count > 0 && (isCut || found.length > skip + count) ? found[skip + count - 1] : undefined;
    return {
      rows: found.slice(skip, skip + count).map(({ row }) => row),
      total,
      isCut: last !== undefined && count < limit,
      ...(last !== undefined && { next: positionOf(last), following: found[skip + count]?.row }),
    };
  } finally {
    ranking.release();
  }
}
