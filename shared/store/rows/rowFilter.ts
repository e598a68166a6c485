import type { RowValue } from './rowValue.ts';

/**
 * A filter storage evaluates: only comparisons that every table service evaluates as OData does. A row that has no value
 * for the property, or one of another type, never matches. `ne` and `not` are missing because services disagree on them.
 */
export type RowFilter =
  | {
      readonly kind: 'compare';
      readonly property: string;
      readonly operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le';
      readonly value: RowValue;
    }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly RowFilter[] };

/** A filter may hold 15 comparisons; the tenant and the two bounds of a range take three of them. */
export const maxComparisons = 12;

/** Number of comparisons in a filter. */
export function countComparisons(filter: RowFilter): number {
  if (filter.kind === 'compare') return 1;
  return filter.terms.reduce((sum, term) => sum + countComparisons(term), 0);
}
