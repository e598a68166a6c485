import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';
import { type IndexLayout, indexLayouts } from '../keys/indexKey.ts';
import { encodeKey, maxEncodedKeyLength } from '../rows/keyEncoding.ts';
import { mainPrefix } from '../keys/layout.ts';
import { decidingKeys, indexOrder, type IndexOrder, noOrder } from './indexOrder.ts';
import { anyKey, hasSteps, type KeyScan, type PartSpan } from './keyScan.ts';
import { conjuncts } from './conjuncts.ts';
import { type Bound, type PropertyConstraint, termConstraint } from './propertyConstraint.ts';
import { type Constraints, propertyConstraints } from './propertyConstraints.ts';
import { type IndexSpans, spansOf } from './spansOf.ts';

/** Rows of one kind, and what of the filter they leave to be looked at. */
export interface PlannedScan {
  readonly scan: KeyScan;
  /** The index; undefined for main rows. */
  readonly layout?: IndexLayout;
  /** The terms of the filter that do not hold for every row of the scan. */
  readonly rest: readonly TypedExpression[];
  readonly order: IndexOrder;
}

/** How the result of a query is read (docs/architecture.md, the read plan). */
export type Plan =
  /** The filter contradicts itself: no request at all. */
  | { readonly kind: 'nothing' }
  /** The filter names the keys, which are read one by one. */
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly isOrdered: boolean }
  /** Rows in the order of their keys, as they stand or, where the order is incomplete, sorted piece by piece. */
  | ({ readonly kind: 'ordered' } & PlannedScan)
  /** All rows of a scan, the wanted ones kept and sorted. */
  | ({ readonly kind: 'sorted' } & PlannedScan);

interface Candidate extends IndexSpans {
  readonly layout?: IndexLayout;
  readonly order: IndexOrder;
}

/** Ids are strings, and so is whatever they are compared with. */
const keyOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The main rows whose ids can satisfy the constraint. No key is longer than the cut of a longer bound. */
function mainSpan({ lower, upper }: Partial<PropertyConstraint>): PartSpan {
  const cut = ({ value }: Bound): string => {
    const text = encodeKey(keyOf(value)).slice(0, maxEncodedKeyLength);
    return text.isWellFormed() ? text : text.slice(0, -1);
  };
  return {
    from: lower === undefined ? anyKey.from : cut(lower) + (lower.inclusive ? '' : '!'),
    to: upper === undefined ? anyKey.to : cut(upper) + (upper.inclusive ? '!' : ''),
  };
}

function isLong(bound: Bound | undefined): boolean {
  return bound !== undefined && encodeKey(keyOf(bound.value)).length > maxEncodedKeyLength;
}

function ofMainRows(query: EntityQuery, constraints: Constraints): Candidate {
  const of = (name: string): PropertyConstraint | undefined => constraints.get(name);
  const id = of('id');
  return {
    scan: { prefix: mainPrefix, spans: [mainSpan(id ?? {})] },
    implied: new Set(isLong(id?.lower) || isLong(id?.upper) ? [] : ['id']),
    equalities: 0,
    narrowness: id?.lower && id.upper ? 3 : (id?.lower ?? id?.upper) ? 2 : 0,
    order: indexOrder([], decidingKeys(query.orderby, of), of),
  };
}

/** The part whose values have to be learned before rows are merged over them; undefined where they are named, or nothing is merged. */
export function learnedAt({
  scan: { spans },
  order: { mergedAt },
}: Pick<PlannedScan, 'scan' | 'order'>): number | undefined {
  const span = mergedAt === undefined ? undefined : spans[mergedAt];
  return span !== undefined && 'texts' in span ? undefined : mergedAt;
}

/** True unless rows have to be merged over values that are likely to be many, as dates are, or are stepped over behind them. */
function canMerge({ prefix, spans }: KeyScan, order: IndexOrder, { parts }: IndexLayout): boolean {
  const at = learnedAt({ scan: { prefix, spans }, order });
  return at === undefined || (parts[at]?.newestFirst === false && !hasSteps({ prefix, spans: spans.slice(at + 1) }));
}

/** How good an order is: as it stands, sorted piece by piece, none. */
function rankOf({ isComplete, end }: IndexOrder): number {
  return isComplete ? 2 : end > 0 ? 1 : 0;
}

/** Negative when the left one is to be preferred. An equality leaves few rows; sorting them is cheaper than filtering along the order. */
function byPreference(left: Candidate, right: Candidate): number {
  return (
    right.equalities - left.equalities ||
    rankOf(right.order) - rankOf(left.order) ||
    right.narrowness - left.narrowness ||
    Number(hasSteps(right.scan)) - Number(hasSteps(left.scan))
  );
}

/**
 * Chooses the access path of a query: its keys, or the scan of the index, or of the main rows, that leaves the fewest rows
 * in the best order. The rows it reads are always a superset of the result.
 */
export function choosePlan(type: EntityType, query: EntityQuery): Plan {
  const terms = conjuncts(query.filter);
  if (terms.some((term) => term.kind === 'constant' && term.value !== true)) return { kind: 'nothing' };
  const constraints = propertyConstraints(type, terms);
  if (constraints === undefined) return { kind: 'nothing' };
  const of = (name: string): PropertyConstraint | undefined => constraints.get(name);

  const ids = of('id')?.values;
  if (ids !== undefined) {
    const keys = ids.filter((id) => typeof id === 'string');
    const order = indexOrder([], decidingKeys(query.orderby, of), of);
    return { kind: 'keys', keys, isOrdered: order.isComplete };
  }

  const keys = decidingKeys(query.orderby, of);
  const indexes = indexLayouts(type)
    .filter(({ index }) => index.building !== true)
    .map((layout): Candidate => {
      const spans = spansOf(layout, of);
      const order = indexOrder(layout.parts, keys, of);
      return { ...spans, layout, order: canMerge(spans.scan, order, layout) ? order : noOrder };
    });
  const [best] = [ofMainRows(query, constraints), ...indexes].sort(byPreference);
  if (best === undefined) return { kind: 'nothing' };
  const { scan, layout, implied, order } = best;
  const rest = terms.filter((term) => {
    const name = termConstraint(term)?.name;
    return name === undefined || !implied.has(name);
  });
  const planned = { scan, rest, order, ...(layout && { layout }) };
  return { kind: rankOf(order) > 0 ? 'ordered' : 'sorted', ...planned };
}
