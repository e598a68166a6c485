import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportTask } from '../../local/import/importFile.ts';
import type { ImportProgress } from '../../local/import/importProgress.ts';
import { lookInOrder } from '../../shared/collect/file/lookInOrder.ts';
import { recogniseFile } from '../../local/import/recogniseFile.ts';
import { storeFile } from '../../local/import/storeFile.ts';
import { differingDays } from '../../shared/collect/differingDays.ts';
import { model } from '../../shared/model/model.ts';
import { serviceOf } from './serviceOf.ts';
import type { TestApp } from './testApp.ts';

type OnRow = NonNullable<ImportTask['onRow']>;

/**
 * Imports a file of this name and content into an app, in this process; returns what became of its rows, or of a dry run
 * what would.
 */
export async function importInto(
  app: TestApp,
  name: string,
  content: string | Uint8Array,
  { isDryRun = false } = {},
): Promise<
  Pick<ImportProgress, 'counts' | 'failures'> & {
    readonly warnings: readonly string[];
    /** Days whose figures differ between two periods, each in a sentence. */
    readonly differing: readonly string[];
  }
> {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const header = await recogniseFile(model, file);
    const looked = await lookInOrder({ type: header.type, path: file, name: file, header });
    const { look, found } = differingDays(header.type);
    const task = { file, content: looked, onRow: (row: Parameters<OnRow>[0]) => look(row.id, row.values) };
    const { counts, failures } = await storeFile(task, serviceOf(app), isDryRun);
    return { counts, failures, warnings: looked.warnings, differing: found() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
