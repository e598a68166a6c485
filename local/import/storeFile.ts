import { CollectFailure } from '../../shared/collect/collectFailure.ts';
import type { OrderedContent } from '../../shared/collect/file/lookInOrder.ts';
import { otherPeriods } from '../../shared/collect/ledger/otherPeriods.ts';
import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { askOverHttp } from './askOverHttp.ts';
import { createSender } from './createSender.ts';
import { importFile, type ImportTask, type SentRow } from './importFile.ts';
import { importLedger } from './importLedger.ts';
import type { ImportProgress } from './importProgress.ts';
import { RefusedRequest } from './refusedRequest.ts';
import type { Service } from './service.ts';

/** A file that was looked at, and how it is to be stored. */
export type StoreTask = Omit<ImportTask, 'send'> & { readonly content: OrderedContent };

/** What a request for the ledger is refused with is refused whenever it is repeated, unless the service is only busy. */
const asRefused = (error: unknown): Promise<never> => {
  const isFinal = error instanceof CollectFailure && !error.isTransient;
  return Promise.reject(isFinal ? new RefusedRequest(error.message) : (error as Error));
};

/** Rows that were refused for the moment only, however often they were sent. */
const storageWasBusy = 'Rows could not be stored for the moment: the same file is to be imported again.';

/**
 * Stores the rows of a file with its entries in the ledger, or of a dry run finds out what would become of them. Rejects
 * when a request fails as a whole.
 */
export async function storeFile(
  task: StoreTask,
  service: Service,
  isDryRun: boolean,
): Promise<ImportProgress & { readonly isComplete: boolean }> {
  const { file, content, signal, onRow } = task;
  const { type } = content.header;
  const ask = askOverHttp(service);
  if (onRow !== undefined && !content.isCopy) {
    for (const row of await otherPeriods(ask, type, content.parts).catch(asRefused)) onRow(row);
  }
  const sendTexts = createSender({ ...service, url: `${service.root}/${type.name}`, signal, isDryRun });
  const send = async (rows: readonly SentRow[]) => await sendTexts(rows.map(({ json }) => json));
  if (isDryRun) return await importFile({ ...task, send });
  const ledger = await importLedger(ask, type, file, content).catch(asRefused);
  const result = await importFile({ ...task, send }).catch(async (error: unknown) => {
    // Why it was stopped counts, and not that this cannot be kept either.
    await ledger?.stop(reasonOf(error)).catch(() => undefined);
    throw error;
  });
  if (result.isComplete && !result.hasOpen) await ledger?.finish(result).catch(asRefused);
  else await ledger?.stop(result.isComplete ? storageWasBusy : 'The import was stopped.').catch(asRefused);
  return result;
}
