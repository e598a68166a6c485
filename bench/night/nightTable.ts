import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { Night } from './measureNight.ts';
import { startGraph } from './startGraph.ts';

/** What storage is assumed to take: rows a second of one partition, and of one account. */
const capacity = { partition: 2_000, account: 20_000 };
/** Sets that are written at a time. */
const atOnce = 4;

/** Seconds that writing takes at that capacity, the largest sets as they come, a few side by side. */
function storageSeconds({ written }: Night): number {
  const ends = Array.from({ length: atOnce }, () => 0);
  for (const rows of Object.values(written)) {
    const first = ends.indexOf(Math.min(...ends));
    ends[first] = (ends[first] ?? 0) + rows / capacity.partition;
  }
  const total = Object.values(written).reduce((sum, rows) => sum + rows, 0);
  return Math.max(...ends, total / capacity.account);
}

const shown = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Measures the first and the second night of the collector, for numbers of users, and returns the table. */
export async function nightTable(
  { settings, built, scratch }: BenchEnvironment,
  sizes: readonly number[],
): Promise<string> {
  const file = path.join(built, 'measureNight.mjs');
  await bundleProcess('night/measureNight.ts', file);
  const lines: string[] = [];
  for (const users of sizes) {
    const graph = await startGraph('72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c', users);
    const env = { ...settings, PUBLIC_URL: 'http://127.0.0.1', ...graph.environment };
    const process = await forkProcess<{ readonly nights: readonly Night[] }>(file, {
      env,
      log: path.join(scratch, 'night.log'),
    });
    await process.stop();
    graph.close();
    for (const [at, night] of process.message.nights.entries()) {
      const rows = Object.values(night.written).reduce((sum, count) => sum + count, 0);
      const cells = [
        shown(users),
        at === 0 ? 'first' : 'second',
        shown(night.files),
        shown(night.rows),
        shown(rows),
        shown(night.requests),
        shown(night.cpu, 1),
        shown((night.cpu / Math.max(night.rows, 1)) * 1_000_000),
        shown(night.memory),
        shown(night.duration / 1000, 1),
        shown(storageSeconds(night)),
        shown(night.failures),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return [
    '### A night of the collector\n',
    '| users | night | files | rows | rows written | storage requests | CPU s | µs a row | MiB above idle | s here | s at 2,000 rows/s | failures |',
    '| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
