import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildHost } from '../../local/build/buildHost.ts';
import { buildPackage } from '../../local/build/buildPackage.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import { measureSides, type SidesOptions } from '../measure/measureSides.ts';
import type { Aim, Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { memoryRowsPlugin } from '../subjects/memoryRowsPlugin.ts';
import { scenarios, type ScenarioName } from '../workload/scenarios.ts';
import { buildName } from './buildName.ts';
import { hostSides, type HostedApp } from './hostSides.ts';
import { pairedAims, pairsTable } from './pairsTable.ts';

export interface ScenarioPairsOptions extends SidesOptions {
  /** Rows stored before. */
  readonly rows: number;
  /** Only scenarios whose name holds this text. */
  readonly scenario: string;
  readonly against: string | undefined;
}

/** Most that a request may take of what it takes the smallest function that remembers the token. */
const mostOfSmallest: Partial<Record<ScenarioName, number>> = {
  'GET by key': 1.3,
  'PATCH update': 1.45,
  'PATCH create': 1.5,
};

/** Builds the app of a checkout over rows in memory, by the code of that checkout. */
async function buildApp(checkout: string, outDir: string): Promise<void> {
  const load = async (...names: string[]): Promise<unknown> =>
    await import(pathToFileURL(path.join(checkout, ...names)).href);
  const { buildPackage: build } = (await load('local', 'build', 'buildPackage.ts')) as {
    readonly buildPackage: (entry: string, outDir: string, replacements: readonly unknown[]) => Promise<void>;
  };
  await build(path.join(checkout, 'functions', 'main.ts'), outDir, [memoryRowsPlugin(checkout)]);
}

/**
 * Measures what the app takes for a request of each scenario through the local host of this checkout, beside the app of another
 * one and beside itself, one scenario after the other, those that store rows last; then what it takes for one entity beside the
 * smallest function that remembers the token.
 */
export async function scenarioPairs(
  environment: BenchEnvironment,
  { rows, scenario: wanted, against, ...options }: ScenarioPairsOptions,
): Promise<Part> {
  const { built, repetitions } = environment;
  const host = path.join(built, 'hostProcess.cjs');
  const folder = (name: string): string => path.join(built, `${name}InMemory`);
  const [own, other, smallest] = [folder('own'), folder('other'), folder('smallest')];
  await buildHost(host);
  await buildApp(projectPaths.root, own);
  await buildApp(path.resolve(against ?? projectPaths.root), other);
  await buildPackage(path.join(import.meta.dirname, '../subjects/minimalFunction.ts'), smallest, [
    memoryRowsPlugin(projectPaths.root),
  ]);
  const names = scenarios.map(({ name }) => name).filter((name) => name.includes(wanted));

  async function measure(kinds: readonly ScenarioName[], beside: HostedApp, title: string, what: string | undefined) {
    const sides = hostSides(environment, host, { own: { folder: own }, same: { folder: own }, other: beside }, rows);
    const pairs = await measureSides<ScenarioName>(kinds, options, repetitions, sides.open);
    const told = sides.failures();
    const table = pairsTable({ title, what: 'scenario', digits: 0, other: what }, pairs);
    const answered: Aim = {
      promised: `through the host, beside ${what ?? 'itself'}: every answer is a success`,
      measured: told || 'all',
      isReached: told === '',
    };
    return {
      pairs,
      text: `${table} ${told === '' ? 'Every answer was a success.' : `No success: ${told}.`}`,
      answered,
    };
  }

  const build = against === undefined ? undefined : buildName(against);
  const before = await measure(
    names,
    { folder: other },
    'A request through the local host, rows in memory, beside the build before and itself',
    build,
  );
  const parts = [before.text];
  const aims = [...pairedAims('through the host', 1, build, before.pairs), before.answered];
  const bounded = names.filter((name) => mostOfSmallest[name] !== undefined);
  if (bounded.length > 0) {
    const remembering = '(b+), the smallest function that remembers the token';
    const least = await measure(
      bounded,
      { folder: smallest, settings: { BENCH_REMEMBER: '1' } },
      'A request for one entity through the local host, rows in memory, beside the smallest function and itself',
      remembering,
    );
    parts.push(least.text);
    aims.push(
      ...bounded.flatMap((name) =>
        pairedAims('through the host', mostOfSmallest[name] ?? 1, remembering, least.pairs, [name]),
      ),
      least.answered,
    );
  }
  return { text: parts.join('\n\n'), aims };
}
