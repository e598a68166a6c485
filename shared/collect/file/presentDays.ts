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

/** Of which days and refresh dates a file left rows. */
export interface PresentDays {
  readonly days: readonly string[];
  readonly refreshDates: readonly string[];
}

/**
 * Gathers of which days and refresh dates a file left rows: none of a row that was refused, or that is older than rows are kept.
 * What became of rows that a run before has done with is not known, so that of their days storage is asked.
 */
export function presentDays() {
  const [days, dates] = [new Set<string>(), new Set<string>()];
  const earlier = new Map<string, string>();
  return {
    note({ day, part }: DatedRow, outcome: RowOutcome): void {
      if (typeof day !== 'string' || part === undefined || !isPresent(outcome)) return;
      days.add(day);
      dates.add(part.refreshDate);
    },
    noteEarlier({ day, part, json }: DatedRow): void {
      if (json !== undefined && typeof day === 'string' && part !== undefined) earlier.set(day, part.refreshDate);
    },
    /** @param storedDays which of some days have rows */
    async found(storedDays: (days: readonly string[]) => Promise<ReadonlySet<string>>): Promise<PresentDays> {
      const open = [...earlier.keys()].filter((day) => !days.has(day));
      const stored = open.length === 0 ? new Set<string>() : await storedDays(open);
      for (const day of open.filter((one) => stored.has(one))) {
        days.add(day);
        dates.add(earlier.get(day) ?? day);
      }
      return { days: [...days].sort(), refreshDates: [...dates].sort() };
    },
  };
}
