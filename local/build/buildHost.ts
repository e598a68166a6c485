import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { projectPaths } from '../projectPaths.ts';
import { lazyImports } from './lazyImports.ts';

const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  alias: { 'node:http2': path.join(projectPaths.root, 'local', 'build', 'withoutHttp2.cjs') },
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles the local functions host into the file that its process runs, and beside it what that loads when there is time. */
export async function buildHost(outfile: string): Promise<void> {
  const entry = path.join(projectPaths.root, 'local', 'host', 'hostProcess.ts');
  const { plugin, files } = lazyImports(bundling);
  await build({ ...bundling, entryPoints: [entry], outfile, sourcemap: true, plugins: [plugin] });
  const folder = path.dirname(outfile);
  await Promise.all(
    files.map(({ path: file, contents }) => writeFile(path.join(folder, path.basename(file)), contents)),
  );
}
