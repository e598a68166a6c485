import type { FileContent } from '../../shared/collect/file/lookAtFile.ts';
import type { AskService } from '../../shared/collect/ledger/askService.ts';
import { coverReport, type CoverageNews } from '../../shared/collect/ledger/coverReport.ts';
import { openLedger } from '../../shared/collect/ledger/openLedger.ts';
import { isPresent } from '../../shared/collect/isPresent.ts';
import type { RowOutcome } from '../../shared/collect/rowOutcome.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { fileDigest } from './fileDigest.ts';
import type { ImportProgress } from './importProgress.ts';

/** What an import notes of a file, so that report functions pass over a date of which it is not whole. */
export interface ImportLedger {
  /** The file is at its end, and every row is stored or refused for good. */
  finish(progress: ImportProgress): Promise<void>;
  /** It was stopped before, for this reason. */
  stop(reason: string): Promise<void>;
}

/** What the coverage says of a file that is at its end; the reason has nothing that stands in the file. */
function outcomeOf({ created, updated, failed }: ImportProgress['counts']): Pick<CoverageNews, 'outcome' | 'reason'> {
  if (failed > 0) return { outcome: 'failed', reason: `${failed} ${failed === 1 ? 'row' : 'rows'} failed.` };
  return { outcome: created + updated > 0 ? 'stored' : 'nothingNew' };
}

/**
 * Opens the entries of a report file in the ledger, incomplete where there is none; undefined for a file that is no report
 * but a copy of a set, or of which no row says of which date it is.
 *
 * @throws Error when the service refuses or does not answer; then nothing of the file may be stored
 */
export async function importLedger(
  ask: AskService,
  { name: report, shape }: EntityType,
  file: string,
  { parts, warnings, concealed, isCopy }: FileContent,
): Promise<ImportLedger | undefined> {
  if (isCopy || parts.length === 0) return undefined;
  const ledger = await openLedger(ask, 'import', { report, digest: await fileDigest(file), parts });
  const cover = async (news: Omit<CoverageNews, 'by'>): Promise<void> =>
    await coverReport(ask, report, { by: 'import', ...news }, Date.now());
  return {
    stop: async (reason) => await cover({ outcome: 'failed', reason, refreshDates: [], days: [] }),
    async finish({ counts, parts: counted, days }) {
      for (const [name, ofPart] of Object.entries(counted)) {
        const [period = '', refreshDate = ''] = name.split(' ');
        const part = refreshDate === '' ? undefined : { period: period === '' ? null : period, refreshDate };
        for (const [kind, rows] of Object.entries(ofPart)) {
          for (let row = 0; row < rows; row += 1) ledger.count(part, kind as RowOutcome['kind']);
        }
      }
      await ledger.finish(warnings);
      const present = Object.entries(counted).filter(([, ofPart]) =>
        Object.entries(ofPart).some(([kind, rows]) => rows > 0 && isPresent({ kind: kind as RowOutcome['kind'] })),
      );
      const refreshDates = present.flatMap(([name]) => name.split(' ')[1] ?? []);
      await cover({
        ...outcomeOf(counts),
        refreshDates,
        days: Object.keys(days),
        ...(shape === 'detail' && { isConcealed: concealed.length > 0 }),
      });
    },
  };
}
