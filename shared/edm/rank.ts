import type { PropertyValue } from './edmValue.ts';
import type { EntityType } from './entityType.ts';

/** How new a version of a row is, among those of its key. */
export interface Rank {
  /** The refresh date; empty without one that counts. */
  readonly date: string;
  /** The days of the report's period; more than any when they are not known. */
  readonly days: number;
}

/**
 * The rank of a version of a row by its refresh date and period.
 *
 * @param latest the last date that counts (see `tomorrow`)
 */
export function rankOf(
  { reportFunction }: EntityType,
  values: Readonly<Record<string, PropertyValue>>,
  latest: string,
): Rank {
  const date = values[reportFunction?.refreshDate ?? ''];
  const days = values[reportFunction?.period ?? ''];
  return {
    date: typeof date === 'string' && date <= latest ? date : '',
    days: typeof days === 'string' && /^[0-9]{1,4}$/.test(days) ? Number(days) : Infinity,
  };
}

/** True when a version is newer than the other: of a newer refresh date, or of the same and a shorter period. */
export function ranksAbove(one: Rank, other: Rank): boolean {
  return one.date > other.date || (one.date === other.date && one.days < other.days);
}
