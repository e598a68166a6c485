import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Builds the app of a checkout with rows in memory instead of Table Storage, so that a measurement shows what the app itself
 * costs. Throws when the checkout has no file, or several, for them to take the place of: it would be Table Storage after all
 * that is measured.
 */
export function memoryRowsPlugin(checkout: string): Plugin {
  const seeded = path.join(checkout, 'bench', 'subjects', 'connectTableRows.ts');
  const store = path.join(checkout, 'shared', 'store');
  const found = readdirSync(store, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === path.basename(seeded))
    .map((file) => path.join(store, file));
  if (found.length !== 1)
    throw new Error(`Rows in memory take the place of one file below ${store}, not of ${found.length}.`);
  return {
    name: 'memory-rows',
    setup(build) {
      build.onLoad({ filter: /connectTableRows\.ts$/ }, ({ path: file }) =>
        file === found[0]
          ? {
              contents: `export { connectTableRows } from ${JSON.stringify(seeded)};`,
              loader: 'ts',
              resolveDir: path.dirname(seeded),
            }
          : undefined,
      );
    },
  };
}
