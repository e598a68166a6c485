import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildHost } from '../../local/build/buildHost.ts';
import { buildPackage } from '../../local/build/buildPackage.ts';
import type { HostMessage } from '../../local/host/hostProcess.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { percentile } from '../measure/measurement.ts';
import type { Aim, Part } from '../report/part.ts';
import { scenario } from '../workload/scenarios.ts';

/** What is promised of a cold start. */
const most = { ratio: 1.5, firstAnswer: 150, kilobytes: 600 } as const;

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds from the start of the process to the end of the first answer, an entity that is read by its key. */
async function firstAnswer(
  node: string,
  host: string,
  packageDir: string,
  { settings, token }: BenchEnvironment,
): Promise<number> {
  const { path: target } = scenario('GET by key').request(0, 1);
  const began = performance.now();
  const child = fork(host, [packageDir, '0'], {
    env: { ...settings },
    execPath: node,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [message] = (await once(child, 'message')) as [HostMessage];
  if ('failed' in message) throw new Error(message.failed);
  const answer = await fetch(message.url + target, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  const took = performance.now() - began;
  child.disconnect();
  await exited;
  if (answer.status !== 200) throw new Error(`The first answer was ${answer.status}.`);
  return took;
}

/** Compares how long the package and a one-function app take to load, in turns, on each Node.js; returns the table. */
export async function coldStart(
  environment: BenchEnvironment,
  nodes: readonly string[],
  rounds: number,
): Promise<Part> {
  const { built, settings } = environment;
  const [app, one, host] = ['app', 'oneFunction', 'hostProcess.cjs'].map((name) => path.join(built, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([
    buildPackage(projectPaths.entry, app),
    buildPackage(path.join(import.meta.dirname, 'oneFunction.ts'), one),
    buildHost(host),
  ]);
  await environment.seedAzurite(1);
  const script = path.join(import.meta.dirname, 'measureLoad.cjs');
  const env = { ...settings, PUBLIC_URL: 'http://127.0.0.1' };
  const load = (node: string, packageDir: string): number => {
    const text = execFileSync(node, [script, path.join(packageDir, 'main.cjs')], { env, encoding: 'utf8' });
    return (JSON.parse(text) as { readonly ms: number }).ms;
  };
  const lines: string[] = [];
  const aims: Aim[] = [];
  for (const node of nodes) {
    const [own, least, answers]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      own.push(load(node, app));
      least.push(load(node, one));
      answers.push(await firstAnswer(node, host, app, environment));
    }
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    const [loaded, leastLoaded] = [median(own), median(least)];
    const [ratio, answered] = [loaded / leastLoaded, median(answers)];
    aims.push(
      {
        promised: `cold start on ${version}: loads in at most ${most.ratio} times the time of a one-function app`,
        measured: `${ratio.toFixed(1)} times`,
        isReached: ratio <= most.ratio,
      },
      {
        promised: `cold start on ${version}: first answer within ${most.firstAnswer} ms of the start of the process`,
        measured: `${answered.toFixed(0)} ms`,
        isReached: answered <= most.firstAnswer,
        isEarlier: true,
      },
    );
    const figures = [loaded, leastLoaded, loaded / leastLoaded, Math.min(...own), Math.min(...least), median(answers)];
    lines.push(
      `| ${[version, ...figures.map((figure) => figure.toFixed(1)), Math.min(...answers).toFixed(0)].join(' | ')} |`,
    );
  }
  const files = readdirSync(app).map((name) => `${name} ${Math.round(statSync(path.join(app, name)).size / 1000)} kB`);
  const text = [
    '### Cold start\n',
    '| Node.js | package ms | one function ms | ratio | package, best | one function, best | first answer ms | best |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    `\nFiles of the package: ${files.join(', ')}.`,
  ].join('\n');
  const size = statSync(path.join(app, 'compose.cjs')).size / 1000;
  const promised = `the service, compose.cjs, below ${most.kilobytes} kB`;
  return { text, aims: [...aims, { promised, measured: `${size.toFixed(0)} kB`, isReached: size < most.kilobytes }] };
}
