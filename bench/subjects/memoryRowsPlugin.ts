import path from 'node:path';
import type { Plugin } from 'esbuild';

const seeded = path.join(import.meta.dirname, 'connectTableRows.ts');

/** Builds the app with rows in memory instead of Table Storage, so that a measurement shows what the app itself costs. */
export const memoryRowsPlugin: Plugin = {
  name: 'memory-rows',
  setup(build) {
    let isReplaced = false;
    build.onLoad({ filter: /[\\/]shared[\\/]store[\\/]rows[\\/]connectTableRows\.ts$/ }, () => {
      isReplaced = true;
      return {
        contents: `export { connectTableRows } from ${JSON.stringify(seeded)};`,
        loader: 'ts',
        resolveDir: path.dirname(seeded),
      };
    });
    // What is measured must not be Table Storage after all because a file has moved.
    build.onEnd(() =>
      isReplaced ? {} : { errors: [{ text: 'Nothing was found to put rows in memory in the place of.' }] },
    );
  },
};
