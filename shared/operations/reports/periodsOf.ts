import type { ReportArguments } from '../../bind/bound/resource.ts';
import type { ReportFunction } from '../../edm/entityType.ts';

/** The value of `period` that stands for all others together. */
const all = 'ALL';

/** True for a call that asks for all periods together. */
export function isOfAllPeriods({ period }: ReportArguments): boolean {
  return period === all;
}

/**
 * The periods a call is about, in days as reports have them, the shortest first: `7` for D7, all there are for ALL, and for a
 * call that names none those of all versions.
 */
export function periodsOf({ periods, versions = {} }: ReportFunction, { period, version }: ReportArguments): string[] {
  if (period !== undefined && period !== all) return [period.slice(1)];
  const ofVersion = period === undefined ? Object.values(versions).flat() : (versions[version ?? ''] ?? []);
  const known = new Set(ofVersion.length > 0 ? ofVersion : periods);
  known.delete(all);
  return [...known].map((each) => each.slice(1)).sort((left, right) => Number(left) - Number(right));
}
