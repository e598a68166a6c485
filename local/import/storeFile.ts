import { CollectFailure } from '../../shared/collect/collectFailure.ts';
import type { FileContent } from '../../shared/collect/file/lookAtFile.ts';
import { askOverHttp } from './askOverHttp.ts';
import { createPreview } from './createPreview.ts';
import { createSender } from './createSender.ts';
import { importFile, type ImportTask, type SentRow } from './importFile.ts';
import { importLedger } from './importLedger.ts';
import type { ImportProgress } from './importProgress.ts';
import { RefusedRequest } from './refusedRequest.ts';
import type { Service } from './service.ts';

/** A file that was looked at, and how it is to be stored. */
export type StoreTask = Omit<ImportTask, 'send'> & { readonly content: FileContent };

/** What a request for the ledger is refused with is refused whenever it is repeated, unless the service is only busy. */
const asRefused = (error: unknown): Promise<never> => {
  const isFinal = error instanceof CollectFailure && !error.isTransient;
  return Promise.reject(isFinal ? new RefusedRequest(error.message) : (error as Error));
};

/**
 * Stores the rows of a file with its entries in the ledger, or of a dry run finds out what would become of them. Rejects
 * when a request fails as a whole.
 */
export async function storeFile(
  task: StoreTask,
  service: Service,
  isDryRun: boolean,
): Promise<ImportProgress & { readonly isComplete: boolean }> {
  const { file, content, signal } = task;
  const { type } = content.header;
  const destination = { ...service, url: `${service.root}/${type.name}`, signal };
  if (isDryRun) return await importFile({ ...task, send: createPreview(type, destination) });
  const ledger = await importLedger(askOverHttp(service), type, file, content).catch(asRefused);
  const sendTexts = createSender(destination);
  const send = async (rows: readonly SentRow[]) => await sendTexts(rows.map(({ json }) => json));
  const result = await importFile({ ...task, send });
  if (result.isComplete && !result.hasOpen) await ledger?.finish(result).catch(asRefused);
  return result;
}
