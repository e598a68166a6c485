import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { sharedRun } from './sharedRun.ts';
import { takeFirst } from './takeFirst.ts';

/** An account of nobody else's in a table service that keeps its rows in memory, on a free port of 127.0.0.1. */
export interface RunningAzurite {
  /** Of the service, without the account. */
  readonly url: string;
  readonly connectionString: string;
  /** Leads to the account through another address, such as that of a proxy in front of the service. */
  connectionStringAt(url: string): string;
  stop(): Promise<void>;
}

/** Key of the well-known development account, public by definition. */
const developmentKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const developmentAccount = 'devstoreaccount1';

/** Connection string of an account, the development account if none is named, on a table service at `url`. */
export function developmentConnectionString(url: string, account = developmentAccount): string {
  return `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${developmentKey};TableEndpoint=${url}/${account};`;
}

/** What a test knows of an account. */
const accountOf = (url: string, account: string, stop: () => Promise<void>): RunningAzurite => ({
  url,
  connectionString: developmentConnectionString(url, account),
  connectionStringAt: (other) => developmentConnectionString(other, account),
  stop,
});

/** An account of the Azurite that the test files of a run share, or the one account of an Azurite that is started for it. */
export async function startAzurite(): Promise<RunningAzurite> {
  const run = sharedRun();
  if (run === undefined) {
    const { url, stop } = await startOwnAzurite([developmentAccount]);
    return accountOf(url, developmentAccount, stop);
  }
  const { url, accounts, folder } = run.azurite;
  return accountOf(url, takeFirst(folder, accounts), () => Promise.resolve());
}

/** Starts Azurite's table service as a child with these accounts; tries another port when somebody else was faster. */
export async function startOwnAzurite(
  accounts: readonly string[],
  tries = 5,
): Promise<Pick<RunningAzurite, 'url' | 'stop'>> {
  const port = await freePort();
  const program = createRequire(__filename).resolve('azurite/dist/src/table/main.js');
  const lean = ['--require', path.join(projectPaths.root, 'local', 'storage', 'withoutTelemetry.cjs')];
  const flags = ['--silent', '--disableTelemetry', '--inMemoryPersistence', '--tableHost', '127.0.0.1'];
  const child = spawn(process.execPath, [...lean, program, ...flags, '--tablePort', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // https://learn.microsoft.com/azure/storage/common/storage-use-azurite, "Custom storage accounts and keys"
    env: { ...process.env, AZURITE_ACCOUNTS: accounts.map((account) => `${account}:${developmentKey}`).join(';') },
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  if (!(await started(child))) {
    process.off('exit', end);
    if (tries > 1) return await startOwnAzurite(accounts, tries - 1);
    throw new Error('Azurite does not start');
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async stop() {
      process.off('exit', end);
      const exited = once(child, 'exit');
      end();
      await exited;
    },
  };
}

async function started(child: ChildProcess): Promise<boolean> {
  return await new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('successfully')) resolve(true);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
