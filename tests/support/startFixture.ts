import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stop } from 'esbuild';
import { buildHost } from '../../local/build/buildHost.ts';
import { buildPackage } from '../../local/build/buildPackage.ts';
import { forkFunctionsHost, type ForkedHost } from '../../local/host/forkFunctionsHost.ts';
import { builtPaths, projectPaths } from '../../local/projectPaths.ts';
import { sharedRun } from './sharedRun.ts';

/** Output folder of a build of the fixture app; remove it with `remove`. */
export interface BuiltFixture {
  readonly dist: string;
  /** Starts it on the wished port, any if absent. */
  start(port?: number): Promise<ForkedHost>;
  remove(): void;
}

/** Builds an app of tests/support by the project's own build; the local host is the one that all test files of a run share, if they do. */
export async function buildFixture(app = 'fixtureApp.ts'): Promise<BuiltFixture> {
  const dist = mkdtempSync(path.join(tmpdir(), 'fixture-'));
  const built = builtPaths(dist);
  const shared = sharedRun();
  await buildPackage(path.join(projectPaths.root, 'tests', 'support', app), built.package);
  if (shared === undefined) await buildHost(built.host);
  else
    cpSync(path.dirname(builtPaths(path.join(shared.folder, 'dist')).host), path.dirname(built.host), {
      recursive: true,
    });
  // The process in which esbuild works would stay as long as the worker of jest.
  await stop();
  return {
    dist,
    start: (port = 0) => forkFunctionsHost(built.host, built.package, port, process.env),
    remove: () => rmSync(dist, { recursive: true, force: true }),
  };
}
