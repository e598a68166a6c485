import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostMessage } from '../../local/host/hostProcess.ts';
import { builtPaths, projectPaths } from '../../local/projectPaths.ts';
import { developmentConnectionString, startOwnAzurite } from './azurite.ts';
import { startEntraServer } from './entraServer.ts';
import { hostEntry } from './hostEntry.ts';
import type { HttpRun } from './sharedRun.ts';
import { takeFirst } from './takeFirst.ts';

/** Name of the file in the run's folder that holds what the app and its host wrote. */
export const logFile = 'app.log';

/** Builds in a process of its own and into a folder of its own: other processes may build the checkout meanwhile. */
function build(folder: string): ReturnType<typeof builtPaths> {
  const dist = path.join(folder, 'dist');
  const args = [path.join(projectPaths.root, 'local', 'bootstrap.mjs'), 'build', '--dist', dist];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The app was not built: ${stderr}`);
  return builtPaths(dist);
}

async function startHost(child: ChildProcess, log: string): Promise<string> {
  const message = await new Promise<HostMessage>((resolve) => {
    child.once('message', (value) => resolve(value as HostMessage));
    child.once('exit', () => resolve({ failed: `the host ended: ${readFileSync(log, 'utf8')}` }));
  });
  if ('failed' in message) throw new Error(message.failed);
  return message.url;
}

/** Starts Azurite, an authority for many tenants, and the built package in the local functions host. */
export async function startHttpRun(): Promise<{ readonly run: HttpRun; readonly stop: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'http-run-'));
  const built = build(folder);
  const accounts = Array.from({ length: 200 }, (_, index) => `account${index}`);
  const [azurite, entra] = await Promise.all([startOwnAzurite(accounts), startEntraServer()]);
  const tenants = Array.from({ length: 200 }, () => randomUUID());
  const log = path.join(folder, logFile);
  const output = openSync(log, 'a');
  const child = fork(hostEntry(built.host), [built.package, '0'], {
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      PATH: process.env['PATH'],
      AUTH_AUTHORITY: entra.organizations,
      AUTH_AUDIENCE: entra.audience,
      AUTH_TENANTS: tenants.join(','),
      ReportsStorage: developmentConnectionString(azurite.url, takeFirst(folder, accounts)),
    },
  });
  closeSync(output);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  async function stop(): Promise<void> {
    if (child.connected) child.disconnect();
    await exited;
    await Promise.all([azurite.stop(), entra.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    const url = await startHost(child, log);
    const { origin, audience, client } = entra;
    const { kid, privateKey } = entra.state.key;
    const key = { kid, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    const shared = { url: azurite.url, accounts, folder };
    return { run: { url, folder, tenants, azurite: shared, origin, audience, client, key }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
