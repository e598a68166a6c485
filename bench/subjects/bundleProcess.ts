import path from 'node:path';
import { build, type Plugin } from 'esbuild';

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
    plugins: [...plugins],
    logLevel: 'warning',
  });
}
