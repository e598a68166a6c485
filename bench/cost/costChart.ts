import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import { drawCosts } from './drawCosts.ts';
import type { Cost } from './measureCost.ts';

/** Measures what requests take with 100 to 100,000 rows stored; writes `docs/cost.svg` when told to. Returns the table. */
export async function costChart(
  { settings, token, built, scratch }: BenchEnvironment,
  caption: string,
  write: boolean,
): Promise<string> {
  const file = path.join(built, 'measureCost.mjs');
  await bundleProcess('cost/measureCost.ts', file);
  const process = await forkProcess<{ readonly costs: readonly Cost[] }>(file, {
    env: { ...settings, PUBLIC_URL: 'http://127.0.0.1', BENCH_TOKEN: token },
    log: path.join(scratch, 'cost.log'),
  });
  await process.stop();
  const { costs } = process.message;
  if (write) await writeFile(path.join(projectPaths.root, 'docs', 'cost.svg'), drawCosts(costs, caption));
  const lines = costs.map(
    ({ kind, rows, milliseconds, storageRequests }) =>
      `| ${kind} | ${rows.toLocaleString('en')} | ${milliseconds.toFixed(3)} | ${storageRequests} |`,
  );
  return [
    '### Cost against stored rows\n',
    '| request | rows | ms | storage requests |',
    '| --- | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
