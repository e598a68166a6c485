import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Where the folders of all runs on this machine are. */
const root = path.join(os.tmpdir(), 'usage-report-spool');

/** Longer than any run lasts, in milliseconds: a folder that was not written to for so long is nobody's any more. */
const longest = 3 * 60 * 60_000;

/** The folders of runs under way in this process. */
const own = new Set<string>();
/** Those of runs of this process that are over, and could not be removed. */
const left = new Set<string>();

/** Whether a process may still be at work; the number of one that ended may have been given again. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === 'EPERM';
  }
}

/** Whether nobody uses a folder any more: the process it is named after crashed, or was stopped. */
async function isLeft(name: string): Promise<boolean> {
  if (own.has(name)) return false;
  if (left.has(name)) return true;
  const id = Number(name.split('-', 1)[0]);
  if (!isAlive(id)) return true;
  const { mtimeMs } = await stat(path.join(root, name));
  // One of this process that is not known is of another process of the same number, or is being made.
  return id === process.pid ? mtimeMs < performance.timeOrigin : Date.now() - mtimeMs > longest;
}

/** Removes what runs that crashed left behind; what cannot be removed stays, for it is no reason not to collect. */
export async function removeLeftSpools(): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    try {
      if (!(await isLeft(name))) continue;
      await rm(path.join(root, name), { recursive: true, force: true });
      left.delete(name);
    } catch {
      continue;
    }
  }
}

/** A folder for the report files of one run. */
export interface SpoolFolder {
  /** A path nothing stands at yet. */
  newPath(): string;
  /** Removes a file, if it is there; one that cannot be removed now goes with the folder. */
  discard(file: string): Promise<void>;
  /** Removes the folder with everything in it. Rejects when that cannot be; the next run tries again. */
  remove(): Promise<void>;
}

/** Makes a folder for temporary files that only this user may read, after removing those that were left. */
export async function spoolFolder(): Promise<SpoolFolder> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeLeftSpools();
  const folder = await mkdtemp(path.join(root, `${process.pid}-`));
  const name = path.basename(folder);
  own.add(name);
  let count = 0;
  return {
    newPath() {
      count += 1;
      return path.join(folder, `${count}.csv`);
    },
    discard: async (file) => await rm(file, { force: true }).catch(() => undefined),
    async remove() {
      own.delete(name);
      left.add(name);
      await rm(folder, { recursive: true, force: true });
      left.delete(name);
    },
  };
}
