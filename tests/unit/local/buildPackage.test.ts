import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stop } from 'esbuild';
import { buildPackage } from '../../../local/build/buildPackage.ts';
import { builtPaths, projectPaths } from '../../../local/projectPaths.ts';
import { model } from '../../../shared/model/model.ts';
import { openBuild } from '../../support/startBuiltApp.ts';

/** What a cold start must read: V8 looks at every character of it before the first line runs. */
const mostBytes = { 'main.cjs': 100_000, 'compose.cjs': 450_000 };
/** What loading the package may take, in what loading an app of one function takes: less than the milliseconds may, for which counts stand. */
const mostOfTheLeast = 1.2;

/** What loading a package as the worker does it takes, counted: bytes of its files, modules of Node.js that were not there before. */
function loadOf(folder: string): { readonly bytes: number; readonly modules: number } {
  const script = path.join(projectPaths.root, 'bench', 'coldStart', 'measureLoad.cjs');
  const env = {
    PATH: process.env['PATH'],
    PUBLIC_URL: 'https://reports.example',
    ReportsStorage: 'UseDevelopmentStorage=true',
    AUTH_AUTHORITY: 'https://login.microsoftonline.com/6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94',
    AUTH_AUDIENCE: 'c0ffee00-1234-4abc-8def-0123456789ab',
  };
  const { stdout, stderr } = spawnSync(process.execPath, [script, path.join(folder, 'main.cjs')], {
    env,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { readonly bytes: number; readonly modules: number };
}

describe('the deployable package', () => {
  const build = openBuild();
  const folder = builtPaths(build.dist).package;
  const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

  afterAll(() => build.remove());

  test('reads little at a cold start', () => {
    for (const [file, most] of Object.entries(mostBytes)) {
      expect(Buffer.byteLength(text(file))).toBeLessThan(most);
      // One other character, and V8 keeps the text at two bytes each.
      expect(text(file)).not.toMatch(/\P{ASCII}/u);
    }
  });

  test('loads little more than an app of one function does; npm run bench has the milliseconds', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'one-'));
    const least = path.join(other, 'package');
    await buildPackage(path.join(projectPaths.root, 'bench', 'coldStart', 'oneFunction.ts'), least);
    await stop();
    const [own, one] = [loadOf(folder), loadOf(least)];
    rmSync(other, { recursive: true, force: true });
    expect(one.bytes).toBeGreaterThan(50_000);
    expect(own.bytes / one.bytes).toBeLessThan(mostOfTheLeast);
    expect(own.modules / one.modules).toBeLessThan(mostOfTheLeast);
  });

  test('registers the functions before the service itself is read', () => {
    expect(text('main.cjs')).toContain('require("./compose.cjs")');
    expect(Buffer.byteLength(text('main.cjs'))).toBeLessThan(Buffer.byteLength(text('compose.cjs')) / 2);
  });

  test('has a file for each type, read when it is first used, with its words, columns and validator', () => {
    expect(readdirSync(path.join(folder, 'types')).sort()).toEqual(model.map(({ name }) => `${name}.cjs`).sort());
    const own = path.join('types', 'office365ActiveUserCounts.cjs');
    for (const word of ['Skype For Business', 'Active users of Exchange', 'schemaPath:'])
      expect([word, ['main.cjs', 'compose.cjs', own].filter((file) => text(file).includes(word))]).toEqual([
        word,
        [own],
      ]);
    const script =
      "require('./compose.cjs');console.log(Object.keys(require.cache).filter((file) => /types/.test(file)).length)";
    expect(spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }).stdout).toBe('0\n');
  });

  test.each([
    ['@azure/identity', 'azure-identity.cjs', 'AZURE_FEDERATED_TOKEN_FILE'],
    ['@azure/data-tables', 'azure-data-tables.cjs', 'in the provided SAS Connection String'],
    ['the collector of reports', 'collectReports.cjs', 'Display concealed user, group, and site names'],
    ['the writer of the OpenAPI document', 'writeOpenApi.cjs', 'openapi:'],
  ])('has %s in a file of its own that is read on use', (_what, file, mark) => {
    expect(readdirSync(folder)).toContain(file);
    expect(text('compose.cjs')).toContain(`require("./${file}")`);
    expect(text(file)).toContain(mark);
    for (const atStart of ['main.cjs', 'compose.cjs']) expect(text(atStart).includes(mark)).toBe(false);
  });

  test('keeps XML and proxies apart from the SDK that names them', () => {
    for (const file of ['azure-core-xml.cjs', 'http-proxy-agent.cjs', 'https-proxy-agent.cjs']) {
      expect(text('azure-data-tables.cjs')).toContain(`require("./${file}")`);
      expect(readdirSync(folder)).toContain(file);
    }
  });

  test('every file that is read on use can be loaded', () => {
    const lazy = readdirSync(folder).filter((name) => name.endsWith('.cjs') && name !== 'main.cjs');
    const script = `for (const name of ${JSON.stringify(lazy)}) require('./' + name)`;
    expect(spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});
