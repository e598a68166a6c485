import { utimes, writeFile } from 'node:fs/promises';
import { builtPaths } from '../projectPaths.ts';
import { buildHost } from './buildHost.ts';
import { buildPackage } from './buildPackage.ts';

/**
 * Builds the deployable package and the local host.
 *
 * @param entry entry point of the function app
 * @param dist output folder; see builtPaths
 */
export async function buildAll(entry: string, dist: string): Promise<void> {
  const began = new Date();
  const built = builtPaths(dist);
  await Promise.all([buildPackage(entry, built.package), buildHost(built.host)]);
  await writeFile(built.marker, '');
  await utimes(built.marker, began, began);
}
