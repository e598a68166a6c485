import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';

const seeded = path.join(import.meta.dirname, 'connectTableRows.ts');
const replaced = path.join(projectPaths.root, 'shared', 'store', 'rows', 'connectTableRows.ts');

/**
 * Builds the app with rows in memory instead of Table Storage, so that a measurement shows what the app itself costs. Throws
 * when the file it takes the place of has moved: it would be Table Storage after all that is measured.
 */
export const memoryRowsPlugin: Plugin = {
  name: 'memory-rows',
  setup(build) {
    if (!existsSync(replaced)) throw new Error(`There is no ${replaced} to put rows in memory in the place of.`);
    build.onLoad({ filter: /connectTableRows\.ts$/ }, ({ path: file }) =>
      file === replaced
        ? {
            contents: `export { connectTableRows } from ${JSON.stringify(seeded)};`,
            loader: 'ts',
            resolveDir: path.dirname(seeded),
          }
        : undefined,
    );
  },
};
