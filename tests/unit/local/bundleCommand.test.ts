import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectPaths } from '../../../local/projectPaths.ts';

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'command-')));
const word = path.join(root, 'local', 'word.ts');
beforeAll(() => {
  mkdirSync(path.join(root, 'local'));
  writeFileSync(word, "export const word: string = 'first';\n");
  writeFileSync(
    path.join(root, 'local', 'say.ts'),
    "import { word } from './word.ts';\nexport const main = (): readonly string[] => [word, import.meta.url];\n",
  );
});
afterAll(() => rmSync(root, { recursive: true }));

/** In a process of its own, as plain JavaScript modules are not compiled for jest: what the command says, and when its file was made. */
function run(): readonly unknown[] {
  const bundler = pathToFileURL(path.join(projectPaths.root, 'local', 'bundleCommand.mjs')).href;
  const script = `import { readdirSync, statSync } from 'node:fs';
    import { pathToFileURL } from 'node:url';
    import { bundleCommand } from ${JSON.stringify(bundler)};
    const file = await bundleCommand(${JSON.stringify(root)}, 'say');
    const { main } = await import(pathToFileURL(file).href);
    console.log(JSON.stringify([...main(), statSync(file).mtimeMs, readdirSync(${JSON.stringify(path.join(root, 'dist', 'commands'))})]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly unknown[];
}

test('a command is put together once, and anew when a source of it has changed or is gone', async () => {
  const address = pathToFileURL(path.join(root, 'local', 'projectPaths.ts')).href;
  // A source that is as new as the bundle may have changed while it was made.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const first = run();
  expect(first).toEqual(['first', address, expect.any(Number), ['say.mjs']]);
  expect(run()).toEqual(first);
  writeFileSync(word, "export const word: string = 'another';\n");
  expect(run()[0]).toBe('another');
  rmSync(word);
  expect(run).toThrow(/Could not resolve "\.\/word\.ts"/);
});
