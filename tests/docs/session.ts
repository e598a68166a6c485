import { TableServiceClient } from '@azure/data-tables';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guidOf } from '../../local/issuer/guidOf.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import { model } from '../../shared/model/model.ts';
import { startGraphStandIn } from '../support/graphStandIn.ts';
import { runStart, type RunningStart } from '../support/runStart.ts';
import { openBuild } from '../support/startBuiltApp.ts';

/** The app as `npm start` runs it, and a place to run the commands of the documents. */
export interface Session {
  readonly app: RunningStart;
  /** A checkout to stand in: links to the files of this one, so that what a command writes is thrown away. */
  readonly folder: string;
  /** Of commands: the readers', and the answers of curl told on stderr. */
  readonly environment: NodeJS.ProcessEnv;
  /** A text with the addresses that the app has here instead of its usual ones. */
  located(text: string): string;
  /** Deletes every entity. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** Client id of Power Query for Excel, Power BI Desktop and the gateway. */
export const powerQueryClient = 'a672d62c-fc7b-4e81-a576-e60dc46e951d';
/** Those who may call: the local tools, the client of docs/clients.md and Power Query. */
const clients = [guidOf('the local tools'), '4d2f7c1e-9b3a-4e85-a6d0-1f8e5c7b2a93', powerQueryClient].join(',');
const usual = { app: 'http://127.0.0.1:7071', issuer: 'http://127.0.0.1:7072' };
const notLinked = new Set(['.local', '.git', 'dist']);

function linkedCheckout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'documents-'));
  for (const name of readdirSync(projectPaths.root))
    if (!notLinked.has(name)) symlinkSync(path.join(projectPaths.root, name), path.join(folder, name));
  return folder;
}

/** The sets that something was written to: the others have no table. */
async function writtenSets(connectionString: string): Promise<readonly string[]> {
  const service = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true });
  const names: string[] = [];
  for await (const { name = '' } of service.listTables()) names.push(name);
  const sets = new Set(model.map((type) => type.name));
  return names.filter((name) => sets.has(name));
}

async function deleteAll(url: string, token: string, sets: readonly string[]): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const get = async (address: string) =>
    (await (await fetch(address, { headers })).json()) as { value: { id: string }[] };
  for (const set of sets) {
    const { value } = await get(`${url}/v1.0/${set}?$select=id`);
    const removed = value.map(({ id }) => ({ '@removed': { reason: 'deleted' }, id }));
    const body = JSON.stringify({ '@context': '#$delta', value: removed });
    const preferences = { Prefer: 'continue-on-error, return=minimal' };
    const options = { method: 'PATCH', headers: { ...headers, ...preferences }, body };
    if (value.length > 0) expect((await fetch(`${url}/v1.0/${set}`, options)).status).toBe(204);
  }
}

/** Starts the app, with a collector that finds nothing to collect. */
export async function startSession(): Promise<Session> {
  const folder = linkedCheckout();
  const dataDir = path.join(folder, '.local');
  const graph = await startGraphStandIn('6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94');
  const collector = { COLLECTOR_SCHEDULE: '0 30 4 * * *', COLLECTOR_GRAPH_URL: graph.graph, ...graph.identity };
  const build = openBuild();
  const app = await runStart({ dataDir, dist: build.dist, settings: { ...collector, AUTH_CLIENTS: clients } });
  const curlHome = mkdtempSync(path.join(tmpdir(), 'curl-'));
  writeFileSync(
    path.join(curlHome, '.curlrc'),
    String.raw`write-out = "%{stderr}@@ %{http_code} %{method} %{url_effective}\n"`,
  );
  const issuer = new URL(app.settings['AUTH_AUTHORITY'] ?? '').origin;
  return {
    app,
    folder,
    environment: { ...process.env, LOCAL_DATA: dataDir, CURL_HOME: curlHome, URL: undefined, TOKEN: undefined },
    located: (text) =>
      text.replaceAll(usual.app, app.url).replaceAll(usual.issuer, issuer).replaceAll('https://HOST', app.url),
    empty: async () => {
      const sets = await writtenSets(app.settings['ReportsStorage'] ?? '');
      await deleteAll(app.url, await app.token(), sets);
    },
    async stop() {
      await app.stop();
      await graph.stop();
      build.remove();
      for (const made of [folder, curlHome]) rmSync(made, { recursive: true });
    },
  };
}
