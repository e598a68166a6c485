import { readFileSync } from 'node:fs';
import http, { type RequestListener, type ServerOptions } from 'node:http';
import path from 'node:path';
import { listenOnPort } from '../process/listenOnPort.ts';
import { createFunctionsCore } from './functionsCore.ts';
import { httpFunctions } from './httpFunctions.ts';
import { connectProxy, type ProxyConnection } from './forward/connectProxy.ts';
import { loadApp, type LoadedApp } from './loadApp.ts';
import { logToConsole } from './logToConsole.ts';
import { allowOrigins } from './allowOrigins.ts';
import { answerAdmin } from './answerAdmin.ts';
import { answerEmpty } from './answerEmpty.ts';
import { answerUnparsed } from './answerUnparsed.ts';
import { createRequestHandler } from './createRequestHandler.ts';
import { createRouteTable } from './createRouteTable.ts';
import { showRequests } from './showRequests.ts';

export interface HostOptions {
  /** Folder of the deployable package: package.json with `main`, host.json. */
  readonly packageDir: string;
  /** Wished port on 127.0.0.1; a free one is taken when it is busy, or when it is 0. */
  readonly port: number;
  /** Settings put into the environment before the app is loaded. `PUBLIC_URL` defaults to the host's own address. */
  readonly env?: Readonly<Record<string, string>>;
  /** Origins whose pages may call; none if absent. */
  readonly origins?: readonly string[];
  /** Milliseconds that running requests get to end when the host stops; 10,000 if absent. */
  readonly graceMs?: number;
}

export interface FunctionsHost {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  /** Names of all registered functions, timers included. */
  readonly functions: readonly string[];
  /** Accepts nothing new, lets running requests end within the grace period, runs the appTerminate hooks, closes. */
  stop(): Promise<void>;
}

/** What is looked at of host.json. */
function readHostJson(packageDir: string): { readonly routePrefix: string; readonly functionTimeoutMs: number } {
  const { extensions, functionTimeout = '00:30:00' } = JSON.parse(
    readFileSync(path.join(packageDir, 'host.json'), 'utf8'),
  ) as { extensions?: { http?: { routePrefix?: string } }; functionTimeout?: string };
  const [hours = 0, minutes = 0, seconds = 0] = functionTimeout.split(':').map(Number);
  return {
    routePrefix: extensions?.http?.routePrefix ?? 'api',
    functionTimeoutMs: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
}

/** Lets through what Kestrel does, so that it is judged by the host and by what stands behind it. */
const serverOptions: ServerOptions = { keepAliveTimeout: 130_000, maxHeaderSize: 81_920, insecureHTTPParser: true };

/**
 * Runs a function app in this process, as the Azure Functions host and its Node.js worker together would: HTTP triggers
 * with streaming, one app per process. A development tool, never deployed.
 *
 * @throws Error when the package cannot be loaded, registers a route the real host refuses, or does not stream
 */
export async function startFunctionsHost(options: HostOptions): Promise<FunctionsHost> {
  const { packageDir, port, env = {}, origins = [], graceMs = 10_000 } = options;
  let handle: RequestListener = (_request, response) => answerEmpty(response, 503, 'Function host is not running.');
  const serve: RequestListener = (request, response) => handle(request, response);
  const server = http.createServer(serverOptions, serve);
  server.on('checkExpectation', serve).on('clientError', answerUnparsed);
  const url = `http://127.0.0.1:${await listenOnPort(server, port)}`;
  Object.assign(process.env, { PUBLIC_URL: url, AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...process.env, ...env });

  const core = createFunctionsCore(logToConsole);
  const running = new Set<Promise<unknown>>();
  let stopped: Promise<void> | undefined;

  async function stop(app: LoadedApp, proxy: ProxyConnection): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([Promise.all([closed, ...running]), grace]);
    server.closeAllConnections();
    await core.runHooks('appTerminate', { hookData: {}, appHookData: core.appHookData });
    await proxy.close();
    app.unload();
  }

  try {
    const app = await loadApp(packageDir, core);
    const { routePrefix, functionTimeoutMs } = readHostJson(packageDir);
    const find = createRouteTable(httpFunctions(core), routePrefix);
    const proxy = connectProxy(app.proxyPort);
    const served = { core, proxy, find, running, stopping: () => stopped !== undefined, functionTimeoutMs };
    const answered = answerAdmin(core, running, allowOrigins(origins, createRequestHandler(served)));
    handle = process.stderr.isTTY ? showRequests(answered, (line) => console.error(line)) : answered;
    return {
      url,
      functions: [...core.functions.keys()],
      stop: () => (stopped ??= stop(app, proxy)),
    };
  } catch (error) {
    server.close();
    throw error;
  }
}
