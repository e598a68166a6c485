import type { ListedReport } from '../../shared/service/listedReport.ts';
import { queryAddress } from '../api/queryAddress.ts';
import { detailNames } from './detailColumns.ts';

/** What rows of a detail are asked for. */
export interface DetailQuery {
  /** Days of the report, such as `30`; undefined for a report without periods. */
  readonly period: string | undefined;
  /** As `$filter`; empty for all rows. */
  readonly filter: string;
  /** A property, with a minus before it for the greatest first. */
  readonly sort: string | undefined;
}

const path = (report: ListedReport, period: string | undefined): string =>
  `/v1.0/${report.root ?? 'reports'}/${report.function}${period === undefined ? '' : `(period='${period === 'ALL' ? period : `D${period}`}')`}`;

/** The address of rows, by the report function: of the newest refresh date that is complete. */
export function detailAddress(report: ListedReport, { period, filter, sort }: DetailQuery): string {
  const [, isDown, name] = /^(-)?(\w+)$/.exec(sort ?? report.subject ?? '') ?? [];
  const orderby = name === undefined ? undefined : `${name}${isDown === undefined ? '' : ' desc'}`;
  return queryAddress(path(report, period), { filter: filter === '' ? undefined : filter, orderby });
}

/** The address of how many rows there are; with a condition the number stands beside no rows, in JSON. */
export function detailCountAddress(report: ListedReport, { period, filter }: DetailQuery): string {
  if (filter === '') return `${path(report, period)}/$count`;
  return queryAddress(path(report, period), { filter, top: 0, count: 'true' });
}

/** The address of one row, which tells the refresh date. */
export function detailDateAddress(report: ListedReport, period: string | undefined): string {
  return queryAddress(path(report, period), { top: 1, select: 'reportRefreshDate' });
}

/** The rows in whose name or address a text is; empty without a text. */
export function detailFindFilter({ columns, subject }: ListedReport, wanted: string): string {
  const text = wanted.trim().toLowerCase().replaceAll("'", "''");
  if (text === '') return '';
  const names = new Set([
    ...(subject === undefined ? [] : [subject]),
    ...detailNames(columns, subject),
    'userPrincipalName',
    'ownerPrincipalName',
  ]);
  const there = columns.filter(({ name }) => names.has(name));
  return `(${there.map(({ name }) => `contains(tolower(${name}),'${text}')`).join(' or ')})`;
}
