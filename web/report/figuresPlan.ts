import type { ListedColumn, ListedReport } from '../../shared/service/listedReport.ts';
import { queryAddress } from '../api/queryAddress.ts';
import type { Choices } from '../page/address.ts';
import { reportNumbers } from '../page/reportList.ts';
import type { AskedSpan } from './span.ts';

/** How the figures of a series or a total are asked for. */
export interface FiguresPlan {
  readonly report: ListedReport;
  readonly isTotal: boolean;
  /** The property with the date a row is about. */
  readonly dateName: string;
  /** What tells rows of a date apart, where there are several. */
  readonly kindName: string | undefined;
  readonly numbers: readonly ListedColumn[];
  /** Days of the totals there are; empty for a series and a report without periods. */
  readonly periods: readonly string[];
}

/** What is shown where nothing is chosen. */
const usualPeriod = '30';
const usualKinds: readonly string[] = ['OneDrive', 'All'];

/** Makes the plan of a report. */
export function figuresPlan(report: ListedReport): FiguresPlan {
  const isTotal = report.shape === 'total';
  const hasPeriod = report.columns.some(({ name }) => name === 'reportPeriod');
  return {
    report,
    isTotal,
    dateName: isTotal ? 'reportRefreshDate' : 'reportDate',
    kindName: report.keyParts[0],
    numbers: reportNumbers(report),
    periods: isTotal && hasPeriod ? report.periods.map((period) => period.replace(/^D/, '')) : [],
  };
}

/** The period that is shown; undefined for a report without periods. */
export function figuresPlanPeriod({ periods }: FiguresPlan, { period }: Choices): string | undefined {
  return period !== undefined && periods.includes(period)
    ? period
    : (periods.find((known) => known === usualPeriod) ?? periods[0]);
}

/** The kind that is shown where none is chosen: people's own OneDrive, or the one that stands for all. */
export function figuresPlanKind(
  { report }: FiguresPlan,
  kinds: readonly string[],
  { kind }: Choices,
): string | undefined {
  const usual = report.service === 'oneDrive' ? usualKinds : usualKinds.toReversed();
  return kind ?? usual.find((known) => kinds.includes(known)) ?? kinds[0];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The address of the rows of a span, of one kind and period. */
export function figuresPlanAddress(
  { report, dateName, kindName, numbers, periods, isTotal }: FiguresPlan,
  { from, to }: AskedSpan,
  {
    kind,
    period,
    isNewestFirst,
  }: { readonly kind?: string | undefined; readonly period?: string | undefined; readonly isNewestFirst?: boolean },
): string {
  const filter = [
    ...(kindName !== undefined && kind !== undefined ? [`${kindName} eq ${quoted(kind)}`] : []),
    ...(period === undefined || periods.length === 0 ? [] : [`reportPeriod eq ${quoted(period)}`]),
    ...(from === undefined ? [] : [`${dateName} ge ${from}`]),
    `${dateName} le ${to}`,
  ].join(' and ');
  const select = [
    ...new Set([
      dateName,
      ...(isTotal ? [] : ['reportRefreshDate']),
      ...(kindName === undefined ? [] : [kindName]),
      ...numbers.map(({ name }) => name),
    ]),
  ].join(',');
  return queryAddress(`/v1.0/${report.set}`, {
    filter,
    orderby: `${dateName}${isNewestFirst === true ? ' desc' : ''}`,
    select,
  });
}

/** The address of the newest rows, which tells the newest date and the kinds there are. */
export function figuresPlanNewest({ report, dateName, kindName }: FiguresPlan, to: string): string {
  const select = [dateName, ...(kindName === undefined ? [] : [kindName])].join(',');
  return queryAddress(`/v1.0/${report.set}`, {
    filter: `${dateName} le ${to}`,
    orderby: `${dateName} desc`,
    top: kindName === undefined ? 1 : 40,
    select,
  });
}

/** The address of the newest rows of every period of a total. */
export function figuresPlanPeriods(
  { report, dateName, kindName, periods }: FiguresPlan,
  to: string,
  kind: string | undefined,
): string {
  const filter = [
    ...(kindName !== undefined && kind !== undefined ? [`${kindName} eq ${quoted(kind)}`] : []),
    `reportPeriod in (${periods.map(quoted).join(',')})`,
    `${dateName} le ${to}`,
  ].join(' and ');
  return queryAddress(`/v1.0/${report.set}`, { filter, orderby: `${dateName} desc`, top: 3 * periods.length });
}
