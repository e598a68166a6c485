// Makes one file of a command and all it imports of the project, so that it starts without compiling hundreds of files one by one.
// It runs before TypeScript can be read.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What changes with a file; undefined for one that is gone. */
function stampOf(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.mtimeMs} ${found.size}`;
}

/** Whether a bundle is of its sources as they are: its first line has the stamp of each. */
function isFresh(bundle, root) {
  if (stampOf(bundle) === undefined) return false;
  const text = readFileSync(bundle, 'utf8');
  const sources = JSON.parse(text.slice('//'.length, text.indexOf('\n')));
  return Object.entries(sources).every(([file, stamp]) => stampOf(path.join(root, file)) === stamp);
}

/**
 * The file to import for a command: `dist/commands/<command>.mjs`, made anew when a source of it has changed.
 *
 * @param {string} root folder of the project
 * @param {string} command such as `token`
 * @throws when the file cannot be written
 */
export async function bundleCommand(root, command) {
  const folder = path.join(root, 'dist', 'commands');
  const bundle = path.join(folder, `${command}.mjs`);
  if (isFresh(bundle, root)) return bundle;
  const begun = Date.now();
  const { buildSync } = await import('esbuild');
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [`local/${command}.ts`],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Whoever asks for it wants to know where the project is.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'local', 'projectPaths.ts')).href) },
    sourcemap: 'inline',
    sourcesContent: false,
    outfile: bundle,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const stamps = Object.keys(metafile.inputs).map((file) => [file, stampOf(path.join(root, file))]);
  // A source that changed meanwhile may be in the bundle or not.
  const known = stamps.map(([file, stamp]) => [file, Number.parseFloat(stamp) < begun ? stamp : 'just changed']);
  mkdirSync(folder, { recursive: true });
  const made = path.join(folder, `${command}-${process.pid}.mjs`);
  writeFileSync(made, `//${JSON.stringify(Object.fromEntries(known))}\n${outputFiles[0].text}`);
  try {
    renameSync(made, bundle);
  } catch (error) {
    rmSync(made);
    throw error;
  }
  return bundle;
}
