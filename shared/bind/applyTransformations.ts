import { compileExpression, compilePredicate } from '../expression/compileExpression.ts';
import { evaluationError } from '../expression/evaluationError.ts';
import type { Row } from '../expression/typedExpression.ts';
import { computeColumns } from './computeColumns.ts';
import { createAccumulator, type Accumulator } from './accumulator.ts';
import type { BoundTransformation, RowTransformation } from './boundQuery.ts';
import { groupKey } from './groupKey.ts';

/** Takes rows one by one; `end` says that there are no more. */
export interface RowSink {
  push(row: Row): void;
  end(): void;
}

/** What one `$apply` may hold in memory: one for a group, an aggregate or a counted value, and for every 32 characters. */
const maxHeld = 200_000;

type GroupBy = Extract<BoundTransformation, { readonly kind: 'groupby' }>;

function rowStage(transformation: RowTransformation): (next: RowSink) => RowSink {
  if (transformation.kind === 'filter') {
    const passes = compilePredicate(transformation.condition);
    return (next) => ({
      push: (row) => {
        if (passes(row)) next.push(row);
      },
      end: () => next.end(),
    });
  }
  const compute = computeColumns(transformation.columns);
  return (next) => ({ push: (row) => next.push(compute(row)), end: () => next.end() });
}

/** What is kept of one group. */
interface Group {
  readonly values: Row;
  readonly accumulators: readonly Accumulator[];
  readonly rows: RowSink;
}

function groupStage({ columns, each, aggregates }: GroupBy): (next: RowSink) => RowSink {
  const key = groupKey(columns);
  const stages = each.map(rowStage);
  const readers = aggregates.map(({ expression }) => expression && compileExpression(expression));
  let held = 0;
  const hold = (text: string): void => {
    held += 1 + (text.length >> 5);
    if (held > maxHeld) {
      throw evaluationError('$apply makes too many groups or distinct values; filter first, or group by less.');
    }
  };
  const createGroup = (name: string, values: Row): Group => {
    hold(name);
    held += aggregates.length;
    const accumulators = aggregates.map((aggregate) => createAccumulator(aggregate, hold));
    const last: RowSink = {
      push: (row) => accumulators.forEach((accumulator, index) => accumulator.add(readers[index]?.(row) ?? null)),
      end: () => undefined,
    };
    return { values, accumulators, rows: stages.reduceRight((next, stage) => stage(next), last) };
  };
  return (next) => {
    const groups = new Map<string, Group>();
    // `aggregate` alone has one group, also of no rows (Data Aggregation 4.0, 3.2.1.1).
    if (columns.length === 0) groups.set('', createGroup('', {}));
    return {
      push: (row) => {
        const name = key(row);
        let group = groups.get(name);
        if (group === undefined) {
          group = createGroup(
            name,
            Object.fromEntries(columns.map((column) => [column.name, row[column.name] ?? null])),
          );
          groups.set(name, group);
        }
        group.rows.push(row);
      },
      end: () => {
        for (const { values, accumulators } of groups.values()) {
          const results = accumulators.map((accumulator, index) => [
            aggregates[index]?.name ?? '',
            accumulator.result(),
          ]);
          next.push({ ...values, ...(Object.fromEntries(results) as Row) });
        }
        next.end();
      },
    };
  };
}

/**
 * Evaluates a bound `$apply`: rows are pushed in, the result is pushed into `output`, as soon as it is known. Memory is
 * bounded: about 100,000 groups or counted values are held, and more are refused with 400
 * (Data Aggregation 4.0, section 3).
 */
export function applyTransformations(transformations: readonly BoundTransformation[], output: RowSink): RowSink {
  return transformations.reduceRight<RowSink>(
    (next, transformation) =>
      transformation.kind === 'groupby' ? groupStage(transformation)(next) : rowStage(transformation)(next),
    output,
  );
}
