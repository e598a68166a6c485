import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { model } from '../../shared/model/model.ts';
import { createCollector } from '../../shared/service/createCollector.ts';
import { createService } from '../../shared/service/createService.ts';
import { createServiceLog } from '../../shared/service/message/serviceLog.ts';
import type { CollectorSettings } from '../../shared/settings/settings.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { startEntraServer } from './entraServer.ts';
import { startGraphStandIn } from './graphStandIn.ts';

/** A line of the service's log. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** What the one line of a run says. */
export interface Collected {
  readonly rows: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, { reports: number; rows: Readonly<Record<string, number>> }>>;
  readonly failures: readonly { readonly report: string; readonly reason: string }[];
}

/** The one line of a run among those it wrote. */
export function collected(lines: readonly LogLine[]): Collected {
  const found = lines.filter(({ message }) => message === 'collected');
  expect(found).toHaveLength(1);
  return found[0]?.detail as unknown as Collected;
}

/** The collector in this process over rows in memory, with stand-ins of Graph and the identity endpoint; one per process. */
export async function startCollector(rows: Rows = createMemoryRows()) {
  const entra = await startEntraServer();
  const { tenant } = entra;
  const graph = await startGraphStandIn(tenant);
  Object.assign(process.env, graph.identity);
  const lines: LogLine[] = [];
  const log = createServiceLog((line) => void lines.push(JSON.parse(line) as LogLine));
  const publicUrl = 'https://reports.example';
  const gate = createTokenGate({ auth: entra.auth, publicUrl, log: () => undefined });
  const parts = { model, store: createStore(rows), gate, publicUrl, log };
  const handle = createService(parts);
  const settings: CollectorSettings = {
    schedule: '0 0 4 * * *',
    graph: { origin: graph.graph, version: 'v1.0' },
    tenant,
    timeLimit: 60_000,
  };
  return {
    graph,
    tenant,
    settings,
    /** Graph has these files from now on, and behaves. */
    publish(reports: ReadonlyMap<string, string>): void {
      graph.reset();
      graph.reports.clear();
      for (const [call, text] of reports) graph.reports.set(call, text);
    },
    /** Runs a new collector; the lines it wrote, requests left out. */
    async collect(changes: Partial<CollectorSettings> = {}): Promise<{ error: Error | undefined; lines: LogLine[] }> {
      lines.length = 0;
      const run = createCollector(parts, { ...settings, ...changes }).run();
      const error = await run.then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      return { error, lines: lines.filter(({ message }) => message !== 'request') };
    },
    collector: () => createCollector(parts, settings),
    /** What a caller of the tenant reads. */
    async read(path: string): Promise<{ readonly value: readonly Readonly<Record<string, unknown>>[] }> {
      const headers = new Headers({ Authorization: `Bearer ${await entra.sign()}` });
      const { body } = await handle({ method: 'GET', url: publicUrl + path, headers, body: null });
      return JSON.parse(body as string) as { value: [] };
    },
    async stop() {
      for (const name of Object.keys(graph.identity)) Reflect.deleteProperty(process.env, name);
      await Promise.all([graph.stop(), entra.close()]);
    },
  };
}
