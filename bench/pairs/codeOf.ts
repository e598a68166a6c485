import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';

/** Takes the code that is measured from another checkout, and the measurement itself from this one. */
export const codeOf = (folder: string): Plugin => ({
  name: 'code',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/\.\.\/(?:shared|local)\// }, ({ path: asked, resolveDir }) =>
      resolveDir.startsWith(path.join(projectPaths.root, 'bench'))
        ? { path: path.join(folder, 'bench/import', asked) }
        : undefined,
    );
  },
});
