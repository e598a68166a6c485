import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { loadInProcess } from '../measure/loadInProcess.ts';
import { measurePairs } from '../measure/measurePairs.ts';
import { pairedAims, pairsTable } from '../pairs/pairsTable.ts';
import type { Part } from '../report/part.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import { memoryRowsPlugin } from '../subjects/memoryRowsPlugin.ts';
import { seedVariables } from '../subjects/seedVariables.ts';
import type { ScenarioName } from '../workload/scenarios.ts';

const connections = 16;

/** A page, and filters: one that an index serves, and one over all rows that no index and no storage can answer. */
const metered: readonly ScenarioName[] = ['page of 1,000', 'filtered top 50', 'filter over all rows'];

/** Most that the meter may add. */
const mostShare = 1.05;

/**
 * Measures what the meter of a request costs: the service in one process, by turns with work metered and with nothing metered, and
 * beside itself. Each run warms up first, because what is called has just been changed.
 */
export async function meterPairs(
  { settings, token, tenant, built, scratch, repetitions }: BenchEnvironment,
  { rows, turns, milliseconds }: { readonly rows: number; readonly turns: number; readonly milliseconds: number },
): Promise<Part> {
  const file = path.join(built, 'service.mjs');
  await bundleProcess('subjects/serviceInProcess.ts', file, [memoryRowsPlugin(projectPaths.root)]);
  const service = await forkProcess<unknown>(file, {
    env: {
      PATH: process.env['PATH'],
      ...settings,
      PUBLIC_URL: 'http://127.0.0.1',
      [seedVariables.tenant]: tenant,
      [seedVariables.rows]: String(rows),
      BENCH_TOKEN: token,
    },
    log: path.join(scratch, 'meter.log'),
  });
  const cpuOf = async (scenario: ScenarioName, meter: 'on' | 'off'): Promise<number> => {
    const order = { scenario, connections, meter };
    await loadInProcess(service, { ...order, milliseconds: milliseconds / 4 });
    return (await loadInProcess(service, { ...order, milliseconds })).cpuMicroseconds;
  };
  try {
    for (const scenario of metered) {
      for (const meter of ['on', 'off'] as const) await cpuOf(scenario, meter);
    }
    const measure = async (build: 'own' | 'other') => {
      const figures: [ScenarioName, number][] = [];
      for (const scenario of metered) figures.push([scenario, await cpuOf(scenario, build === 'own' ? 'on' : 'off')]);
      return Object.fromEntries(figures);
    };
    const pairs = await measurePairs<string>(metered, turns, repetitions, measure, [service.pid]);
    const title = 'What the meter costs: the service in one process, metered, by turns with nothing metered and itself';
    const other = 'nothing metered';
    return {
      text: pairsTable({ title, what: 'scenario', digits: 0, other }, pairs),
      aims: pairedAims('metered', mostShare, other, pairs),
    };
  } finally {
    await service.stop();
  }
}
