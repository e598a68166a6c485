import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';

/** A part of a report file by its name, which no other of the file has. */
export function partName({
  period,
  refreshDate,
}: {
  readonly period: string | null;
  readonly refreshDate: string;
}): string {
  return `${period ?? ''} ${refreshDate}`;
}

/** Of which period (days; null where it does not tell) and refresh date a row is; undefined for a row without a date. */
export function partOf(
  { reportFunction }: EntityType,
  values: Readonly<Record<string, PropertyValue>>,
): { readonly period: string | null; readonly refreshDate: string } | undefined {
  const refreshDate = values[reportFunction?.refreshDate ?? ''];
  const period = values[reportFunction?.period ?? ''];
  return typeof refreshDate === 'string'
    ? { refreshDate, period: typeof period === 'string' ? period : null }
    : undefined;
}
