import { dateAfter, dateOfMoment, dateText, datesBetween, datesIn, type DateRange } from '../figures/dates.ts';
import { rowText, type Row } from '../figures/row.ts';
import type { DayState } from '../chart/strip.ts';

/** What the service has of a report, and what became of the last attempt to collect it. */
export interface CoverageRow {
  readonly set: string;
  readonly firstDay: string;
  readonly newestDay: string;
  readonly lastRunAt: string;
  readonly lastRunBy: string;
  readonly outcome: string;
  readonly reason: string;
  /** Of the last 180 days. */
  readonly missing: readonly DateRange[];
  readonly concealedSince: string;
}

/** How long Microsoft Graph still has a day, in days. */
const keptDays = 180;
/** Microsoft publishes a day about two days later: until then it is not missing. */
const usualLag = 2;
/** Days behind the newest it may be before something is wrong. */
const mostLag = 4;

/** Reads a row of the set `reportCoverage`. */
export function coverageRowOf(row: Row): CoverageRow {
  const missing = row['missing'];
  return {
    set: rowText(row, 'report'),
    firstDay: rowText(row, 'firstDay'),
    newestDay: rowText(row, 'newestDay'),
    lastRunAt: rowText(row, 'lastRunAt'),
    lastRunBy: rowText(row, 'lastRunBy'),
    outcome: rowText(row, 'lastOutcome'),
    reason: rowText(row, 'lastReason'),
    missing: (Array.isArray(missing) ? missing : []).flatMap((text: string) => {
      const [from = '', to = from] = text.split('/');
      return from === '' ? [] : [{ from, to }];
    }),
    concealedSince: rowText(row, 'namesConcealedSince'),
  };
}

/** How many days or refresh dates are missing. */
export function coverageRowMissing({ missing }: Pick<CoverageRow, 'missing'>): number {
  return missing.reduce((sum, { from, to }) => sum + datesBetween(from, to) + 1, 0);
}

/** How each day of the last `count` stands, the last of them today. */
export function coverageRowStates(
  { firstDay, newestDay, missing }: CoverageRow,
  today: string,
  count: number,
): readonly DayState[] {
  return datesIn({ from: dateAfter(today, 1 - count), to: today }).map((date) => {
    if (firstDay === '' || date < firstDay) return 'none';
    if (missing.some(({ from, to }) => from <= date && date <= to)) return 'hole';
    if (date <= newestDay) return 'there';
    return datesBetween(date, today) > mostLag ? 'hole' : 'due';
  });
}

/** Until when Microsoft Graph has the oldest day that is missing; undefined when it has it no longer, or nothing is missing. */
export function coverageRowUntil({ missing }: Pick<CoverageRow, 'missing'>, today: string): string | undefined {
  const ends = missing.map(({ to }) => dateAfter(to, keptDays)).filter((end) => end >= today);
  return ends.length === 0 ? undefined : ends.sort()[0];
}

/** What is wrong with a report, in words; empty when nothing is. */
export function coverageRowTroubles(row: CoverageRow, today: string): readonly string[] {
  const { outcome, reason, lastRunAt, newestDay, concealedSince } = row;
  const day = lastRunAt === '' ? '' : ` ${dateText(dateOfMoment(lastRunAt), 'dayMonth')}`;
  const because = reason === '' ? '' : `: ${reason.replace(/\.$/, '')}`;
  const count = coverageRowMissing(row);
  const until = coverageRowUntil(row, today);
  return [
    ...(outcome === 'failed' ? [`Failed${day}${because}. It is asked for again at the next run.`] : []),
    ...(outcome === 'unavailable' ? [`Microsoft Graph does not give this report${because}.`] : []),
    ...(newestDay !== '' && datesBetween(newestDay, today) > usualLag + mostLag
      ? [`Nothing newer than ${dateText(newestDay)}.`]
      : []),
    ...(count === 0
      ? []
      : [
          `${count} ${count === 1 ? 'day is' : 'days are'} missing. ${
            until === undefined
              ? 'Microsoft no longer has them.'
              : `Microsoft keeps the first until ${dateText(until)}.`
          }`,
        ]),
    ...(concealedSince === ''
      ? []
      : [
          `Names are concealed since ${dateText(concealedSince)} by a setting of your organisation, which a global administrator can change.`,
        ]),
  ];
}
