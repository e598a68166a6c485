import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { projectPaths } from '../projectPaths.ts';
import { buildPages } from './buildPages.ts';
import { lazyImports } from './lazyImports.ts';
import { typesAtBuild, typesFolder } from './typesAtBuild.ts';

/** What the Table client imports at load but needs only for XML answers, and behind a proxy. */
const rarelyUsed = ['@azure/core-xml', 'http-proxy-agent', 'https-proxy-agent'];

/** Minified whole, because what is not read at a cold start costs nothing; source maps are kept beside the package. */
const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  minify: true,
  legalComments: 'external',
  sourcemap: 'external',
  // `import()` becomes `require`, through which the worker provides its own module.
  supported: { 'dynamic-import': false },
  external: ['@azure/functions-core'],
  // The Azure SDK looks at each body for a form, which nobody sends: the first look would load all that `fetch` is made of.
  define: { FormData: 'undefined' },
  logLevel: 'warning',
} satisfies BuildOptions;

/** Sixteen hex digits that are of these files and no others; `/health` says them, so that a deployment can wait for its own. */
async function digestOf(folder: string): Promise<string> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(path.join(folder, file));
    hash.update(`${file.replaceAll('\\', '/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function writePackageJson(outDir: string): Promise<void> {
  const own = JSON.parse(await readFile(path.join(projectPaths.root, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { name, version, description, license, engines } = own;
  const build = await digestOf(outDir);
  const shipped = {
    name,
    version,
    build,
    private: true,
    description,
    license,
    type: 'commonjs',
    main: 'main.cjs',
    engines,
  };
  await writeFile(path.join(outDir, 'package.json'), `${JSON.stringify(shipped, undefined, 2)}\n`);
}

/**
 * Makes the self-contained folder that is deployed: `main.cjs` (one CommonJS bundle: an ES module bundle would not find
 * functions-core), a file for each package that is loaded on use and for each entity type, the pages, host.json and a package.json without dependencies.
 * The folder appears whole or not at all. Source maps go to `<outDir>.maps`, which is not deployed.
 *
 * @param replacements plugins that put other modules in the place of the service's own, for benchmarks
 */
export async function buildPackage(entry: string, outDir: string, replacements: readonly Plugin[] = []): Promise<void> {
  const [made, maps] = [`${outDir}.new`, `${outDir}.maps`];
  for (const dir of [made, maps]) {
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
  }
  const types = typesAtBuild(bundling);
  const own = [...replacements, types.plugin];
  const lazy = lazyImports({ ...bundling, plugins: own }, rarelyUsed);
  const bundled = build({
    ...bundling,
    entryPoints: [entry],
    outfile: 'main.cjs',
    plugins: [...own, lazy.plugin],
    write: false,
  });
  // Only the service itself has pages; apps of tests and benchmarks have other entry points.
  const pages = entry === projectPaths.entry ? buildPages(path.join(made, 'pages')) : undefined;
  const [{ outputFiles }] = await Promise.all([bundled, pages]);
  for (const { path: file, contents } of [...outputFiles, ...lazy.files])
    await writeFile(path.join(file.endsWith('.map') ? maps : made, path.basename(file)), contents);
  await mkdir(path.join(made, typesFolder));
  for (const { path: file, contents } of await types.files())
    await writeFile(path.join(made, typesFolder, path.basename(file)), contents);
  await copyFile(path.join(projectPaths.root, 'host.json'), path.join(made, 'host.json'));
  await writePackageJson(made);
  await rm(outDir, { recursive: true, force: true });
  await rename(made, outDir);
}
