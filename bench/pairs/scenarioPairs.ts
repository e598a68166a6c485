import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildHost } from '../../local/build/buildHost.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import { failuresTold, sumOfFailures, type Failures } from '../measure/measurement.ts';
import { measureSides, type SidesOptions } from '../measure/measureSides.ts';
import type { Side, Sides } from '../measure/side.ts';
import type { Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { forkProcess, type BenchProcess } from '../subjects/forkProcess.ts';
import { memoryRowsPlugin } from '../subjects/memoryRowsPlugin.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import { scenario as scenarioOf, scenarios, type ScenarioName } from '../workload/scenarios.ts';
import { buildName } from './buildName.ts';
import { pairedAims, pairsTable } from './pairsTable.ts';
import { requestSender } from './requestSender.ts';

const connections = 16;

export interface ScenarioPairsOptions extends SidesOptions {
  /** Rows stored before. */
  readonly rows: number;
  /** Only scenarios whose name holds this text. */
  readonly scenario: string;
  readonly against: string | undefined;
}

/** Requests of a slice, all under way at a time: as many for each side, so that all store as much. */
const requestsOf: Readonly<Record<ScenarioName, number>> = {
  'GET by key': 16,
  'PATCH update': 16,
  'filtered top 50': 16,
  'page of 1,000': 4,
  'filter over all rows': 1,
  'JSON batch of 20': 4,
  'CSV of all rows': 1,
  'PATCH create': 16,
};

/** Builds the app of a checkout over rows in memory, by the code of that checkout. */
async function buildApp(checkout: string, outDir: string): Promise<void> {
  const load = async (...names: string[]): Promise<unknown> =>
    await import(pathToFileURL(path.join(checkout, ...names)).href);
  const { buildPackage } = (await load('local', 'build', 'buildPackage.ts')) as {
    readonly buildPackage: (entry: string, outDir: string, replacements: readonly unknown[]) => Promise<void>;
  };
  await buildPackage(path.join(checkout, 'functions', 'main.ts'), outDir, [memoryRowsPlugin(checkout)]);
}

/**
 * Measures what the app takes for a request of each scenario through the local host of this checkout, beside the app of another
 * one and beside itself; one scenario after the other, those that store rows last.
 */
export async function scenarioPairs(
  { settings, token, tenant, built, scratch, repetitions }: BenchEnvironment,
  { rows, scenario: wanted, against, ...options }: ScenarioPairsOptions,
): Promise<Part> {
  const host = path.join(built, 'hostProcess.cjs');
  const [own, other] = [path.join(built, 'ownAppInMemory'), path.join(built, 'otherAppInMemory')];
  await buildHost(host);
  await buildApp(projectPaths.root, own);
  await buildApp(path.resolve(against ?? projectPaths.root), other);
  const env = {
    PATH: process.env['PATH'],
    ...settings,
    [seedVariables.tenant]: tenant,
    [seedVariables.rows]: String(rows),
  };
  const failures: Failures[] = [];
  const start = async (side: Side) => {
    const app: BenchProcess<{ readonly url: string }> = await forkProcess(host, {
      args: [side === 'other' ? other : own, '0'],
      env,
      log: path.join(scratch, `${side}.log`),
    });
    const { url } = app.message;
    // Answered when the rows are there.
    await fetch(`${url}/health`);
    // What a process does behind its last answer belongs to the work before, and is counted with the next.
    return { app, sender: requestSender(url, token, connections), taken: app.cpuMicroseconds() };
  };
  const open = async (order: readonly Side[]): Promise<Sides> => {
    const running = new Map<Side, Awaited<ReturnType<typeof start>>>();
    for (const side of order) running.set(side, await start(side));
    const apps = [...running.values()];
    return {
      pids: apps.map(({ app }) => app.pid),
      async slice(side, kind, number) {
        const each = running.get(side);
        if (each === undefined) throw new Error(`The side "${side}" was not started.`);
        const name = kind as ScenarioName;
        const { request } = scenarioOf(name);
        const count = requestsOf[name];
        const requests = Array.from({ length: count }, (_, at) => request(number * count + at + 1, rows));
        const failed = Object.entries(await each.sender.all(requests));
        failures.push(Object.fromEntries(failed.map(([what, times]) => [`${what} (${side}, ${kind})`, times])));
        const before = each.taken;
        each.taken = each.app.cpuMicroseconds();
        return (each.taken - before) / count;
      },
      async stop() {
        for (const { sender } of apps) sender.end();
        await Promise.all(apps.map(({ app }) => app.stop()));
      },
    };
  };
  const kinds = scenarios.map(({ name }) => name).filter((name) => name.includes(wanted));
  const pairs = await measureSides<string>(kinds, options, repetitions, open);
  const beside = against === undefined ? undefined : buildName(against);
  const title = 'A request through the local host, rows in memory, beside the build before and itself';
  const told = failuresTold(sumOfFailures(failures));
  const table = pairsTable({ title, what: 'scenario', digits: 0, other: beside }, pairs);
  return {
    text: `${table} ${told === '' ? 'Every answer was a success.' : `No success: ${told}.`}`,
    aims: [
      ...pairedAims('through the host', 1, beside, pairs),
      { promised: 'through the host: every answer is a success', measured: told || 'all', isReached: told === '' },
    ],
  };
}
