import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { projectPaths } from '../projectPaths.ts';
import { listenOnPort } from '../process/listenOnPort.ts';

/** A running embedded table service. */
export interface RunningStorage {
  readonly connectionString: string;
  /** Ends it once everything acknowledged is on disk. */
  stop(): Promise<void>;
}

/** The classes of Azurite's table service that this uses; Azurite has no API of its own for embedding. */
interface AzuriteServer {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}
type Configuration = new (
  host: string,
  port: number,
  keepAliveSeconds: number,
  databaseFile: string,
  ...log: boolean[]
) => object;

/** Account and key of the development storage are public by definition (Azurite documentation, "Well-known storage account"). */
const account =
  'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const keepAliveSeconds = 60;

/** The wished port if it can be had, else a free one. Azurite itself opens its data before it finds a port busy. */
async function findPort(wished: number): Promise<number> {
  if (wished === 0) return 0;
  const probe = createServer();
  const port = await listenOnPort(probe, wished);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * Starts Azurite's table service in this process, with its data in `<dataDir>/tables.json`. Azurite writes to disk every
 * five seconds and when it is stopped, so only a process that is killed can lose anything.
 *
 * @param port wished port; a free one is taken when it is busy, or when it is 0
 */
export async function startStorage(dataDir: string, port: number): Promise<RunningStorage> {
  await mkdir(dataDir, { recursive: true });
  const load = createRequire(import.meta.url);
  load(path.join(projectPaths.root, 'local', 'storage', 'withoutTelemetry.cjs'));
  const azurite = (name: string) => (load(`azurite/dist/src/table/${name}`) as { default: unknown }).default;
  const TableConfiguration = azurite('TableConfiguration') as Configuration;
  const TableServer = azurite('TableServer') as new (configuration: object) => AzuriteServer;
  const file = path.join(dataDir, 'tables.json');
  const at = await findPort(port);
  const server = new TableServer(new TableConfiguration('127.0.0.1', at, keepAliveSeconds, file, false, false));
  await server.start();
  return {
    connectionString: `${account};TableEndpoint=${server.getHttpServerAddress()}/devstoreaccount1;`,
    stop: () => server.close(),
  };
}
