import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import { model } from '../../shared/model/model.ts';
import { startAzurite } from './azurite.ts';
import { startEntraServer } from './entraServer.ts';
import { startFaultProxy, type ProxyFault } from './faultProxy.ts';
import { createForge, type Forge } from './hostileTokens.ts';
import { openBuild, type BuiltApp } from './startBuiltApp.ts';
import { storageScope } from './storageScope.ts';

/** Where hostile requests are played: the app over real HTTP, its storage behind a proxy that fails on demand, its authority. */
export interface HostileStage {
  readonly app: BuiltApp;
  readonly forge: Forge;
  /** Host and port of a server nobody has any business with; and how often somebody came. */
  readonly canary: { readonly host: string; visits(): number };
  /** What storage does wrong from now on. */
  fault: ProxyFault | undefined;
  /** An app that has verified nothing yet, with settings over the usual ones; stopped with the stage. */
  fresh(settings?: Readonly<Record<string, string>>): Promise<BuiltApp>;
  /** Everything the tenant has in storage, as text. */
  rows(): Promise<string>;
  stop(): Promise<void>;
}

async function startCanary() {
  let visits = 0;
  const server = net.createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, visits: () => visits, stop: () => void server.close() };
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

async function rowsOf(rows: Rows, tenant: string, name: string): Promise<string> {
  const scope = storageScope({ tenant });
  const lines = [name];
  for await (const page of scanRows(rows.partition(scope, name), scope, { from: '!', to: '\uffff' })) {
    for (const { rowKey, properties } of page.rows) lines.push(`${rowKey} ${text(properties)}`);
  }
  return lines.join('\n');
}

/** What a tenant has, kept as text: a table is read again when a request that changes something named it since. */
function tableTexts(rows: Rows, tenant: string) {
  const read = new Map<string, string>();
  const stale = new Set<string>();
  return {
    onWrite: (target: string, body: Buffer): void => {
      const words = target + body.toString('latin1');
      for (const { name } of model) if (words.includes(name)) stale.add(name);
    },
    all: async (): Promise<string> => {
      const again = [...stale];
      stale.clear();
      for (const name of again) read.set(name, await rowsOf(rows, tenant, name));
      return [...read.values()].sort().join('\n\n');
    },
  };
}

/** Starts Azurite, the proxy, the authority and the app; nothing gets into storage but through the proxy. */
export async function openHostileStage(): Promise<HostileStage> {
  const build = openBuild();
  const [azurite, entra, canary] = await Promise.all([startAzurite(), startEntraServer(), startCanary()]);
  const forge = createForge(entra);
  const stage: { fault: ProxyFault | undefined } = { fault: undefined };
  const sound = connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });
  const tables = tableTexts(sound, entra.tenant);
  const proxy = await startFaultProxy(azurite.url, () => stage.fault ?? {}, { share: 1.1, onWrite: tables.onWrite });
  const environment = {
    ...entra.environment,
    AUTH_CLIENTS: entra.client,
    ReportsStorage: azurite.connectionStringAt(proxy.url),
  };
  const started: BuiltApp[] = [];
  const fresh = async (settings = {}): Promise<BuiltApp> => {
    const app = await build.start({ ...environment, ...settings });
    started.push(app);
    return app;
  };
  const app = await fresh();
  return Object.assign(stage, {
    app,
    forge,
    canary,
    fresh,
    rows: tables.all,
    async stop() {
      await Promise.all(started.map(async (each) => await each.stop()));
      await Promise.all([proxy.stop(), azurite.stop(), entra.close()]);
      canary.stop();
      build.remove();
    },
  });
}
