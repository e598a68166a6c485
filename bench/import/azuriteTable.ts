import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { percentile } from '../measure/measurement.ts';
import { disturbancesTold, sumOf, type Disturbances } from '../measure/repetitions.ts';
import type { Part } from '../report/part.ts';
import { startAzurite } from '../startAzurite.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { AzuriteRates } from './measureAzurite.ts';

const report = 'office365ActiveUserDetail';

/** An import reaches at least so much of what Azurite takes of its rows by themselves. */
const leastShare = 0.5;

const shown = (value: number): string => Math.round(value).toLocaleString('en');

/**
 * Measures an import over Azurite beside the transactions it comes to, sent by themselves. Each turn has an Azurite of its own:
 * for every range it scans its whole table, and writes all it has to disk every few seconds, so that rows of the turns before
 * would take most of the time.
 */
export async function azuriteTable(
  { built, scratch, repetitions }: Pick<BenchEnvironment, 'built' | 'scratch' | 'repetitions'>,
  { rows, turns }: { readonly rows: number; readonly turns: number },
): Promise<Part> {
  const file = path.join(built, 'measureAzurite.mjs');
  await bundleProcess('import/measureAzurite.ts', file);
  let begun = 0;
  const measure = async (): Promise<AzuriteRates> => {
    begun += 1;
    const azurite = await startAzurite(built, path.join(scratch, `azurite-${begun}`));
    try {
      const env = {
        ReportsStorage: azurite.message.connectionString,
        BENCH_ROWS: String(rows),
        BENCH_REPORT: report,
        BENCH_SCRATCH: scratch,
      };
      const process = await forkProcess<AzuriteRates>(file, { env, log: path.join(scratch, 'azurite-import.log') });
      await process.stop();
      return process.message;
    } finally {
      await azurite.stop();
    }
  };
  const rates: AzuriteRates[] = [];
  const disturbances: Disturbances[] = [];
  while (rates.length < turns) {
    const turn = await repetitions.measure([], measure);
    rates.push(turn.result);
    disturbances.push(turn.disturbances);
  }
  const quarters = (values: readonly number[], show: (value: number) => string): string =>
    `${show(percentile(values, 0.5))} (${show(percentile(values, 0.25))} to ${show(percentile(values, 0.75))})`;
  const shares = rates.map(({ raw, imported }) => imported / raw);
  const share = quarters(shares, (value) => (100 * value).toFixed(0));
  return {
    text: [
      `### An import over Azurite: ${shown(rows)} rows of ${report}, three rows of storage each\n`,
      '| rows of storage a second, raw transactions of 100 | by an import | % |',
      '| ---: | ---: | ---: |',
      `| ${[
        quarters(
          rates.map(({ raw }) => raw),
          shown,
        ),
        quarters(
          rates.map(({ imported }) => imported),
          shown,
        ),
        share,
      ].join(' | ')} |`,
      `\nMedian and quarters of ${turns} turns; in each the raw transactions stand between two imports. Client, service and Azurite share the cores; ${disturbancesTold(sumOf(disturbances))}`,
    ].join('\n'),
    aims: [
      {
        promised: `an import over Azurite: at least ${100 * leastShare} % of what raw transactions of the same rows reach`,
        measured: `${share} %`,
        isReached: percentile(shares, 0.5) >= leastShare,
      },
    ],
  };
}
