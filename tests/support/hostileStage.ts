import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { connectTableRows } from '../../shared/store/rows/connectTableRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import { model } from '../../shared/model/model.ts';
import { developmentConnectionString, startAzurite } from './azurite.ts';
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

async function allRows(rows: Rows, tenant: string): Promise<string> {
  const scope = storageScope({ tenant });
  const tables = model.map(async ({ name }) => {
    const lines: string[] = [];
    for await (const page of scanRows(rows.partition(scope, name), scope, { from: '!', to: '\uffff' })) {
      for (const { rowKey, properties } of page.rows) lines.push(`${rowKey} ${text(properties)}`);
    }
    return lines.join('\n');
  });
  return (await Promise.all(tables)).join('\n\n');
}

/** Starts Azurite, the proxy, the authority and the app. */
export async function openHostileStage(): Promise<HostileStage> {
  const build = openBuild();
  const [azurite, entra, canary] = await Promise.all([startAzurite(), startEntraServer(), startCanary()]);
  const forge = createForge(entra);
  const stage: { fault: ProxyFault | undefined } = { fault: undefined };
  const proxy = await startFaultProxy(azurite.url, () => stage.fault ?? {}, { share: 1.1 });
  const environment = {
    ...entra.environment,
    AUTH_CLIENTS: entra.client,
    ReportsStorage: developmentConnectionString(proxy.url),
  };
  const sound = connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });
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
    rows: async () => await allRows(sound, entra.tenant),
    async stop() {
      await Promise.all(started.map(async (each) => await each.stop()));
      await Promise.all([proxy.stop(), azurite.stop(), entra.close()]);
      canary.stop();
      build.remove();
    },
  });
}
