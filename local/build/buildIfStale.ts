import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { builtPaths, projectPaths } from '../projectPaths.ts';
import { buildAlone } from './buildAlone.ts';

const inputs = ['functions', 'shared', 'web', 'local', 'host.json', 'package.json', 'package-lock.json'];
const { marker } = builtPaths(projectPaths.dist);

async function modified(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

/** The latest change below a file or folder, folders included (a removal shows there), in ms since 1970. */
async function latestChange(file: string): Promise<number> {
  const entries = await readdir(file, { recursive: true }).catch(() => []);
  const times = await Promise.all(['', ...entries].map((entry) => modified(path.join(file, entry))));
  return Math.max(...times);
}

async function isStale(): Promise<boolean> {
  const built = await modified(marker);
  const changes = await Promise.all(inputs.map((input) => latestChange(path.join(projectPaths.root, input))));
  return changes.some((time) => time >= built);
}

/** Builds the service and the local host unless nothing changed since the last build; several processes may ask at once. */
export async function buildIfStale(): Promise<void> {
  if (!(await isStale())) return;
  await buildAlone(projectPaths.dist, async () => {
    if (!(await isStale())) return;
    // Read when it is needed: it loads the model and esbuild.
    const { buildAll } = await import('./buildAll.ts');
    await buildAll(projectPaths.entry, projectPaths.dist);
  });
}
