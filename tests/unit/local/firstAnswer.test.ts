/** What is loaded when the first answer goes out, counted; `npm run bench` has the milliseconds. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { builtPaths, projectPaths } from '../../../local/projectPaths.ts';
import { startAzurite } from '../../support/azurite.ts';
import { startEntraServer } from '../../support/entraServer.ts';
import { rawRequest } from '../../support/rawRequest.ts';
import { openBuild } from '../../support/startBuiltApp.ts';

interface Loaded {
  /** As `process.moduleLoadList` has them. */
  readonly modules: readonly string[];
  readonly files: readonly string[];
}

describe('the first answer of a process, an entity by its key', () => {
  const build = openBuild();
  const folder = builtPaths(build.dist).package;
  let loaded: Loaded;

  beforeAll(async () => {
    const [entra, azurite] = await Promise.all([startEntraServer(), startAzurite()]);
    const script = path.join(projectPaths.root, 'tests', 'support', 'loadedAtAnswer.cjs');
    const app = await build.start({
      ...entra.environment,
      ReportsStorage: azurite.connectionString,
      NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
    });
    const headers = { authorization: `Bearer ${await entra.sign()}` };
    const { status } = await rawRequest(app.url, { target: "/v1.0/office365ActiveUserCounts('none')", headers });
    expect(status).toBe(404);
    loaded = JSON.parse(/^loaded (.+)$/m.exec(app.log())?.[1] ?? '') as Loaded;
    await app.stop();
    await Promise.all([entra.close(), azurite.stop()]);
  });
  afterAll(() => build.remove());

  test('reads the service, the SDK of storage and the one type, and no other file of the package', () => {
    const type = path.join('types', 'office365ActiveUserCounts.cjs');
    const files = loaded.files.map((file) => path.relative(folder, file)).filter((file) => !file.startsWith('..'));
    expect(files.sort()).toEqual(['azure-data-tables.cjs', 'compose.cjs', 'main.cjs', type]);
    expect(files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)).toBeLessThan(675_000);
  });

  test.each(['internal/deps/undici/undici', 'internal/fs/promises', 'http2', 'worker_threads'])(
    'loads no %s',
    (name) => {
      expect(loaded.modules).toContain('NativeModule http');
      expect(loaded.modules).not.toContain(`NativeModule ${name}`);
    },
  );
});
