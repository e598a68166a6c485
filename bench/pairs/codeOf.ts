import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';

/** Where another checkout may have what it does not have in a file, and what stands for it where it does not have it at all. */
const before: Readonly<Record<string, { readonly there: string; readonly here: string }>> = {
  'shared/collect/file/lookInOrder.ts': {
    there: 'local/import/lookInOrder.ts',
    here: 'bench/pairs/lookInOrder.ts',
  },
};

/** Takes the code that is measured from another checkout, and the measurement itself from this one. */
export const codeOf = (folder: string): Plugin => ({
  name: 'code',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/\.\.\/(?:shared|local)\// }, ({ path: asked, resolveDir }) => {
      if (!resolveDir.startsWith(path.join(projectPaths.root, 'bench'))) return undefined;
      const file = path.join(folder, 'bench/import', asked);
      const instead = existsSync(file) ? undefined : before[path.relative(folder, file)];
      if (instead === undefined) return { path: file };
      const there = path.join(folder, instead.there);
      return { path: existsSync(there) ? there : path.join(projectPaths.root, instead.here) };
    });
  },
});
