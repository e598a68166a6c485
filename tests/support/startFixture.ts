import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { forkFunctionsHost, type ForkedHost } from '../../local/host/forkFunctionsHost.ts';
import { builtPaths, projectPaths } from '../../local/projectPaths.ts';

/** Output folder of a build of the fixture app; remove it with `remove`. */
export interface BuiltFixture {
  readonly dist: string;
  /** Starts it on the wished port, any if absent. */
  start(port?: number): Promise<ForkedHost>;
  remove(): void;
}

/** Builds an app of tests/support by the project's own build, in a process of its own: esbuild does not run in jest. */
export function buildFixture(app = 'fixtureApp.ts'): BuiltFixture {
  const dist = mkdtempSync(path.join(tmpdir(), 'fixture-'));
  const entry = path.join(projectPaths.root, 'tests', 'support', app);
  const args = [path.join(projectPaths.root, 'local', 'bootstrap.mjs'), 'build', '--entry', entry, '--dist', dist];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The fixture was not built: ${stderr}`);
  const built = builtPaths(dist);
  return {
    dist,
    start: (port = 0) => forkFunctionsHost(built.host, built.package, port, process.env),
    remove: () => rmSync(dist, { recursive: true, force: true }),
  };
}
