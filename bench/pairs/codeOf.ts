import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';

/** What stands for a file that another checkout does not have yet. */
const before: Readonly<Record<string, string>> = { 'local/import/lookInOrder.ts': 'bench/pairs/lookInOrder.ts' };

/** Takes the code that is measured from another checkout, and the measurement itself from this one. */
export const codeOf = (folder: string): Plugin => ({
  name: 'code',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/\.\.\/(?:shared|local)\// }, ({ path: asked, resolveDir }) => {
      if (!resolveDir.startsWith(path.join(projectPaths.root, 'bench'))) return undefined;
      const file = path.join(folder, 'bench/import', asked);
      const instead = existsSync(file) ? undefined : before[path.relative(folder, file)];
      return { path: instead === undefined ? file : path.join(projectPaths.root, instead) };
    });
  },
});
