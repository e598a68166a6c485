import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';
import { forkSides } from '../measure/forkSides.ts';
import { measureSides, type SidesOptions } from '../measure/measureSides.ts';
import { pairedAims, pairsTable } from '../pairs/pairsTable.ts';
import type { Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { memoryRowsPlugin } from '../subjects/memoryRowsPlugin.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import type { ScenarioName } from '../workload/scenarios.ts';

/** A page, and filters: one that an index serves, and one over all rows that no index and no storage can answer; requests of a slice. */
const metered: Partial<Record<ScenarioName, number>> = {
  'page of 1,000': 1,
  'filtered top 50': 16,
  'filter over all rows': 1,
};

/** Most that the meter may add. */
const mostShare = 1.05;

/** Has rows evaluated one after the other in the place of portions that are charged and between which others have their turn. */
const inOneTurn: Plugin = {
  name: 'in-one-turn',
  setup(build) {
    build.onResolve({ filter: /\/inTurns\.ts$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: path.join(import.meta.dirname, 'inTurns.ts') } : undefined,
    );
  },
};

/** Measures what the meter of a request costs: the service in a process, beside one in which nothing is metered, and beside itself. */
export async function meterPairs(
  { settings, token, tenant, built, scratch, repetitions }: BenchEnvironment,
  { rows, ...options }: SidesOptions & { readonly rows: number },
): Promise<Part> {
  const files = { own: path.join(built, 'metered.mjs'), other: path.join(built, 'unmetered.mjs') };
  const inMemory = memoryRowsPlugin(projectPaths.root);
  await bundleProcess('meter/meteredService.ts', files.own, [inMemory]);
  await bundleProcess('meter/unmeteredService.ts', files.other, [inMemory, inOneTurn]);
  const fork = {
    env: {
      PATH: process.env['PATH'],
      ...settings,
      PUBLIC_URL: 'http://127.0.0.1',
      [seedVariables.tenant]: tenant,
      [seedVariables.rows]: String(rows),
      BENCH_TOKEN: token,
    },
    log: path.join(scratch, 'meter.log'),
  };
  const units = (kind: string): number => metered[kind as ScenarioName] ?? 1;
  const open = async (order: Parameters<typeof forkSides>[1]) =>
    await forkSides({ own: files.own, same: files.own, other: files.other }, order, fork, units);
  const pairs = await measureSides(Object.keys(metered), options, repetitions, open);
  const title = `What the meter costs: the service over ${rows.toLocaleString('en')} rows in a process, beside nothing metered and itself`;
  const other = 'nothing metered';
  return {
    text: pairsTable({ title, what: 'scenario', digits: 0, other }, pairs),
    aims: pairedAims('metered', mostShare, other, pairs),
  };
}
