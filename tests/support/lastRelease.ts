import { createRequire } from 'node:module';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import type { StorageUsage } from '../../shared/store/contract/storageUsage.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { InProcessOptions, startInProcess } from './inProcess.ts';
import type { StartedApp } from './testApp.ts';

/**
 * The release before this version, and the commit it was made of; both change together, here alone. Its bundle is beside its
 * rows, in tests/contract/releases/, and is made in a checkout of that commit:
 * `esbuild tests/support/inProcess.ts --bundle --platform=node --format=cjs --packages=external --target=node20 --minify`.
 */
const last = { release: '0.1.0-alpha.1', commit: '3c0380e' } as const;

/** Rows for the release before, which counts requests and knows nothing of the time they take. */
function rowsForIt(rows: Rows): Rows {
  const counting = {
    found: 0,
    begin(this: { requests: number }) {
      this.requests += 1;
    },
    end: () => undefined,
  };
  return {
    ping: async (signal) => await rows.ping(signal),
    partition: (scope, table) =>
      rows.partition({ ...scope, usage: Object.assign(scope.usage, counting) satisfies Partial<StorageUsage> }, table),
  };
}

/** The service as the release before made it, in this process; over the rows it is given. */
export async function startLastRelease(options: Pick<InProcessOptions, 'rows'>): Promise<StartedApp> {
  const fromRoot = createRequire(path.join(projectPaths.root, 'package.json'));
  const bundle = fromRoot(`./tests/contract/releases/${last.release}.bundle`) as {
    readonly startInProcess: typeof startInProcess;
  };
  const { rows } = options;
  return await bundle.startInProcess(rows === undefined ? {} : { rows: rowsForIt(rows) });
}
