import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { typesAtBuild, typesFolder } from '../../../local/build/typesAtBuild.ts';
import { projectPaths } from '../../../local/projectPaths.ts';
import { model } from '../../../shared/model/model.ts';

const options = { bundle: true, platform: 'node', format: 'cjs', minify: true, write: false } satisfies BuildOptions;
const entry =
  "export { model } from './shared/model/model.ts'; export { validatorOf } from './shared/validate/validatorOf.ts';";

describe('what the build makes of the types', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'types-'));
  const write = (name: string, contents: Uint8Array): void => writeFileSync(path.join(folder, name), contents);

  /** Runs a script beside the bundle and gives what it says. */
  function run(script: string): unknown {
    const read =
      'const files = () => Object.keys(require.cache).filter((file) => /[\\/]types[\\/]/.test(file)).length;';
    const from = `const { model, validatorOf } = require('./bundle.cjs'); ${read}`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', `${from} console.log(JSON.stringify(${script}))`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  beforeAll(async () => {
    const types = typesAtBuild(options);
    const stdin = { contents: entry, resolveDir: projectPaths.root };
    const { outputFiles } = await build({ ...options, stdin, plugins: [types.plugin] });
    mkdirSync(path.join(folder, typesFolder));
    write('bundle.cjs', outputFiles[0]!.contents);
    for (const { path: file, contents } of await types.files())
      write(path.join(typesFolder, path.basename(file)), contents);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a type is found by its name and its function without reading its file, and read once', () => {
    expect(
      run(`[
        model.find(({ name, reportFunction }) => name === 'samples' || reportFunction?.name === 'no'),
        files(),
        Object.keys(model[0].properties).length > 3 && model[0].title && model[0].properties === model[0].properties,
        files(),
      ].map((each) => each ?? null)`),
    ).toEqual([null, 0, true, 1]);
  });

  test('it is the model that was declared', () => {
    expect(run('model')).toEqual(JSON.parse(JSON.stringify(model)));
    expect(run('model.map((type) => ({ ...type }))')).toEqual(JSON.parse(JSON.stringify(model)));
  });

  test('its validators are those of ajv', () => {
    const counts = "model.find(({ name }) => name === 'office365ActiveUserCounts')";
    expect(
      run(`[{ teams: 5n }, { teams: 'x' }, { reportDate: '2026-02-30' }, { nothing: 1n }, { reportPeriod: null }]
        .map((body) => validatorOf(${counts})(body) || validatorOf(${counts}).errors[0].instancePath)`),
    ).toEqual([true, '/teams', '/reportDate', '', true]);
    expect(run('model.every((type) => validatorOf(type)({}))')).toBe(true);
  });
});
