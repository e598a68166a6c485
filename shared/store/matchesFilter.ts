import type { RowFilter } from './rowFilter.ts';
import type { Row } from './rows.ts';

type Operator = (RowFilter & { kind: 'compare' })['operator'];

const operators: Readonly<Record<Operator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Evaluates a filter as storage does: an absent value or one of another type matches nothing. */
export function matchesFilter(filter: RowFilter, properties: Row['properties']): boolean {
  if (filter.kind !== 'compare') {
    const matches = (term: RowFilter) => matchesFilter(term, properties);
    return filter.kind === 'and' ? filter.terms.every(matches) : filter.terms.some(matches);
  }
  const value = properties[filter.property];
  if (typeof value !== typeof filter.value) return false;
  const left = value as string;
  const right = filter.value as string;
  return operators[filter.operator](left < right ? -1 : left > right ? 1 : 0);
}
