import path from 'node:path';
import { buildHost } from '../../local/build/buildHost.ts';
import { buildPackage } from '../../local/build/buildPackage.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { loadInProcess } from '../measure/loadInProcess.ts';
import { loadOverHttp } from '../measure/loadOverHttp.ts';
import { scenario, type ScenarioName } from '../workload/scenarios.ts';
import { bundleProcess } from './bundleProcess.ts';
import { forkProcess } from './forkProcess.ts';
import { memoryRowsPlugin } from './memoryRowsPlugin.ts';
import { seedVariables } from './seedVariables.ts';
import type { RowPlace, Subject, SubjectName } from './subject.ts';

export interface SubjectOptions {
  /** Rows stored before anything is measured. */
  readonly rows: number;
  readonly connections: number;
  /** Options of Node.js for the measured processes, such as those of its profiler. */
  readonly execArgv: readonly string[];
  readonly isWanted: (name: SubjectName, rows: RowPlace) => boolean;
}

const byKey: readonly ScenarioName[] = ['GET by key', 'PATCH update', 'PATCH create'];
/** Over Azurite what asks for all rows is not answered in a round. */
const ofAzurite: readonly ScenarioName[] = [...byKey, 'filtered top 50', 'page of 1,000', 'JSON batch of 20'];
const ofHandWritten: readonly ScenarioName[] = [...byKey, 'filtered top 50', 'page of 1,000'];

/** Whether an entity is answered. */
async function readOne(url: string, token: string): Promise<boolean> {
  const { path: target, headers } = scenario('GET by key').request(0, 1);
  const answer = await fetch(url + target, { headers: { ...headers, authorization: `Bearer ${token}` } });
  await answer.text();
  return answer.ok;
}

/** Builds and starts what is measured side by side; each takes nothing while it is not asked. */
export async function startSubjects(
  { settings, token, tenant, built, scratch, azurite }: BenchEnvironment,
  { rows, connections, execArgv, isWanted }: SubjectOptions,
): Promise<readonly Subject[]> {
  const inMemory = memoryRowsPlugin(projectPaths.root);
  const host = path.join(built, 'hostProcess.cjs');
  const minimal = path.join(import.meta.dirname, 'minimalFunction.ts');
  const constant = path.join(import.meta.dirname, 'constantFunction.ts');
  const packages = {
    app: { memory: path.join(built, 'appInMemory'), Azurite: path.join(built, 'app') },
    minimal: { memory: path.join(built, 'minimalInMemory'), Azurite: path.join(built, 'minimal') },
    constant: { none: path.join(built, 'constant') },
  };
  const handWritten = path.join(built, 'handWritten.mjs');
  const service = path.join(built, 'service.mjs');
  await Promise.all([
    buildHost(host),
    buildPackage(projectPaths.entry, packages.app.memory, [inMemory]),
    buildPackage(projectPaths.entry, packages.app.Azurite),
    buildPackage(minimal, packages.minimal.memory, [inMemory]),
    buildPackage(minimal, packages.minimal.Azurite),
    buildPackage(constant, packages.constant.none),
    bundleProcess('subjects/handWritten.ts', handWritten),
    bundleProcess('subjects/serviceInProcess.ts', service, [inMemory]),
  ]);
  const env = {
    PATH: process.env['PATH'],
    ...settings,
    [seedVariables.tenant]: tenant,
    [seedVariables.rows]: String(rows),
    BENCH_TOKEN: token,
  };
  let started = 0;
  const options = (more: Readonly<Record<string, string>> = {}) => {
    started += 1;
    return { env: { ...env, ...more }, log: path.join(scratch, `${started}.log`), execArgv };
  };

  async function overHttp(
    name: SubjectName,
    place: RowPlace,
    file: string,
    more: { readonly args?: readonly string[]; readonly remember?: string; readonly scenarios?: Subject['scenarios'] },
  ): Promise<Subject> {
    const { args = [], remember = '0', scenarios } = more;
    const process = await forkProcess<{ url: string }>(file, { ...options({ BENCH_REMEMBER: remember }), args });
    const { url } = process.message;
    // Answered when the rows are there.
    await fetch(`${url}/health`);
    return {
      name,
      rows: place,
      ...(scenarios && { scenarios }),
      pids: place === 'Azurite' ? [process.pid, azurite] : [process.pid],
      async measure(load, seconds) {
        const measured = await loadOverHttp(process, load, { url, token, rows, connections, length: { seconds } });
        // Storage is still busy with what nobody waits for any more; the next one shall not find it so.
        for (let tries = 0; tries < 5 && !(await readOne(url, token)); tries += 1);
        return measured;
      },
      stop: () => process.stop(),
    };
  }

  const throughHost = async (name: SubjectName, app: 'app' | 'minimal', place: 'memory' | 'Azurite', remember = '0') =>
    await overHttp(name, place, host, {
      args: [packages[app][place], '0'],
      remember,
      ...(app === 'minimal' && { scenarios: byKey }),
      ...(app === 'app' && place === 'Azurite' && { scenarios: ofAzurite }),
    });

  const inProcess = async (name: SubjectName): Promise<Subject> => {
    const process = await forkProcess<unknown>(service, options({ PUBLIC_URL: 'http://127.0.0.1' }));
    return {
      name,
      rows: 'memory',
      pids: [process.pid],
      measure: async ({ name }, seconds) =>
        await loadInProcess(process, { scenario: name, milliseconds: seconds * 1000, connections }),
      stop: () => process.stop(),
    };
  };

  const fastify = (name: SubjectName, remember: string) =>
    overHttp(name, 'a Map', handWritten, { remember, scenarios: ofHandWritten });
  const starts: readonly (readonly [SubjectName, RowPlace, () => Promise<Subject>])[] = [
    ['(a) app, local host', 'memory', () => throughHost('(a) app, local host', 'app', 'memory')],
    [
      '(0) constant answer',
      'none',
      () => overHttp('(0) constant answer', 'none', host, { args: [packages.constant.none, '0'], scenarios: byKey }),
    ],
    ['(b) smallest function', 'memory', () => throughHost('(b) smallest function', 'minimal', 'memory')],
    ['(b+) with remembered token', 'memory', () => throughHost('(b+) with remembered token', 'minimal', 'memory', '1')],
    ['(c) Fastify, jose, ajv, Map', 'a Map', () => fastify('(c) Fastify, jose, ajv, Map', '0')],
    ['(c+) with remembered token', 'a Map', () => fastify('(c+) with remembered token', '1')],
    ['(d) service in process', 'memory', () => inProcess('(d) service in process')],
    ['(a) app, local host', 'Azurite', () => throughHost('(a) app, local host', 'app', 'Azurite')],
    ['(b) smallest function', 'Azurite', () => throughHost('(b) smallest function', 'minimal', 'Azurite')],
  ];
  const wanted = starts.filter(([name, place]) => isWanted(name, place));
  return await Promise.all(wanted.map(async ([, , start]) => await start()));
}
