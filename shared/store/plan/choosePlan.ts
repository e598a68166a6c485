import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';
import { type IndexLayout, indexLayouts } from '../keys/indexKey.ts';
import { encodeKey, maxEncodedKeyLength } from '../rows/keyEncoding.ts';
import { mainPrefix } from '../keys/layout.ts';
import { decidingKeys, indexOrder, type IndexOrder, noOrder } from './indexOrder.ts';
import { alternativeSpans } from './alternativeSpans.ts';
import { hasSteps, type KeyScan } from './keyScan.ts';
import { anyKey, isOfTexts } from './partSpan.ts';
import { conjuncts } from './conjuncts.ts';
import { type Constraints, propertyConstraints } from './propertyConstraints.ts';
import { fewPieces, type IndexSpans, spansOf } from './spansOf.ts';
import { termValues } from './termValues.ts';
import { endsOf, everything, isEverything, type ValueSet } from './valueSet.ts';
import { type Cut, valueIn } from './valueRange.ts';

/** Rows of one kind, and what of the filter they leave to be looked at. */
export interface PlannedScan {
  readonly scan: KeyScan;
  /** The index; undefined for main rows. */
  readonly layout?: IndexLayout | undefined;
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
  /** All rows of a scan, the wanted ones kept and sorted; where the order is that of ids, main rows have it. */
  | ({ readonly kind: 'sorted'; readonly byId?: PlannedScan | undefined } & PlannedScan);

interface Candidate extends IndexSpans {
  readonly layout?: IndexLayout;
  readonly order: IndexOrder;
}

/** Where ids begin or end in row keys. No key is longer than the cut of a longer bound. */
function keyEdge(cut: Cut | undefined, beyond: string): string | undefined {
  if (typeof cut?.value !== 'string') return undefined;
  const key = encodeKey(cut.value);
  if (key.length <= maxEncodedKeyLength) return key + (cut.isBehind ? '!' : '');
  const text = key.slice(0, maxEncodedKeyLength);
  return (text.isWellFormed() ? text : text.slice(0, -1)) + beyond;
}

function isLong(cut: Cut | undefined): boolean {
  return typeof cut?.value === 'string' && encodeKey(cut.value).length > maxEncodedKeyLength;
}

/** The main rows whose ids can satisfy the constraint. */
function ofMainRows(query: EntityQuery, constraints: Constraints): Candidate {
  const of = (name: string): ValueSet | undefined => constraints.get(name);
  const ids = of('id') ?? everything;
  const pieces = ids.map(({ from, to }) => ({
    from: keyEdge(from, '') ?? anyKey.from,
    to: keyEdge(to, anyKey.to) ?? anyKey.to,
  }));
  const span = fewPieces(pieces);
  const isExact = span === pieces && !ids.some(({ from, to }) => isLong(from) || isLong(to));
  const ends = endsOf(ids);
  return {
    scan: { prefix: mainPrefix, spans: [span] },
    implied: new Set(isExact ? ['id'] : []),
    equalities: 0,
    narrowness: ends === 0 ? 0 : 1 + ends,
    order: indexOrder([], decidingKeys(query.orderby, of), of),
  };
}

/** The part whose values have to be learned before rows are merged over them; undefined where they are named, or nothing is merged. */
export function learnedAt({
  scan: { spans },
  order: { mergedAt },
}: Pick<PlannedScan, 'scan' | 'order'>): number | undefined {
  const span = mergedAt === undefined ? undefined : spans[mergedAt];
  return span !== undefined && isOfTexts(span) ? undefined : mergedAt;
}

/** True unless rows have to be merged over values that are likely to be many, as dates and names are, or are stepped over behind them. */
function canMerge({ prefix, spans }: KeyScan, order: IndexOrder, { parts }: IndexLayout): boolean {
  const { mergedAt = 0, valuesAt } = order;
  const part = parts[mergedAt];
  const at = learnedAt({ scan: { prefix, spans }, order });
  // Values that were cut to one text have no order among themselves.
  if (at === undefined)
    return valuesAt === undefined || spans[mergedAt]?.some(({ text = '' }) => part?.isCut(text)) !== true;
  const isOfFew = part?.newestFirst === false && at < parts.length - 1;
  return isOfFew && !hasSteps({ prefix, spans: spans.slice(at + 1) });
}

/** How good an order is: as it stands, merged, sorted piece by piece, none. */
function rankOf({ isComplete, end, mergedAt }: IndexOrder): number {
  if (isComplete) return mergedAt === undefined ? 3 : 2;
  return end > 0 ? 1 : 0;
}

/** True where nothing is demanded but a value of a first part that is likely to have few, such as the period: many rows have it. */
function isOfFewValues({ layout, equalities, narrowness, scan, implied }: Candidate): boolean {
  const [first, ...others] = layout?.parts ?? [];
  if (first === undefined || others.length === 0 || first.newestFirst) return false;
  return equalities === 1 && narrowness === 0 && scan.spans.length === 1 && implied.has(first.property);
}

/** True for a term that every value of its property satisfies. */
function isAlwaysTrue(term: TypedExpression, type: EntityType): boolean {
  const read = termValues(term, type);
  return read !== undefined && isEverything(read.values);
}

/** The terms that do not hold for every row of a candidate. */
function restOf(
  terms: readonly TypedExpression[],
  type: EntityType,
  { told, implied }: Candidate,
): readonly TypedExpression[] {
  return terms.filter((term) => {
    const name = termValues(term, type)?.name;
    return term !== told && (name === undefined || !implied.has(name));
  });
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
  const terms = conjuncts(query.filter).filter((term) => !isAlwaysTrue(term, type));
  if (terms.some((term) => term.kind === 'constant' && term.value !== true)) return { kind: 'nothing' };
  const constraints = propertyConstraints(type, terms);
  if (constraints === undefined) return { kind: 'nothing' };
  const of = (name: string): ValueSet | undefined => constraints.get(name);

  const ids = of('id')?.map(valueIn);
  if (ids?.every((id) => id !== undefined) === true) {
    const keys = ids.filter((id) => typeof id === 'string');
    const order = indexOrder([], decidingKeys(query.orderby, of), of);
    return { kind: 'keys', keys, isOrdered: order.isComplete };
  }

  const keys = decidingKeys(query.orderby, of);
  const indexes = indexLayouts(type)
    .filter(({ index }) => index.building !== true)
    .map((layout): Candidate => {
      const spans = spansOf(layout, of);
      const given = indexOrder(layout.parts, keys, of);
      const order = canMerge(spans.scan, given, layout) ? given : noOrder;
      const isOne = order.mergedAt === undefined;
      return { ...(isOne ? alternativeSpans(type, layout, terms, spans) : spans), layout, order };
    });
  const main = ofMainRows(query, constraints);
  const [best = main] = [main, ...indexes].sort(byPreference);
  const { scan, layout, order } = best;
  const rest = restOf(terms, type, best);
  if (rankOf(order) > 0) return { kind: 'ordered', scan, layout, rest, order };
  const isById =
    main.order.isComplete && isOfFewValues(best) && rest.every((term) => termValues(term, type)?.name === 'id');
  const byId = isById ? { scan: main.scan, rest: restOf(terms, type, main), order: main.order } : undefined;
  return { kind: 'sorted', scan, layout, rest, order, byId };
}
