import type { PropertyValue } from '../../edm/edmValue.ts';
import { isPresent } from '../isPresent.ts';
import type { RowOutcome } from '../rowOutcome.ts';

/** A row of a file, as far as the days of the file are told by it. */
interface DatedRow {
  readonly part: { readonly refreshDate: string } | undefined;
  /** The day it is about; the refresh date where it is about none. */
  readonly day?: PropertyValue;
  readonly json?: string;
}

/**
 * Gathers of which days and refresh dates a file left rows: none of a row that was refused, or that is older than rows are kept.
 * Of rows that a run before has done with, those count that could be sent and are younger than what this one found too old.
 */
export function presentDays() {
  const [days, dates] = [new Set<string>(), new Set<string>()];
  const earlier = new Map<string, string>();
  let expiredUntil = '';
  return {
    note({ day, part }: DatedRow, outcome: RowOutcome): void {
      if (typeof day !== 'string' || part === undefined) return;
      if (outcome.kind === 'expired' && day > expiredUntil) expiredUntil = day;
      if (!isPresent(outcome)) return;
      days.add(day);
      dates.add(part.refreshDate);
    },
    noteEarlier({ day, part, json }: DatedRow): void {
      if (json !== undefined && typeof day === 'string' && part !== undefined) earlier.set(day, part.refreshDate);
    },
    found(): { readonly days: readonly string[]; readonly refreshDates: readonly string[] } {
      for (const [day, date] of earlier) {
        if (day <= expiredUntil) continue;
        days.add(day);
        dates.add(date);
      }
      return { days: [...days].sort(), refreshDates: [...dates].sort() };
    },
  };
}
