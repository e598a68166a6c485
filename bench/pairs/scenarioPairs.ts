import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildHost } from '../../local/build/buildHost.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import { loadOverHttp } from '../measure/loadOverHttp.ts';
import { measurePairs } from '../measure/measurePairs.ts';
import type { Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { forkProcess, type BenchProcess } from '../subjects/forkProcess.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import { scenarios, type Scenario } from '../workload/scenarios.ts';
import { pairedAims, pairsTable } from './pairsTable.ts';

const connections = 16;

export interface ScenarioPairsOptions {
  /** Rows stored before. */
  readonly rows: number;
  readonly turns: number;
  /** How long each scenario is repeated in each of the four runs of a turn. */
  readonly seconds: number;
  /** Only scenarios whose name holds this text. */
  readonly scenario: string;
  readonly against: string | undefined;
}

type Build = 'own' | 'other';
type App = BenchProcess<{ readonly url: string }>;

/** Builds the app of a checkout over rows in memory, by the code of that checkout. */
async function buildApp(checkout: string, outDir: string): Promise<void> {
  const load = async (...names: string[]): Promise<unknown> =>
    await import(pathToFileURL(path.join(checkout, ...names)).href);
  const { buildPackage } = (await load('local', 'build', 'buildPackage.ts')) as {
    readonly buildPackage: (entry: string, outDir: string, replacements: readonly unknown[]) => Promise<void>;
  };
  const { memoryRowsPlugin } = (await load('bench', 'subjects', 'memoryRowsPlugin.ts')) as {
    readonly memoryRowsPlugin: unknown;
  };
  await buildPackage(path.join(checkout, 'functions', 'main.ts'), outDir, [memoryRowsPlugin]);
}

/**
 * Measures what the app takes for a request of each scenario through the local host of this checkout, by turns with the app
 * of another one, and beside itself.
 */
export async function scenarioPairs(
  { settings, token, tenant, built, scratch }: BenchEnvironment,
  { rows, turns, seconds, scenario: wanted, against }: ScenarioPairsOptions,
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
  let failures = 0;
  const cpuOf = async (app: App, scenario: Scenario, length: number): Promise<number> => {
    const load = { url: app.message.url, token, rows, connections, seconds: length };
    const { cpuMicroseconds, failed } = await loadOverHttp(app, scenario, load);
    failures += failed;
    return cpuMicroseconds;
  };
  const apps = {
    own: await start('own', projectPaths.root),
    other: await start('other', path.resolve(against ?? projectPaths.root)),
  };
  const chosen = scenarios.filter(({ name }) => name.includes(wanted));
  const measure = async (build: Build, length = seconds): Promise<Readonly<Record<string, number>>> => {
    const figures: [string, number][] = [];
    for (const each of chosen) figures.push([each.name, await cpuOf(apps[build], each, length)]);
    return Object.fromEntries(figures);
  };
  try {
    // Warms up.
    for (const build of ['own', 'other'] as const) await measure(build, 1);
    const names = chosen.map(({ name }) => name as string);
    const pids = [apps.own, apps.other].map(({ child }) => child.pid ?? 0);
    const pairs = await measurePairs(names, turns, measure, pids);
    const title = 'A request through the local host, rows in memory, by turns with the build before and itself';
    return {
      text: `${pairsTable({ title, what: 'scenario', digits: 0, against }, pairs)} ${failures} answers were no success.`,
      aims: pairedAims('through the host', 1, against, pairs),
    };
  } finally {
    await Promise.all([apps.own.stop(), apps.other.stop()]);
  }
}
