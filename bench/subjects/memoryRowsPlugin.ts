import path from 'node:path';
import type { Plugin } from 'esbuild';

const seeded = path.join(import.meta.dirname, 'connectTableRows.ts');

/** Builds the app with rows in memory instead of Table Storage, so that a measurement shows what the app itself costs. */
export const memoryRowsPlugin: Plugin = {
  name: 'memory-rows',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]store[\\/]connectTableRows\.ts$/ }, () => ({
      contents: `export { connectTableRows } from ${JSON.stringify(seeded)};`,
      loader: 'ts',
      resolveDir: path.dirname(seeded),
    }));
  },
};
