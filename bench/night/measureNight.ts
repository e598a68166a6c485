import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { model } from '../../shared/model/model.ts';
import { createCollector } from '../../shared/service/createCollector.ts';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { tellParent } from '../subjects/tellParent.ts';
import { forgetfulRows } from './forgetfulRows.ts';

/** What a night of the collector took. */
export interface Night {
  /** Rows of the files that were stored. */
  readonly rows: number;
  readonly files: number;
  readonly failures: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Seconds of processor time. */
  readonly cpu: number;
  /** The most resident memory beyond that of the process that has just started and done nothing, in MiB. */
  readonly memory: number;
  /** Rows written to storage, by table, and all requests to it. */
  readonly written: Readonly<Record<string, number>>;
  readonly requests: number;
}

interface Summary {
  readonly rows: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, { readonly reports: number }>>;
  readonly failures: readonly unknown[];
}

const residentMiB = (): number => process.memoryUsage.rss() / 2 ** 20;

const { auth, publicUrl, ...settings } = readSettings({ ...process.env, COLLECTOR_SCHEDULE: '0 0 4 * * *' });
/** Sets whose rows are there again in the next night; without those of series and totals the memory is the collector's alone. */
const kept = process.env['BENCH_KEEPS'] === 'ledger' ? /^(?:collectedReports|reportCoverage)$/ : /^(?!.*detail)/i;
const storage = forgetfulRows((table) => kept.test(table));
const told: Summary[] = [];
const log = {
  request: () => undefined,
  write: (_level: string, message: string, detail?: unknown) => {
    if (message === 'collected') told.push(detail as Summary);
  },
};
const gate = createTokenGate({ auth, publicUrl, log: () => undefined });
const parts = { model, store: createStore(storage.rows), gate, publicUrl, log };
let today = Date.parse('2026-11-27T04:30:00Z');
const collector = createCollector(
  parts,
  {
    schedule: settings.collector?.schedule ?? '',
    graph: { origin: process.env['BENCH_GRAPH'] ?? '', version: 'v1.0' },
    tenant: process.env['BENCH_TENANT'] ?? '',
    reports: (process.env['BENCH_REPORTS'] ?? '').split(',').filter((name) => name !== ''),
    detailPeriods: ['D30'],
    timeLimit: 60 * 60_000,
  },
  () => today,
);

async function night(idle: number): Promise<Night> {
  storage.reset();
  told.length = 0;
  let most = idle;
  const timer = setInterval(() => (most = Math.max(most, residentMiB())), 10);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await collector.run().catch((error: unknown) => console.error(error));
  clearInterval(timer);
  const used = process.cpuUsage(cpu);
  const { rows = {}, types = {}, failures = [] }: Partial<Summary> = told[0] ?? {};
  return {
    rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
    files: Object.values(types).reduce((sum, { reports }) => sum + reports, 0),
    failures: failures.length,
    duration: performance.now() - began,
    cpu: (used.user + used.system) / 1_000_000,
    memory: most - idle,
    written: Object.fromEntries([...storage.written].map(([table, { rows: count }]) => [table, count])),
    requests: [...storage.written.values()].reduce((sum, { requests }) => sum + requests, 0),
  };
}

/** Nights one after the other, each beside the process that has just started. */
async function measureNight(): Promise<void> {
  const idle = residentMiB();
  const nights: Night[] = [];
  for (let count = Number(process.env['BENCH_NIGHTS'] ?? '2'); count > 0; count -= 1) {
    nights.push(await night(idle));
    today += 86_400_000;
  }
  tellParent({ nights });
}

void measureNight();
