import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';

/** A table service of its own, in memory, on a free port of 127.0.0.1. */
export interface RunningAzurite {
  readonly url: string;
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Key of the well-known development account, public by definition. */
const developmentKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Connection string of the development account on a table service at `url`, such as a proxy in front of Azurite. */
export function developmentConnectionString(url: string): string {
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${developmentKey};TableEndpoint=${url}/devstoreaccount1;`;
}

/** Starts Azurite's table service as a child; tries another port when somebody else was faster. */
export async function startAzurite(tries = 5): Promise<RunningAzurite> {
  const port = await freePort();
  const program = createRequire(__filename).resolve('azurite/dist/src/table/main.js');
  const flags = ['--silent', '--disableTelemetry', '--inMemoryPersistence', '--tableHost', '127.0.0.1'];
  const child = spawn(process.execPath, [program, ...flags, '--tablePort', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  if (!(await started(child))) {
    process.off('exit', end);
    if (tries > 1) return await startAzurite(tries - 1);
    throw new Error('Azurite does not start');
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    connectionString: developmentConnectionString(url),
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
