import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { percentile } from '../measure/measurement.ts';
import type { Part } from '../report/part.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { AzuriteRates } from './measureAzurite.ts';

const report = 'office365ActiveUserDetail';

/** An import reaches at least so much of what Azurite takes of its rows by themselves. */
const leastShare = 0.5;

const shown = (value: number): string => Math.round(value).toLocaleString('en');

/** Measures an import over Azurite beside the transactions it comes to, sent by themselves. */
export async function azuriteTable(
  { settings, built, scratch }: Pick<BenchEnvironment, 'settings' | 'built' | 'scratch'>,
  { rows, turns }: { readonly rows: number; readonly turns: number },
): Promise<Part> {
  const file = path.join(built, 'measureAzurite.mjs');
  await bundleProcess('import/measureAzurite.ts', file);
  const rates: AzuriteRates[] = [];
  const env = { ...settings, BENCH_ROWS: String(rows), BENCH_REPORT: report, BENCH_SCRATCH: scratch };
  for (let turn = 0; turn < turns; turn += 1) {
    const process = await forkProcess<AzuriteRates>(file, { env, log: path.join(scratch, 'azurite-import.log') });
    await process.stop();
    rates.push({ ...process.message });
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
      `\nMedian and quarters of ${turns} turns; in each the raw transactions stand between two imports. Client, service and Azurite share the cores.`,
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
