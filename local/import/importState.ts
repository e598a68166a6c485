import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileDigest } from './fileDigest.ts';
import { noProgress, type ImportProgress } from './importProgress.ts';

/**
 * Where an import that was stopped is to go on: a file below the data folder, found again by the content of the imported
 * file and by where it goes.
 *
 * @param goal what tells imports of the same file apart: address, tenant
 */
export async function importState(dataDir: string, file: string, goal: readonly string[]) {
  const key = createHash('sha256')
    .update(JSON.stringify([await fileDigest(file), ...goal]))
    .digest('hex');
  const state = path.join(dataDir, 'import', `${key.slice(0, 32)}.json`);
  let last = Promise.resolve();

  async function write(text: string): Promise<void> {
    await mkdir(path.dirname(state), { recursive: true });
    await writeFile(`${state}.new`, text);
    await rename(`${state}.new`, state);
  }

  return {
    /** Undefined when nothing was begun. */
    async read(): Promise<ImportProgress | undefined> {
      const text = await readFile(state, 'utf8').catch(() => undefined);
      // What a version before has written may lack something.
      return text === undefined ? undefined : { ...noProgress(), ...(JSON.parse(text) as ImportProgress) };
    },
    /** Writes one after the other, each whole. */
    save(progress: ImportProgress): Promise<void> {
      const text = JSON.stringify(progress);
      last = last.then(() => write(text));
      return last;
    },
    /** The import is at its end. */
    remove: async (): Promise<void> => await rm(state, { force: true }),
  };
}
