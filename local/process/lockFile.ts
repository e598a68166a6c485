import { readFile, rm, writeFile } from 'node:fs/promises';
import { isAlive } from './isAlive.ts';

/** Makes the file; the second try is behind a process that ended. */
async function take(file: string, what: string, isSecond = false): Promise<void> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    // It is empty for the moment in which it is written.
    if (isSecond || owner === 0 || isAlive(owner)) {
      throw new Error(`${what} already, by process ${owner}. If no such process runs, delete ${file}.`, {
        cause: error,
      });
    }
    await rm(file, { force: true });
    await take(file, what, true);
  }
}

/**
 * Does work that no other process may do at the same time: a file with the id of the process stands for it meanwhile. One that a
 * process left behind which ended is taken over.
 *
 * @param what what would be done twice, for the message
 * @throws Error when it is being done
 */
export async function lockFile<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  await take(file, what);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
