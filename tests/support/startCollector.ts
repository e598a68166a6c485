import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { tendCoverage } from '../../shared/collect/ledger/tendCoverage.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { askInProcess } from '../../shared/service/askInProcess.ts';
import { createCollector } from '../../shared/service/createCollector.ts';
import { createService } from '../../shared/service/createService.ts';
import { createServiceLog } from '../../shared/service/message/serviceLog.ts';
import type { CollectorSettings } from '../../shared/settings/settings.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore, type RetentionDays } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { createMaintenance } from '../../shared/service/createMaintenance.ts';
import type { Telemetry } from '../../shared/telemetry/telemetry.ts';
import { startEntraServer } from './entraServer.ts';
import { forgetToken } from './forgetStage.ts';
import { startGraphStandIn } from './graphStandIn.ts';
import { storageScope } from './storageScope.ts';

/** A line of the service's log. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** What the one line of a run says. */
export interface Collected {
  readonly rows: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, { reports: number; rows: Readonly<Record<string, number>>; asked: number }>>;
  readonly unfinished: readonly string[];
  readonly failures: readonly { readonly report: string; readonly reason: string }[];
}

/** The one line of a run among those it wrote. */
export function collected(lines: readonly LogLine[]): Collected {
  const found = lines.filter(({ message }) => message === 'collected');
  expect(found).toHaveLength(1);
  return found[0]?.detail as unknown as Collected;
}

/** The collector in this process over rows in memory, with stand-ins of Graph and the identity endpoint; one per process. */
export async function startCollector(telemetry?: Telemetry) {
  const entra = await startEntraServer();
  const { tenant } = entra;
  const graph = await startGraphStandIn(tenant);
  Object.assign(process.env, graph.identity);
  const { claims } = graph;
  const lines: LogLine[] = [];
  const log = createServiceLog((line) => void lines.push(JSON.parse(line) as LogLine));
  const publicUrl = 'https://reports.example';
  const gate = createTokenGate({ auth: entra.auth, publicUrl, log: () => undefined });
  const over = (rows: Rows, retention?: RetentionDays) => {
    const parts = {
      model,
      store: createStore(rows, undefined, retention),
      gate,
      publicUrl,
      log,
      ...(telemetry && { telemetry: Promise.resolve(telemetry) }),
    };
    return { parts, handle: createService(parts) };
  };
  let service = over(createMemoryRows());
  const settings: CollectorSettings = {
    schedule: '0 0 4 * * *',
    graph: { origin: graph.graph, version: 'v1.0' },
    tenant,
    reports: ['office365*'],
    detailPeriods: ['D30'],
    timeLimit: 60_000,
  };
  let at: number | undefined;
  const now = (): number => at ?? Date.now();
  return {
    graph,
    tenant,
    settings,
    /** Nothing is stored, or what these rows hold. */
    begin(time: string, rows: Rows = createMemoryRows(), retention?: RetentionDays): void {
      service = over(rows, retention);
      at = Date.parse(time);
      lines.length = 0;
      graph.reset();
      graph.claims = claims;
    },
    /** The time by which the collector tells nights apart. */
    setTime(time: string): void {
      at = Date.parse(time);
    },
    /** Graph has these files from now on, and behaves. */
    publish(reports: ReadonlyMap<string, string>): void {
      graph.reset();
      graph.reports.clear();
      for (const [call, text] of reports) graph.reports.set(call, text);
    },
    /** Runs a new collector; the lines it wrote, requests left out. */
    async collect(changes: Partial<CollectorSettings> = {}): Promise<{ error: Error | undefined; lines: LogLine[] }> {
      lines.length = 0;
      const run = createCollector(service.parts, { ...settings, ...changes }, now).run();
      const error = await run.then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      return { error, lines: lines.filter(({ message }) => message !== 'request') };
    },
    collector: () => createCollector(service.parts, settings, now),
    /** The coverage of a report. */
    async coverage(report: string): Promise<Readonly<Record<string, unknown>> | undefined> {
      return (await this.read('/v1.0/reportCoverage')).value.find(({ id }) => id === report);
    },
    /** The entries of the ledger of a report, in the order of their ids. */
    async ledger(report: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
      return (await this.read(`/v1.0/collectedReports?$filter=report eq '${report}'&$orderby=id`)).value;
    },
    /** Deletes an entity as a caller of the tenant. */
    async remove(path: string): Promise<void> {
      const headers = new Headers({ Authorization: `Bearer ${await entra.sign()}` });
      const { status } = await service.handle({ method: 'DELETE', url: publicUrl + path, headers, body: null });
      expect(status).toBe(204);
    },
    /** Sets properties of an entity as a caller of the tenant. */
    async patch(path: string, values: Readonly<Record<string, unknown>>): Promise<void> {
      const headers = new Headers({
        Authorization: `Bearer ${await entra.sign()}`,
        'Content-Type': 'application/json',
      });
      const body = new Response(JSON.stringify(values)).body;
      const { status } = await service.handle({ method: 'PATCH', url: publicUrl + path, headers, body });
      expect([200, 201, 204]).toContain(status);
    },
    /** Has a person forgotten, as an application that may. */
    async forget(names: readonly string[], mode: string): Promise<void> {
      const headers = new Headers({
        Authorization: `Bearer ${await entra.sign(forgetToken)}`,
        'Content-Type': 'application/json',
      });
      const body = new Response(JSON.stringify({ names, mode })).body;
      const { status } = await service.handle({
        method: 'POST',
        url: `${publicUrl}/v1.0/forgetRequests`,
        headers,
        body,
      });
      expect(status).toBe(201);
    },
    /** A night of the upkeep of what is too old, by the clock of storage. */
    async retain(type: EntityType) {
      return await service.parts.store.retain(storageScope({ tenant }), type);
    },
    /** A run of the upkeep. */
    maintain: async (): Promise<boolean> =>
      await createMaintenance(service.parts, { auth: { tenants: [tenant] }, timeLimit: 570_000 }).run(),
    /** Upkeep of the coverage, at the time of the collector. */
    async tend(): Promise<void> {
      const caller = { tenant, client: 'maintenance', permissions: { read: true, write: true, missingForDetails: [] } };
      const keptSince = async (type: EntityType) => await service.parts.store.keptSince(storageScope({ tenant }), type);
      await tendCoverage(askInProcess(service.parts, caller), model, now(), keptSince);
    },
    /** What a caller of the tenant reads. */
    async read(path: string): Promise<{ readonly value: readonly Readonly<Record<string, unknown>>[] }> {
      const headers = new Headers({ Authorization: `Bearer ${await entra.sign()}` });
      const { body } = await service.handle({ method: 'GET', url: publicUrl + path, headers, body: null });
      return JSON.parse(body as string) as { value: [] };
    },
    async stop() {
      for (const name of Object.keys(graph.identity)) Reflect.deleteProperty(process.env, name);
      await Promise.all([graph.stop(), entra.close()]);
    },
  };
}
