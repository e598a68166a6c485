import type { EntityType, ReportFunction } from '../edm/entityType.ts';

/** One report to ask Microsoft Graph for. */
export interface ReportRequest {
  readonly type: EntityType;
  /** The call of the report function, such as `getX(period='D7')`. */
  readonly call: string;
  /** The days of the period, by the property that must hold them in every row. */
  readonly period?: { readonly property: string; readonly days: string };
}

/** The periods of Graph's report functions, in days. */
const periods = ['7', '30', '90', '180'];

/**
 * Where rows do not tell their period, reports of several periods would hold the same rows and overwrite each other: the
 * longest stands for all.
 */
const periodsOf = ({ period }: ReportFunction): readonly string[] =>
  period === undefined ? periods.slice(-1) : periods;

function requestsOf(type: EntityType): readonly ReportRequest[] {
  const { reportFunction: called } = type;
  if (called?.parameters.includes('period') !== true) return [];
  return periodsOf(called).map((days) => ({
    type,
    call: `${called.name}(period='D${days}')`,
    ...(called.period !== undefined && { period: { property: called.period, days } }),
  }));
}

/** Reports with a row for each user or group also have the parameter `date`. */
const isDetail = ({ reportFunction }: EntityType): boolean => reportFunction?.parameters.includes('date') === true;

/** The services whose reports are collected. */
const collected: readonly string[] = ['microsoft365'];

/**
 * Every report of the services that are collected, in all periods, the long ones with details last. Details are asked for by period, never by
 * `date`: that selects who was active on one day, which is another report than the one a night without a run would lack.
 */
export function reportRequests(model: readonly EntityType[]): readonly ReportRequest[] {
  const types = model.filter(({ service }) => collected.includes(service ?? ''));
  const [counts, details] = [types.filter((type) => !isDetail(type)), types.filter(isDetail)];
  return [...counts, ...details].flatMap(requestsOf);
}
