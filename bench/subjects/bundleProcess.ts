import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';

/**
 * Bundles the entry of a process like the package (nothing to transform at load), so that what is measured is what is
 * deployed; ajv compiles a validator at its first use to the same code as at build time. Libraries stay in node_modules: the file must be inside the checkout.
 */
export async function bundleProcess(entry: string, outfile: string, plugins: readonly Plugin[] = []): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, '..', entry)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // Whoever asks for it wants to know where the project is.
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path.join(projectPaths.root, 'local', 'projectPaths.ts')).href),
    },
    plugins: [...plugins],
    logLevel: 'warning',
  });
}
