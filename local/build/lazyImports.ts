import * as esbuild from 'esbuild';
import type { BuildOptions, OutputFile, Plugin } from 'esbuild';

const fileName = (id: string): string => id.replace(/^@/, '').replace(/[^\w.-]+/g, '-');

/**
 * esbuild cannot split CommonJS, so this plugin makes a file of its own, beside the bundle, of every package that is
 * imported with `import('package')`: it is read from disk only when that line runs. Such a file shares no module with
 * the bundle, so what is loaded this way must not depend on module state (singletons, instanceof) of the rest.
 *
 * @param options the build options for these files; nothing is written to disk
 * @returns the plugin, and after the build the files it made
 */
export function lazyImports(options: BuildOptions): { plugin: Plugin; files: readonly OutputFile[] } {
  const files: OutputFile[] = [];
  const plugin: Plugin = {
    name: 'lazy-imports',
    setup(build) {
      const packages = new Map<string, string>();
      build.onResolve({ filter: /^[^.]/ }, ({ path: id, kind, resolveDir }) => {
        if (kind !== 'dynamic-import' || id.startsWith('node:')) return undefined;
        packages.set(id, resolveDir);
        return { path: `./${fileName(id)}.cjs`, external: true };
      });
      build.onEnd(async () => {
        for (const [id, resolveDir] of packages) {
          const outfile = `${fileName(id)}.cjs`;
          const stdin = { contents: `export * from ${JSON.stringify(id)};`, resolveDir };
          files.push(...(await esbuild.build({ ...options, stdin, outfile, write: false })).outputFiles);
        }
      });
    },
  };
  return { plugin, files };
}
