import path from 'node:path';
import { failuresTold, sumOfFailures, type Failures } from '../measure/measurement.ts';
import type { Side, Sides } from '../measure/side.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { forkProcess, type BenchProcess } from '../subjects/forkProcess.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import { scenario as scenarioOf, type ScenarioName } from '../workload/scenarios.ts';
import { requestSender } from './requestSender.ts';

const connections = 16;

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

/** An app that is measured: its folder, and settings of its own. */
export interface HostedApp {
  readonly folder: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Apps through the local host, each in a process of its own, and what was no success of what they were asked. */
export interface HostSides {
  readonly open: (order: readonly Side[]) => Promise<Sides>;
  /** Empty when every answer was a success. */
  failures(): string;
}

/** Has apps answer scenarios through the local host over so many rows, by turns. */
export function hostSides(
  { settings, token, tenant, scratch }: Pick<BenchEnvironment, 'settings' | 'token' | 'tenant' | 'scratch'>,
  host: string,
  apps: Readonly<Record<Side, HostedApp>>,
  rows: number,
): HostSides {
  const failures: Failures[] = [];
  const start = async (side: Side) => {
    const { folder, settings: own } = apps[side];
    const app: BenchProcess<{ readonly url: string }> = await forkProcess(host, {
      args: [folder, '0'],
      env: {
        PATH: process.env['PATH'],
        ...settings,
        [seedVariables.tenant]: tenant,
        [seedVariables.rows]: String(rows),
        ...own,
      },
      log: path.join(scratch, `${side}.log`),
    });
    const { url } = app.message;
    // Answered when the rows are there.
    await fetch(`${url}/health`);
    // What a process does behind its last answer belongs to the work before, and is counted with the next.
    return { app, sender: requestSender(url, token, connections), taken: app.cpuMicroseconds() };
  };
  return {
    async open(order) {
      const running = new Map<Side, Awaited<ReturnType<typeof start>>>();
      for (const side of order) running.set(side, await start(side));
      const all = [...running.values()];
      return {
        pids: all.map(({ app }) => app.pid),
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
          for (const { sender } of all) sender.end();
          await Promise.all(all.map(({ app }) => app.stop()));
        },
      };
    },
    failures: () => failuresTold(sumOfFailures(failures)),
  };
}
