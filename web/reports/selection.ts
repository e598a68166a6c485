import type { DateRange } from './dates.ts';
import { propertyNames } from './propertyNames.ts';
import type { ReportType } from './readReportTypes.ts';

/** What is to be shown. */
export interface Selection extends DateRange {
  readonly type: ReportType;
  /** `7`, `30`, `90` or `180`. */
  readonly period: string;
}

const { date, period: periodName } = propertyNames;

/** The rows of reports of a period, as a `$filter`. */
export function periodFilter(period: string): string {
  return `${periodName} eq '${period}'`;
}

/** The rows of a range of days, as a `$filter`. */
export function rangeFilter({ from, to }: DateRange): string {
  return `${date} ge ${from} and ${date} le ${to}`;
}
