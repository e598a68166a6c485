import type { EntityType } from '../../edm/entityType.ts';
import { indexKeepsOrder } from '../indexKey.ts';
import { encodeKey } from '../keyEncoding.ts';
import { keyRange, type KeyRange } from '../keyRange.ts';
import { mainPrefix } from '../layout.ts';
import type { EntityQuery, SortKey } from '../entityQuery.ts';
import { indexRange } from './indexRange.ts';
import { conjuncts, isEquality, propertyConstraint, type PropertyConstraint } from './propertyConstraint.ts';
import { valueAxes } from './valueAxis.ts';

/** A range of rows of one kind: main rows, or the rows of the index on `property`. */
export interface RowRange extends KeyRange {
  readonly property?: string;
}

/** How the result of a query is read (docs/architecture.md, the read plan). */
export type Plan =
  /** The filter contradicts itself: no request at all. */
  | { readonly kind: 'nothing' }
  /** Rows in the order of their keys. */
  | { readonly kind: 'forward'; readonly range: RowRange }
  /** Rows of an index from the highest value down, rows of one value by key, null at the end. */
  | { readonly kind: 'backward'; readonly property: string; readonly constraint: PropertyConstraint }
  /** As before, rows of one value of the first sort key sorted by the others. */
  | {
      readonly kind: 'grouped';
      readonly rows: Plan & { readonly kind: 'forward' | 'backward' };
      readonly property: string;
    }
  /** All rows of a range, the wanted ones kept. */
  | { readonly kind: 'sorted'; readonly range: RowRange };

/** The main rows whose ids can satisfy the constraint. */
function mainRange({ lower, upper }: PropertyConstraint): RowRange {
  const whole = keyRange(mainPrefix);
  const first =
    typeof lower?.value === 'string' && lower.value.isWellFormed() ? mainPrefix + encodeKey(lower.value) : whole.from;
  const last =
    typeof upper?.value === 'string' && upper.value.isWellFormed()
      ? `${mainPrefix}${encodeKey(upper.value)}!`
      : whole.to;
  return { from: first, to: last };
}

function sortsBy(key: SortKey | undefined, name: string): boolean {
  return key?.expression.kind === 'property' && key.expression.name === name;
}

/** The cheapest range that holds every entity the filter can pass, when no order is asked for or none can be had. */
function cheapestRange(type: EntityType, constraints: ReadonlyMap<string, PropertyConstraint>): RowRange {
  const candidates = type.indexes.flatMap((property) => {
    const constraint = constraints.get(property);
    return constraint === undefined ? [] : [{ property, constraint }];
  });
  const rank = ({ constraint }: (typeof candidates)[number]): number =>
    isEquality(constraint)
      ? 0
      : constraint.lower !== undefined && constraint.upper !== undefined
        ? 1
        : (constraint.lower ?? constraint.upper)
          ? 2
          : 3;
  const [best] = candidates.filter((candidate) => rank(candidate) < 3).sort((a, b) => rank(a) - rank(b));
  const byKey = mainRange(constraints.get('id') ?? { isNull: false, notNull: true });
  if (best === undefined) return byKey;
  return { property: best.property, ...indexRange(type, best.property, best.constraint) };
}

/** The range for rows in the order of the sort keys, if an index or the key has that order. */
function orderedRows(
  type: EntityType,
  orderby: readonly SortKey[],
  constraints: ReadonlyMap<string, PropertyConstraint>,
): Plan | undefined {
  const [first, second] = orderby;
  if (first === undefined) return undefined;
  if (sortsBy(first, 'id')) {
    if (first.descending) return undefined;
    return { kind: 'forward', range: mainRange(constraints.get('id') ?? { isNull: false, notNull: true }) };
  }
  const property = type.indexes.find((name) => sortsBy(first, name));
  if (property === undefined || !indexKeepsOrder(type, property)) return undefined;
  if (first.descending && valueAxes[type.properties[property]?.type ?? 'Edm.String'] === undefined) return undefined;
  const constraint = constraints.get(property) ?? { isNull: false, notNull: false };
  const rows = first.descending
    ? ({ kind: 'backward', property, constraint } as const)
    : ({ kind: 'forward', range: { property, ...indexRange(type, property, constraint) } } as const);
  const isWhole = second === undefined || (sortsBy(second, 'id') && !second.descending);
  return isWhole ? rows : { kind: 'grouped', rows, property };
}

/**
 * Chooses the access path of a query: by key (a range of one row), by an index that has the order asked for, by the index with the narrowest
 * range, or over the main rows. The rows it reads are always a superset of the result.
 */
export function choosePlan(type: EntityType, query: EntityQuery): Plan {
  const terms = conjuncts(query.filter);
  if (terms.some((term) => term.kind === 'constant' && term.value !== true)) return { kind: 'nothing' };
  const constraints = new Map<string, PropertyConstraint>();
  for (const name of ['id', ...type.indexes]) {
    const constraint = propertyConstraint(type, name, terms);
    if (constraint === undefined || (name === 'id' && constraint.isNull)) return { kind: 'nothing' };
    constraints.set(name, constraint);
  }
  const id = constraints.get('id');
  if (id !== undefined && isEquality(id)) return { kind: 'forward', range: mainRange(id) };

  const hasEquality = type.indexes.some((name) => {
    const constraint = constraints.get(name);
    return constraint !== undefined && isEquality(constraint) && !sortsBy(query.orderby[0], name);
  });
  const range = cheapestRange(type, constraints);
  if (query.orderby.length === 0) return { kind: 'forward', range };
  // An equality on another index leaves few rows; sorting them is cheaper than filtering along the order.
  const ordered = hasEquality ? undefined : orderedRows(type, query.orderby, constraints);
  return ordered ?? { kind: 'sorted', range };
}
