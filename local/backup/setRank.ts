import { coverageName } from '../../shared/collect/ledger/coverageEntry.ts';
import { ledgerName } from '../../shared/edm/ledgerId.ts';
import { registerName } from '../../shared/forget/registerName.ts';

/** Whether a set is what the service says of the files it has. */
export function isLedger(set: string): boolean {
  return set === ledgerName || set === coverageName;
}

/**
 * The place of a set among those that are restored: the register first, so that nobody in it comes back with the rows; the ledger
 * last. An export follows sets to their end the other way round, so that what is written meanwhile leaves no entry of the ledger
 * without its rows, and nobody whose rows were still there out of the register.
 */
export function setRank(set: string): number {
  return set === registerName ? 0 : isLedger(set) ? 2 : 1;
}
