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

/** Makes the test of a filter as storage evaluates it: an absent value or one of another type matches nothing. */
export function matchesFilter(filter: RowFilter): (properties: Row['properties']) => boolean {
  if (filter.kind !== 'compare') {
    const tests = filter.terms.map(matchesFilter);
    return filter.kind === 'and'
      ? (properties) => tests.every((test) => test(properties))
      : (properties) => tests.some((test) => test(properties));
  }
  const { property, value: right } = filter;
  const holds = operators[filter.operator];
  return (properties) => {
    const left = properties[property] as typeof right | undefined;
    return typeof left === typeof right && left !== undefined && holds(left < right ? -1 : left > right ? 1 : 0);
  };
}
