import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileDigest } from './fileDigest.ts';
import { noProgress, type ImportProgress } from './importProgress.ts';

/**
 * Where an import that was stopped is to go on: a file below the data folder, found again by the content of the imported
 * file and by where it goes. Of several imports of the same file at once the last to write it counts: what any of them has done
 * with is done with.
 *
 * @param goal what tells imports of the same file apart: address, tenant
 */
export async function importState(dataDir: string, file: string, goal: readonly string[]) {
  const key = createHash('sha256')
    .update(JSON.stringify([await fileDigest(file), ...goal]))
    .digest('hex');
  const state = path.join(dataDir, 'import', `${key.slice(0, 32)}.json`);
  // Of this import alone: another of the same file may write its own at the same time.
  const draft = `${state}.${randomUUID()}.new`;
  let last = Promise.resolve();

  async function write(text: string): Promise<void> {
    await mkdir(path.dirname(state), { recursive: true });
    try {
      await writeFile(draft, text);
      await rename(draft, state);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
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
