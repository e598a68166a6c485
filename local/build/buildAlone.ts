import { mkdir } from 'node:fs/promises';
import { lockFile } from '../process/lockFile.ts';
import { builtPaths } from '../projectPaths.ts';

/** Runs work that builds into an output folder when no other process does: it waits for one that does. */
export async function buildAlone(dist: string, work: () => Promise<void>): Promise<void> {
  await mkdir(dist, { recursive: true });
  await lockFile(builtPaths(dist).lock, undefined, work);
}
