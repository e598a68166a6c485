import type { EntityType } from './entityType.ts';

/**
 * The Edm.Date by which the age of a row of a report is told: the day it is about, else the refresh date of its report.
 * Undefined for types that are no report.
 */
export function ageProperty({ shape, reportFunction }: EntityType): string | undefined {
  return shape === undefined ? undefined : (reportFunction?.newestFirst ?? reportFunction?.refreshDate);
}
