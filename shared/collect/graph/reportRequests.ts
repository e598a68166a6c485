import type { EntityType, ReportFunction } from '../../edm/entityType.ts';

/** One report file to ask Microsoft Graph for. */
export interface ReportRequest {
  readonly type: EntityType;
  /** The call of the report function, such as `getX(period='D7')`. */
  readonly call: string;
  /** The call with the path it is below, such as `reports/getX(period='D7')`. */
  readonly path: string;
  readonly version: ReportFunction['apiVersion'];
  /** The days of the period, and the property that holds them in every row; undefined where rows do not tell it. */
  readonly period?: { readonly property: string; readonly days: string };
  /** It is of a version that must be named, and that a Graph may lack which has the report. */
  readonly isOfOtherVersion?: true;
}

/** What decides on the periods that are asked for. */
export interface PeriodChoice {
  /** The periods of details, such as `D30`. */
  readonly details: readonly string[];
  /** Series are asked for their longest period as well. */
  readonly isLong: boolean;
}

/** Of a series every night; long enough for three weeks without a run. */
const usual = 'D30';
/** Of a series now and then: all that Graph has. */
const long = 'D180';

const daysOf = (period: string): number => Number(period.slice(1));

/** A period of a function, with the version that has to be named for it. */
interface Offered {
  readonly period: string;
  readonly version?: string;
}

/**
 * The periods of a function that stand for a number of days, the shortest first; behind them those that only another version
 * has. What a version has of the periods of another is the same report with other columns, under the same keys.
 */
function offeredPeriods({ periods, versions = {} }: ReportFunction): readonly Offered[] {
  const known = new Set(periods);
  const others = Object.entries(versions).flatMap(([version, all]) =>
    all.filter((period) => !known.has(period)).map((period) => ({ period, version })),
  );
  const counted = (offered: readonly Offered[]): readonly Offered[] =>
    offered
      .filter(({ period }) => /^D\d+$/.test(period))
      .sort((one, other) => daysOf(one.period) - daysOf(other.period));
  return [...counted(periods.map((period) => ({ period }))), ...counted(others)];
}

function chosenPeriods({ shape }: EntityType, called: ReportFunction, choice: PeriodChoice): readonly Offered[] {
  const offered = offeredPeriods(called);
  const among = (wanted: readonly string[]): readonly Offered[] =>
    offered.filter(({ period }) => wanted.includes(period));
  if (shape === 'series') return among(choice.isLong ? [usual, long] : [usual]);
  if (shape === 'total') return offered;
  const chosen = among(choice.details);
  // Where rows do not tell their period, files of several would hold the same rows: the longest stands for all.
  return called.period === undefined ? chosen.slice(-1) : chosen;
}

/**
 * The files of a report that are asked for, the shortest period first: of a series that one is the truer where both have a
 * day. Details are asked for by period and never by `date`: for a date Graph lists who was active on it, which is
 * another report than the state of a night.
 *
 * @param version the version of Graph that has all reports, where it is not the one each report is declared with
 */
export function reportRequests(
  type: EntityType,
  choice: PeriodChoice,
  version?: ReportFunction['apiVersion'],
): readonly ReportRequest[] {
  const { reportFunction: called } = type;
  if (called === undefined) return [];
  const request = (call: string) => ({
    type,
    call,
    path: `${called.root}/${call}`,
    version: version ?? called.apiVersion,
  });
  if (!called.parameters.includes('period')) return called.parameters.length === 0 ? [request(called.name)] : [];
  return chosenPeriods(type, called, choice).map(({ period, version: named }) => ({
    ...request(`${called.name}(period='${period}'${named === undefined ? '' : `,version='${named}'`})`),
    ...(called.period !== undefined && { period: { property: called.period, days: String(daysOf(period)) } }),
    ...(named !== undefined && { isOfOtherVersion: true }),
  }));
}
