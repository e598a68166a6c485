import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportProgress } from '../../local/import/importProgress.ts';
import { recogniseFile } from '../../local/import/recogniseFile.ts';
import { storeFile } from '../../local/import/storeFile.ts';
import { lookAtFile } from '../../shared/collect/file/lookAtFile.ts';
import { model } from '../../shared/model/model.ts';
import type { TestApp, TestRequest } from './testApp.ts';

/**
 * Imports a file of this name and content into an app, in this process; returns what became of its rows, or of a dry run
 * what would.
 */
export async function importInto(
  app: TestApp,
  name: string,
  content: string | Uint8Array,
  { isDryRun = false } = {},
): Promise<Pick<ImportProgress, 'counts' | 'failures'> & { readonly warnings: readonly string[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const header = await recogniseFile(model, file);
    const looked = await lookAtFile({ type: header.type, path: file, name: file, header });
    const service = {
      root: `${app.publicUrl}/v1.0`,
      token: () => Promise.resolve(app.sign()),
      fetch: async (url: string, request: RequestInit) =>
        await app.fetch(url.slice(app.publicUrl.length), request as TestRequest),
    };
    const { counts, failures } = await storeFile({ file, content: looked }, service, isDryRun);
    return { counts, failures, warnings: looked.warnings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
