import type { RowFilter } from './rowFilter.ts';
import type { Row } from './rows.ts';
import type { RowValue } from './rowValue.ts';

type Operator = (RowFilter & { kind: 'compare' })['operator'];

/** Values of one type each. */
const operators: Readonly<Record<Operator, (left: RowValue, right: RowValue) => boolean>> = {
  eq: (left, right) => left === right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
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
    const left = properties[property];
    return typeof left === typeof right && holds(left as RowValue, right);
  };
}
