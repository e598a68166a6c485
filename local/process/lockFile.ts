import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './isAlive.ts';

const lookEveryMs = 50;
/** What is waited for takes seconds: a file as old as this is one that was left behind, by a process whose id another has now. */
const longestMs = 60_000;

/** Makes the file, when no process has it that runs. */
async function take(file: string, onHeld: (owner: number) => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    // It is empty for the moment in which it is written.
    if (owner === 0 || isAlive(owner)) await onHeld(owner);
    else await rm(file, { force: true });
  }
}

async function waitFor(file: string): Promise<void> {
  const made = (await stat(file).catch(() => undefined))?.mtimeMs;
  if (made !== undefined && Date.now() - made > longestMs) await rm(file, { recursive: true, force: true });
  else await sleep(lookEveryMs);
}

/**
 * Does work that no other process may do at the same time: a file with the id of the process stands for it meanwhile. One that a
 * process left behind which ended is taken over.
 *
 * @param what what would be done twice, for the message; undefined for work of seconds: it is done when that of the other is over
 * @throws Error when it is being done and not waited for
 */
export async function lockFile<T>(file: string, what: string | undefined, work: () => Promise<T>): Promise<T> {
  await take(file, (owner) => {
    if (what === undefined) return waitFor(file);
    throw new Error(`${what} already, by process ${owner}. If no such process runs, delete ${file}.`);
  });
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
