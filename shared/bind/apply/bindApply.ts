import { isCollection } from '../../expression/functions/signature.ts';
import type { GroupByItem, Transformation } from '../../url/syntax/syntaxTree.ts';
import { bindAggregate } from './bindAggregate.ts';
import { bindCompute, computedColumn } from './bindCompute.ts';
import { bindCondition } from '../expression/bindOperator.ts';
import { invalid, unsupported, type BindScope } from '../expression/bindScope.ts';
import type { BoundTransformation, RowTransformation } from '../bound/boundQuery.ts';
import { withColumns, type Column, type RowShape } from '../bound/rowShape.ts';

interface Bound<T> {
  readonly transformation: T;
  /** The rows after it. */
  readonly shape: RowShape;
}

function bindRowTransformation(transformation: Transformation, scope: BindScope): Bound<RowTransformation> | undefined {
  if (transformation.kind === 'filter') {
    const condition = bindCondition(transformation.condition, scope);
    return { transformation: { kind: 'filter', condition }, shape: scope.shape };
  }
  if (transformation.kind !== 'compute') return undefined;
  const { columns, shape } = bindCompute(transformation.items, scope);
  return { transformation: { kind: 'compute', columns }, shape };
}

/** A grouping property: a single-valued column. */
function bindGroupingColumn(item: GroupByItem, scope: BindScope): Column {
  if (item.kind === 'rollup') throw unsupported(scope, "'rollup'");
  const column = scope.bind(item.path, scope);
  if ((column.kind === 'property' || column.kind === 'computed') && !isCollection(column.type)) return column;
  throw invalid(scope, "'groupby' takes single-valued properties", item.at);
}

/** Columns that were grouped or aggregated are no longer those of storage. */
function groupedShape(columns: readonly Column[]): RowShape {
  return withColumns({ label: 'the result of $apply', columns: new Map() }, columns.map(computedColumn));
}

/** What follows `groupby((...),` must end in `aggregate`, so that a group needs no memory for its rows. */
function bindGroupBy(
  { items, apply = [] }: Extract<Transformation, { readonly kind: 'groupby' }>,
  scope: BindScope,
): Bound<BoundTransformation> {
  // A property that is named twice groups no further.
  const named = items.map((item) => bindGroupingColumn(item, scope));
  const columns = [...new Map(named.map((column) => [column.name, column])).values()];
  const each: RowTransformation[] = [];
  let { shape } = scope;
  const last = apply.at(-1);
  for (const transformation of apply.slice(0, -1)) {
    const bound = bindRowTransformation(transformation, { ...scope, shape });
    if (bound === undefined) throw unsupported(scope, `'${nameOf(transformation)}' inside 'groupby'`);
    each.push(bound.transformation);
    shape = bound.shape;
  }
  if (last !== undefined && last.kind !== 'aggregate') {
    throw unsupported(scope, "'groupby' whose transformations do not end in 'aggregate'");
  }
  const aggregates = last === undefined ? [] : bindAggregate(last.items, { ...scope, shape });
  return {
    transformation: { kind: 'groupby', columns, each, aggregates },
    shape: groupedShape([...columns, ...aggregates.map(computedColumn)]),
  };
}

function nameOf(transformation: Transformation): string {
  return transformation.kind === 'other' ? transformation.name : transformation.kind;
}

function bindTransformation(transformation: Transformation, scope: BindScope): Bound<BoundTransformation> {
  const ofRows = bindRowTransformation(transformation, scope);
  if (ofRows !== undefined) return ofRows;
  if (transformation.kind === 'groupby') return bindGroupBy(transformation, scope);
  if (transformation.kind !== 'aggregate') throw unsupported(scope, `the transformation '${nameOf(transformation)}'`);
  const aggregates = bindAggregate(transformation.items, scope);
  return {
    transformation: { kind: 'groupby', columns: [], each: [], aggregates },
    shape: groupedShape(aggregates.map(computedColumn)),
  };
}

/**
 * Binds `$apply` (Data Aggregation 4.0, section 3): filter, compute, groupby and aggregate, one after the other; other
 * transformations are 501.
 */
export function bindApply(
  transformations: readonly Transformation[],
  scope: BindScope,
): { readonly apply: readonly BoundTransformation[]; readonly shape: RowShape } {
  const apply: BoundTransformation[] = [];
  let { shape } = scope;
  for (const transformation of transformations) {
    if (transformation.kind === 'other' && transformation.name === 'identity') continue;
    const bound = bindTransformation(transformation, { ...scope, shape });
    apply.push(bound.transformation);
    shape = bound.shape;
  }
  return { apply, shape };
}
