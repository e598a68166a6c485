import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import Module, { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import type { FunctionsCore } from './functionsCore.ts';

/** A started app: where its streaming proxy listens, and how to let go of it. */
export interface LoadedApp {
  /** Port of the library's streaming proxy on 127.0.0.1. */
  readonly proxyPort: number;
  readonly unload: () => void;
}

/** Answers `require('@azure/functions-core')` with our module, as the real worker does; returns the way back. */
function provideCore(core: object): () => void {
  const original = Reflect.get(Module.prototype, 'require') as (this: Module, id: string) => unknown;
  function require(this: Module, id: string): unknown {
    return id === '@azure/functions-core' ? core : original.call(this, id);
  }
  Reflect.set(Module.prototype, 'require', require);
  return () => void Reflect.set(Module.prototype, 'require', original);
}

/** Runs `start` while listeners opened without a host are bound to loopback: the library's proxy would take all interfaces. */
async function onLoopback<T>(start: () => Promise<T>): Promise<{ result: T; servers: Server[] }> {
  const servers: Server[] = [];
  const original = Reflect.get(net.Server.prototype, 'listen') as (...args: unknown[]) => Server;
  function listen(this: Server, ...args: unknown[]): Server {
    servers.push(this);
    const onListening = args.filter((arg) => typeof arg === 'function');
    const [port = 0, ...backlog] = args.filter((arg) => typeof arg === 'number');
    return Reflect.apply(original, this, [port, '127.0.0.1', ...backlog, ...onListening]);
  }
  Reflect.set(net.Server.prototype, 'listen', listen);
  try {
    return { result: await start(), servers };
  } finally {
    Reflect.set(net.Server.prototype, 'listen', original);
  }
}

/**
 * Loads the app's `main` and starts it in the order of the real worker: entry point, appStart hooks, capabilities.
 *
 * @param packageDir folder with package.json and host.json
 * @throws Error if the app does not enable HTTP streaming; without it chunked request bodies are lost in Azure
 */
export async function loadApp(packageDir: string, core: FunctionsCore): Promise<LoadedApp> {
  const packageJson = path.join(packageDir, 'package.json');
  const { main } = JSON.parse(readFileSync(packageJson, 'utf8')) as { main: string };
  const withdrawCore = provideCore(core.module);
  const load = createRequire(packageJson);
  const entry = load.resolve(path.resolve(packageDir, main));
  Reflect.deleteProperty(load.cache, entry);
  load(entry);
  await core.runHooks('appStart', { hookData: {}, appHookData: core.appHookData, functionAppDirectory: packageDir });
  const { result, servers } = await onLoopback(() => core.model().getCapabilities({}));
  core.endRegistration();
  const uri = result['HttpUri'];
  if (uri === undefined) throw new Error('The app must call app.setup({ enableHttpStream: true }).');
  // The host's pooled connections must not be closed by the proxy just as a request takes one up.
  for (const server of servers) server.keepAliveTimeout = 0;
  return {
    proxyPort: Number(new URL(uri).port),
    unload: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      withdrawCore();
    },
  };
}
