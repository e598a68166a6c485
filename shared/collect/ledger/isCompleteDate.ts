import { ledgerName } from '../../edm/ledgerId.ts';
import type { AskService } from './askService.ts';
import { readEntitySet } from './entity.ts';
import type { LedgerEntry } from './ledgerEntry.ts';

/**
 * Whether the ledger has all of a report for a refresh date: no file of it that is not stored to its end, and at least one of
 * each of some periods that is.
 *
 * @param periods in days; null for what has none
 * @throws CollectFailure when the service refuses
 */
export async function isCompleteDate(
  ask: AskService,
  report: string,
  refreshDate: string,
  periods: readonly (string | null)[],
): Promise<boolean> {
  const filter = encodeURIComponent(`refreshDate eq ${refreshDate} and report eq '${report}'`);
  const query = `$filter=${filter}&$select=id,period,complete`;
  const entries = await readEntitySet<Pick<LedgerEntry, 'period' | 'complete'>>(ask, ledgerName, query);
  if (entries.some(({ complete }) => complete === false)) return false;
  const complete = entries.filter((entry) => entry.complete === true).map(({ period }) => period);
  return complete.length > 0 && periods.every((period) => complete.includes(period));
}
