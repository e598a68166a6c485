import type { RowFilter } from './rowFilter.ts';
import type { RangeQuery } from './rows.ts';
import type { RowValue } from './rowValue.ts';

/** The $filter of a range of one partition, in the dialect of the table service. */
export function odataFilter(partitionKey: string, { from, fromExclusive, to, filter }: RangeQuery): string {
  const range =
    `PartitionKey eq ${literal(partitionKey)} and ` +
    `RowKey ${fromExclusive === true ? 'gt' : 'ge'} ${literal(from)} and RowKey lt ${literal(to)}`;
  return filter === undefined ? range : `${range} and ${condition(filter)}`;
}

function condition(filter: RowFilter): string {
  if (filter.kind === 'compare') return `${filter.property} ${filter.operator} ${literal(filter.value)}`;
  return `(${filter.terms.map(condition).join(` ${filter.kind} `)})`;
}

/** Int64 needs its suffix: without it storage compares as a float, or not at all. */
function literal(value: RowValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return typeof value === 'bigint' ? `${value.toString()}L` : String(value);
}
