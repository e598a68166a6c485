import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Environment } from '../shared/settings/settingValue.ts';
import { buildIfStale } from './build/buildIfStale.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { developmentToken } from './issuer/developmentToken.ts';
import { runCollection, type CollectionRun } from './postman/runCollection.ts';
import { projectPaths } from './projectPaths.ts';
import { helpAsked } from './process/helpAsked.ts';
import { runApp } from './process/runApp.ts';
import { stateFile } from './services/stateFile.ts';

const help = {
  usage: 'npm run postman [-- --fresh]',
  purpose: ['Runs the Postman collection against the app that runs in this checkout, else against one started for it.'],
  options: { fresh: { value: '', says: 'starts one in any case, with storage of its own' } },
};

async function runAgainst(url: string, settings: Environment, dataDir: string): Promise<CollectionRun> {
  const [delegatedToken, readerToken, forgetToken] = await Promise.all([
    developmentToken(settings, dataDir),
    developmentToken(settings, dataDir, { scopes: ['Reports.Read.All'] }),
    developmentToken(settings, dataDir, { roles: ['Reports.Forget.All'] }),
  ]);
  const authority = settings['AUTH_AUTHORITY'] ?? '';
  return await runCollection({ baseUrl: url, authority, delegatedToken, readerToken, forgetToken });
}

/** Starts the app with storage of its own in a temporary folder, and leaves nothing behind. */
async function runAgainstFreshApp(): Promise<CollectionRun> {
  await buildIfStale();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'postman-'));
  try {
    const settings = await effectiveSettings(process.env);
    const app = await runApp({ settings, dataDir, dist: projectPaths.dist, anyPort: true });
    try {
      return await runAgainst(app.url, app.settings, dataDir);
    } finally {
      await app.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * `npm run postman [-- --fresh]`: runs the Postman collection against the app that runs in this checkout or, when none
 * does or `--fresh` is given, against one started for the purpose.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const { values } = parseArgs({ args, options: { fresh: { type: 'boolean', default: false } } });
  const {
    apps: [app],
    services,
  } = await stateFile(projectPaths.data).read();
  const isRunning = !values.fresh && app !== undefined && services !== undefined;
  const settings = { ...(await effectiveSettings(process.env)), ...services?.settings };
  const { report, requests, assertions, failures } = isRunning
    ? await runAgainst(app.url, settings, projectPaths.data)
    : await runAgainstFreshApp();
  console.log(report.join('\n'));
  console.log(`${requests} requests, ${assertions} assertions, ${failures} failures`);
  if (failures > 0) process.exitCode = 1;
}
