import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build/buildAll.ts';
import { buildAlone } from './build/buildAlone.ts';
import { helpAsked } from './process/helpAsked.ts';
import { builtPaths, projectPaths } from './projectPaths.ts';

const help = {
  usage: 'npm run build [-- --entry FILE --dist FOLDER]',
  purpose: ['Makes the deployable package, and says where it is, how big, and how to deploy it.'],
  options: {
    entry: { value: 'FILE', says: 'what is built instead of functions/main.ts' },
    dist: { value: 'FOLDER', says: 'where the output goes; dist' },
  },
};

/** `npm run build [-- --entry FILE --dist FOLDER]`: makes the deployable package, `dist/package` unless told otherwise. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const { values } = parseArgs({ args, options: { entry: { type: 'string' }, dist: { type: 'string' } } });
  const dist = values.dist ?? projectPaths.dist;
  await buildAlone(dist, () => buildAll(values.entry ?? projectPaths.entry, dist));
  const folder = builtPaths(dist).package;
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size),
  );
  const megabytes = (sizes.reduce((sum, size) => sum + size, 0) / 1_000_000).toFixed(1);
  console.log(`The package is in ${folder}: ${files.length} files, ${megabytes} MB.`);
  console.log('To deploy it: azd up, or as docs/deploy.md says.');
}
