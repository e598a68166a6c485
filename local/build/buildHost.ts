import path from 'node:path';
import { build } from 'esbuild';
import { projectPaths } from '../projectPaths.ts';

const withoutHttp2 = path.join(import.meta.dirname, 'withoutHttp2.cjs');

/** Bundles the local functions host into the one file that its process runs. */
export async function buildHost(outfile: string): Promise<void> {
  await build({
    entryPoints: [path.join(projectPaths.root, 'local', 'host', 'hostProcess.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    minify: true,
    alias: { 'node:http2': withoutHttp2 },
    sourcemap: true,
    logLevel: 'warning',
  });
}
