import type { EdmValue } from '../../edm/edmValue.ts';
import { compileExpression, compilePredicate } from '../../expression/compileExpression.ts';
import { countNodes } from '../../expression/countNodes.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import { checkComputedTexts } from './checkComputedTexts.ts';
import { computeColumns } from './computeColumns.ts';
import { createAccumulator, type Accumulator } from './accumulator.ts';
import type { BoundTransformation, RowTransformation } from '../bound/boundQuery.ts';
import { groupKey } from './groupKey.ts';

/** Rows some at a time. */
export type RowPortions = AsyncIterable<readonly Row[]>;

type GroupBy = Extract<BoundTransformation, { readonly kind: 'groupby' }>;
type Step = (row: Row) => Row | undefined;

/** Characters that stand for what is kept of an aggregate of a group. */
const ofAggregate = 50;

function nodesOf(transformations: readonly RowTransformation[]): number {
  return transformations
    .flatMap((each) => (each.kind === 'filter' ? [each.condition] : each.columns.map(({ expression }) => expression)))
    .reduce((nodes, expression) => nodes + countNodes(expression), 1);
}

/** Transformations of single rows as one function: undefined for a row that is left out. */
function rowStep(transformations: readonly RowTransformation[], meter: Meter): Step {
  const steps = transformations.map((transformation): Step => {
    if (transformation.kind === 'compute') return computeColumns(transformation.columns, meter, rowCharacters);
    const passes = compilePredicate(transformation.condition, meter);
    return (row) => (passes(row) ? row : undefined);
  });
  return (row) => steps.reduce<Row | undefined>((made, step) => made && step(made), row);
}

async function* transformed(
  rows: RowPortions,
  transformation: RowTransformation,
  meter: Meter,
): AsyncGenerator<readonly Row[], void, undefined> {
  const step = rowStep([transformation], meter);
  const nodes = nodesOf([transformation]);
  for await (const some of rows) {
    for await (const { items } of inTurns(meter, some, nodes, step)) yield items;
  }
}

/** What is kept of one group. */
interface Group {
  readonly values: Row;
  readonly accumulators: readonly Accumulator[];
}

/** A row as its group takes it: the group, and the values to aggregate unless the row is left out. */
interface GroupedRow {
  readonly row: Row;
  readonly name: string;
  readonly values: readonly EdmValue[] | undefined;
}

async function* grouped(
  rows: RowPortions,
  { columns, each, aggregates }: GroupBy,
  meter: Meter,
): AsyncGenerator<readonly Row[], void, undefined> {
  const key = groupKey(columns, meter);
  const step = rowStep(each, meter);
  const readers = aggregates.map(({ expression }) => expression && compileExpression(expression, meter));
  const nodes =
    nodesOf(each) + aggregates.reduce((sum, { expression }) => sum + countNodes(expression), columns.length);
  const kept = meter.keepRows();
  const groups = new Map<string, Group>();
  const createGroup = (name: string, row: Row): Group => {
    const group = {
      values: Object.fromEntries(columns.map((column) => [column.name, row[column.name] ?? null])) as Row,
      accumulators: aggregates.map((aggregate) => createAccumulator(aggregate, kept)),
    };
    kept.keep(name.length + ofAggregate * aggregates.length);
    groups.set(name, group);
    return group;
  };
  const read = (row: Row): GroupedRow => {
    const made = step(row);
    const name = key(row);
    return { row, name, values: made && readers.map((reader) => reader?.(made) ?? null) };
  };
  const resultOf = ({ values, accumulators }: Group): Row => {
    const results = accumulators.map((accumulator, index) => [aggregates[index]?.name ?? '', accumulator.result()]);
    const row = { ...values, ...(Object.fromEntries(results) as Row) };
    checkComputedTexts(rowCharacters(row));
    return row;
  };
  try {
    // `aggregate` alone has one group, also of no rows (Data Aggregation 4.0, 3.2.1.1).
    if (columns.length === 0) createGroup('', {});
    for await (const some of rows) {
      for await (const { items } of inTurns(meter, some, nodes, read)) {
        for (const { row, name, values = [] } of items) {
          const { accumulators } = groups.get(name) ?? createGroup(name, row);
          for (let index = 0; index < values.length; index += 1) {
            const value = values[index] ?? null;
            meter.charge(valueUnits(value));
            accumulators[index]?.add(value);
            const pause = meter.pauseIfDue();
            // Waiting where there is no need to costs as much as a plain value.
            if (pause !== undefined) await pause;
          }
        }
      }
    }
    for await (const { items } of inTurns(meter, [...groups.values()], aggregates.length, resultOf)) yield items;
  } finally {
    kept.end();
  }
}

/**
 * Evaluates a bound `$apply` over rows. Memory is bounded: of groups and counted values as much is held as a request may
 * keep of rows, and more is refused with 400 (Data Aggregation 4.0, section 3).
 */
export function applyTransformations(
  transformations: readonly BoundTransformation[],
  rows: RowPortions,
  meter: Meter,
): RowPortions {
  return transformations.reduce<RowPortions>(
    (made, transformation) =>
      transformation.kind === 'groupby'
        ? grouped(made, transformation, meter)
        : transformed(made, transformation, meter),
    rows,
  );
}
