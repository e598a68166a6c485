import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';

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
