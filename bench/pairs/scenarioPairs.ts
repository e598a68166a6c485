import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildHost } from '../../local/build/buildHost.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import { loadOverHttp } from '../measure/loadOverHttp.ts';
import { failuresTold, sumOfFailures, type Failures } from '../measure/measurement.ts';
import { measurePairs, type Pairs } from '../measure/measurePairs.ts';
import { sumOf } from '../measure/repetitions.ts';
import type { Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { forkProcess, type BenchProcess } from '../subjects/forkProcess.ts';
import { memoryRowsPlugin } from '../subjects/memoryRowsPlugin.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import { scenarios, type Scenario, type ScenarioName } from '../workload/scenarios.ts';
import { buildName } from './buildName.ts';
import { pairedAims, pairsTable } from './pairsTable.ts';

const connections = 16;

export interface ScenarioPairsOptions {
  /** Rows stored before. */
  readonly rows: number;
  readonly turns: number;
  /** The part of its requests that a run of a scenario makes. */
  readonly share: number;
  /** Only scenarios whose name holds this text. */
  readonly scenario: string;
  readonly against: string | undefined;
}

/** Requests of a run, which takes about a second of processor time: as many for both builds, so that both store as much. */
const requestsOf: Readonly<Record<ScenarioName, number>> = {
  'GET by key': 1600,
  'PATCH update': 1300,
  'filtered top 50': 1000,
  'page of 1,000': 256,
  'filter over all rows': 32,
  'JSON batch of 20': 256,
  'CSV of all rows': 48,
  'PATCH create': 1300,
};

type Build = 'own' | 'other';
type App = BenchProcess<{ readonly url: string }>;

/** Builds the app of a checkout over rows in memory, by the code of that checkout. */
async function buildApp(checkout: string, outDir: string): Promise<void> {
  const load = async (...names: string[]): Promise<unknown> =>
    await import(pathToFileURL(path.join(checkout, ...names)).href);
  const { buildPackage } = (await load('local', 'build', 'buildPackage.ts')) as {
    readonly buildPackage: (entry: string, outDir: string, replacements: readonly unknown[]) => Promise<void>;
  };
  await buildPackage(path.join(checkout, 'functions', 'main.ts'), outDir, [memoryRowsPlugin(checkout)]);
}

/** Pairs of one scenario after the other as one table. */
function together(parts: readonly Pairs<string>[]): Pairs<string> {
  const all = (figure: 'own' | 'ratio' | 'same') =>
    Object.assign({}, ...parts.map((each) => each[figure])) as Pairs<string>['own'];
  return { own: all('own'), ratio: all('ratio'), same: all('same'), turns: parts[0]?.turns ?? 0, ...sumOf(parts) };
}

/**
 * Measures what the app takes for a request of each scenario through the local host of this checkout, by turns with the app
 * of another one, and beside itself; one scenario after the other, those that store rows last.
 */
export async function scenarioPairs(
  { settings, token, tenant, built, scratch, repetitions }: BenchEnvironment,
  { rows, turns, share, scenario: wanted, against }: ScenarioPairsOptions,
): Promise<Part> {
  const host = path.join(built, 'hostProcess.cjs');
  await buildHost(host);
  const env = {
    PATH: process.env['PATH'],
    ...settings,
    [seedVariables.tenant]: tenant,
    [seedVariables.rows]: String(rows),
  };
  const start = async (build: Build, checkout: string): Promise<App> => {
    const app = path.join(built, `${build}AppInMemory`);
    await buildApp(checkout, app);
    const started = await forkProcess<{ readonly url: string }>(host, {
      args: [app, '0'],
      env,
      log: path.join(scratch, `${build}.log`),
    });
    // Answered when the rows are there.
    await fetch(`${started.message.url}/health`);
    return started;
  };
  const apps = {
    own: await start('own', projectPaths.root),
    other: await start('other', path.resolve(against ?? projectPaths.root)),
  };
  const pids = [apps.own.pid, apps.other.pid];
  const failures: Failures[] = [];
  const cpuOf = async (build: Build, each: Scenario): Promise<number> => {
    const length = { requests: Math.max(connections, Math.round(share * requestsOf[each.name])) };
    const load = { url: apps[build].message.url, token, rows, connections, length };
    const measured = await loadOverHttp(apps[build], each, load);
    const named = Object.entries(measured.failures).map(([kind, count]) => [`${kind} (${build}, ${each.name})`, count]);
    failures.push(Object.fromEntries(named) as Failures);
    return measured.cpuMicroseconds;
  };
  try {
    const measured: Pairs<string>[] = [];
    for (const each of scenarios.filter(({ name }) => name.includes(wanted))) {
      for (const build of ['own', 'other', 'own', 'other'] as const) await cpuOf(build, each);
      const measure = async (build: Build) => ({ [each.name]: await cpuOf(build, each) });
      measured.push(await measurePairs<string>([each.name], turns, repetitions, measure, pids));
    }
    const other = against === undefined ? undefined : buildName(against);
    const pairs = together(measured);
    const title = 'A request through the local host, rows in memory, by turns with the build before and itself';
    const told = failuresTold(sumOfFailures(failures));
    const table = pairsTable({ title, what: 'scenario', digits: 0, other }, pairs);
    return {
      text: `${table} ${told === '' ? 'Every answer was a success.' : `No success: ${told}.`}`,
      aims: [
        ...pairedAims('through the host', 1, other, pairs),
        { promised: 'through the host: every answer is a success', measured: told || 'all', isReached: told === '' },
      ],
    };
  } finally {
    await Promise.all([apps.own.stop(), apps.other.stop()]);
  }
}
