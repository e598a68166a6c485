import { CollectFailure } from '../collectFailure.ts';
import type { CollectSummary } from './collectSummary.ts';

type Log = (level: 'info' | 'warning' | 'error', message: string, detail?: unknown) => void;

const concealment =
  'Microsoft 365 conceals the names of users, groups and sites in its reports: they are stored as the hashes Graph gives. ' +
  "To store names, clear 'Display concealed user, group, and site names in all reports' in the Microsoft 365 admin center " +
  '(Settings, Org settings, Reports; displayConcealedNames of /admin/reportSettings). Rows with names are other rows than ' +
  'those with hashes.';

const hasAny = (detail: object): boolean => Object.keys(detail).length > 0;

/** What is told beside the line of a run, and when. */
const warnings: readonly (readonly [message: string, detail: (summary: CollectSummary) => object])[] = [
  [concealment, ({ concealed }) => (concealed.length === 0 ? {} : { types: concealed })],
  ['Reports of Microsoft Graph have other columns than this service knows', ({ columns }) => columns],
  ['Microsoft Graph does not give these reports; told again in a week', ({ unavailable }) => unavailable],
  ['Reports that had rows came without any', ({ emptied }) => emptied],
  ['Reports of Microsoft Graph are later than usual', ({ late }) => late],
  ['Days differ between two periods of one report refresh date', ({ differing }) => differing],
  ['The time of the run was over; the next run goes on', ({ unfinished }) => unfinished],
];

/**
 * Writes the line of a run, and warnings for the operator.
 *
 * @throws CollectFailure when anything failed, which marks the run as failed; what there was no time for has not failed
 */
export function tellSummary(summary: CollectSummary, log: Log): void {
  const { failures } = summary;
  for (const [message, detailOf] of warnings) {
    const detail = detailOf(summary);
    if (hasAny(detail)) log('warning', message, detail);
  }
  log(failures.length === 0 ? 'info' : 'error', 'collected', summary);
  if (failures.length === 0) return;
  throw new CollectFailure(
    `${failures.length} reports failed in whole or in part, such as ${failures[0]?.report ?? ''}: ` +
      `${failures[0]?.reason ?? ''} The others are stored; the next run asks for these again.`,
  );
}
