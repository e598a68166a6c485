import type { Count } from '../../telemetry/telemetry.ts';
import type { CollectSummary } from './collectSummary.ts';
import type { ReportRun } from './reportRun.ts';

const isWhole = ({ failures, unfinished, unavailable, isElsewhere }: ReportRun): boolean =>
  failures.length === 0 && unfinished.length === 0 && unavailable === undefined && !isElsewhere;

/** Told on the day it begins: what Graph does not have for a tenant at all would be told for ever. */
const isNewlyUnavailable = ({ unavailable, planned }: ReportRun): boolean =>
  unavailable !== undefined && planned.coverage?.lastOutcome !== 'unavailable';

/**
 * Counts what a run came to, for the alert rules: each report of which there is all that Graph has, each that is a problem and
 * of which kind, and the run itself when nothing is left to collect, nor was left to another run that may not come to its end. A
 * failed run is counted by who started it.
 *
 * @param everyReport what stands for the name of a report where a run is counted as a whole
 */
export function countNight(
  runs: readonly ReportRun[],
  { failures, unfinished, elsewhere, late, emptied }: CollectSummary,
  count: Count,
  everyReport: string,
): void {
  for (const run of runs) {
    const report = run.planned.type.name;
    if (isWhole(run)) count('collected', report, 'report');
    if (run.failures.length > 0) count('problems', report, 'failed');
    if (isNewlyUnavailable(run)) count('problems', report, 'unavailable');
  }
  for (const { report } of late) count('problems', report, 'late');
  for (const report of emptied) count('problems', report, 'empty');
  if (failures.length + unfinished.length + elsewhere.length === 0) count('collected', everyReport, 'run');
}
