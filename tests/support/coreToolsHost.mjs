/**
 * Runs a package in Azure Functions Core Tools as the local host would be run: `coreToolsHost.mjs <package folder> <port>`,
 * settings in the environment. Tells its parent where it listens, and stops when the parent is gone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const startTimeoutMs = 120_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilAnswered(url, child) {
  for (const end = performance.now() + startTimeoutMs; performance.now() < end;) {
    if (child.exitCode !== null) throw new Error(`func ended with ${child.exitCode}`);
    const answered = await fetch(`${url}/health`).then(
      ({ status }) => status !== 404,
      () => false,
    );
    if (answered) return;
    await sleep(200);
  }
  throw new Error('func did not answer in time');
}

const [packageDir = '.', wished = '0'] = process.argv.slice(2);
const port = wished === '0' ? await freePort() : Number(wished);
const url = `http://127.0.0.1:${port}`;
const env = { PUBLIC_URL: url, FUNCTIONS_WORKER_RUNTIME: 'node', AzureWebJobsDisableHomepage: 'true', ...process.env };
const child = spawn('func', ['start', '--port', String(port), '--no-build'], {
  cwd: packageDir,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
const exited = once(child, 'exit');
process.once('disconnect', () => {
  child.kill('SIGINT');
  void exited.then(() => process.exit());
});
try {
  await untilAnswered(url, child);
  process.send?.({ url, functions: [] });
} catch (error) {
  process.send?.({ failed: error.message });
  child.kill('SIGKILL');
  process.disconnect?.();
}
