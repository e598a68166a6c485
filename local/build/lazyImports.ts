import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { BuildOptions, OutputFile, Plugin } from 'esbuild';

/** A package is named after itself, a module of the project after its file. */
const fileName = (id: string): string =>
  `${path.isAbsolute(id) ? path.parse(id).name : id.replace(/^@/, '').replace(/[^\w.-]+/g, '-')}.cjs`;

const isPlainFunction = (value: unknown): boolean =>
  typeof value === 'function' && !Function.prototype.toString.call(value).startsWith('class');

/**
 * A module with the names of a package. The file of the package is loaded when a function of it is called, because who prepares
 * something hands functions on, or when anything else of it is looked at.
 */
function lazyModule(id: string, resolveDir: string): string {
  const file = JSON.stringify(`./${fileName(id)}`);
  const members = Object.entries(createRequire(`${resolveDir}/`)(id) as object).map(([name, value]) => {
    const own = `require(${file}).${name}`;
    return isPlainFunction(value) ? `${name}: (...given) => ${own}(...given)` : `get ${name}() { return ${own}; }`;
  });
  return `module.exports = { ${['__esModule: true', ...members].join(', ')} };`;
}

/**
 * esbuild cannot split CommonJS, so this plugin makes a file of its own, beside the bundle, of every package or module that
 * is imported with `import('...')`, and of the packages named here, however they are imported: it is read from disk only when
 * that line runs, or when something of them is used. Such a file shares no module with the bundle, so what is loaded this
 * way must not depend on module state (singletons, instanceof) of the rest. The same holds inside such a file.
 *
 * @param options the build options for these files; nothing is written to disk
 * @param rarelyUsed packages that libraries import at load and use in cases this service has never or rarely
 * @returns the plugin, and after the build the files it made
 */
export function lazyImports(
  options: BuildOptions,
  rarelyUsed: readonly string[] = [],
): { plugin: Plugin; files: readonly OutputFile[] } {
  const files: OutputFile[] = [];
  const plugin: Plugin = {
    name: 'lazy-imports',
    setup(build) {
      const packages = new Map<string, string>();
      build.onResolve({ filter: /^/ }, ({ path: imported, kind, resolveDir, importer, namespace }) => {
        if (imported.startsWith('node:') || importer === '<stdin>') return undefined;
        const id = imported.startsWith('.') ? path.resolve(resolveDir, imported) : imported;
        if (namespace === 'lazy') return { path: imported, external: true };
        if (rarelyUsed.includes(id)) {
          packages.set(id, resolveDir);
          return { path: id, namespace: 'lazy', pluginData: resolveDir };
        }
        // Libraries keep their own modules together.
        if (kind !== 'dynamic-import' || (imported !== id && importer.includes('node_modules'))) return undefined;
        packages.set(id, resolveDir);
        return { path: `./${fileName(id)}`, external: true };
      });
      build.onLoad({ filter: /^/, namespace: 'lazy' }, ({ path: id, pluginData: resolveDir }) => ({
        contents: lazyModule(id, resolveDir as string),
      }));
      build.onEnd(async () => {
        for (const [id, resolveDir] of packages) {
          const outfile = fileName(id);
          const stdin = { contents: `export * from ${JSON.stringify(id)};`, resolveDir };
          const plugins = [...(options.plugins ?? []), plugin];
          const { outputFiles } = await esbuild.build({ ...options, stdin, outfile, write: false, plugins });
          files.push(...outputFiles);
        }
      });
    },
  };
  return { plugin, files };
}
