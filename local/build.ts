import { parseArgs } from 'node:util';
import { buildAll } from './build/buildAll.ts';
import { projectPaths } from './projectPaths.ts';

/** `npm run build [-- --entry FILE --dist FOLDER]`: makes the deployable package, `dist/package` unless told otherwise. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { entry: { type: 'string' }, dist: { type: 'string' } } });
  await buildAll(values.entry ?? projectPaths.entry, values.dist ?? projectPaths.dist);
}
