import type { ReportArguments } from '../../bind/bound/resource.ts';
import { dateType } from '../../edm/dateType.ts';
import { foreignPosition } from '../../store/walk/rowPosition.ts';

/** The state of a date for a period. */
export interface Snapshot {
  /** In days, such as `7`; undefined where a report does not tell its periods apart. */
  readonly period: string | undefined;
  readonly date: string;
}

/** What a paging token says of the snapshots its page was of. */
export function writeSnapshots(snapshots: readonly Snapshot[]): string {
  return snapshots.map(({ period = '', date }) => `${period}=${date}`).join(';');
}

/**
 * Reads it; a 400 for what no page of a call could say: other periods than the call is about, one of them twice, another
 * date than it names, or one behind `latest`.
 */
export function readSnapshots(
  anchor: string,
  periods: readonly string[],
  { date: named }: ReportArguments,
  latest: string,
): readonly Snapshot[] {
  const snapshots = anchor.split(';').map((text): Snapshot => {
    const [period = '', date = '', ...more] = text.split('=');
    const isRight = named === undefined ? dateType.fromText(date) !== undefined && date <= latest : date === named;
    if (more.length > 0 || !isRight || (periods.length === 0 ? period !== '' : !periods.includes(period)))
      throw foreignPosition();
    return { period: period === '' ? undefined : period, date };
  });
  if (new Set(snapshots.map(({ period }) => period)).size < snapshots.length) throw foreignPosition();
  return snapshots;
}
