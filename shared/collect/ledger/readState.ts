import { ledgerName } from '../../edm/ledgerId.ts';
import { utcDate } from '../../edm/tomorrow.ts';
import { readEntitySet } from './entity.ts';
import type { AskService } from './askService.ts';
import { coverageName, type CoverageEntry } from './coverageEntry.ts';
import { dateAfter } from './dates.ts';
import type { LedgerEntry } from './ledgerEntry.ts';

/** What the service says it has, when a run begins. */
export interface CollectedState {
  readonly coverage: ReadonlyMap<string, CoverageEntry>;
  /** The entries of the last weeks, by report. */
  readonly ledger: ReadonlyMap<string, readonly LedgerEntry[]>;
}

/** How far back entries are read, in days of their refresh dates: longer than a month and the delay of the slowest report. */
const window = 45;

/** Reads the coverage of all reports and the last weeks of the ledger; throws a CollectFailure when it is refused. */
export async function readState(ask: AskService, now: number): Promise<CollectedState> {
  const since = dateAfter(utcDate(now), -window);
  const filter = encodeURIComponent(`refreshDate ge ${since}`);
  const coverage = await readEntitySet<CoverageEntry>(ask, coverageName, '$top=1000');
  const ledger = new Map<string, LedgerEntry[]>();
  for (const entry of await readEntitySet<LedgerEntry>(ask, ledgerName, `$filter=${filter}`)) {
    const entries = ledger.get(entry.report) ?? [];
    entries.push(entry);
    ledger.set(entry.report, entries);
  }
  return { coverage: new Map(coverage.map((entry) => [entry.report, entry])), ledger };
}
