import type { BenchEnvironment } from '../startEnvironment.ts';
import { modelledStorage } from '../modelledStorage.ts';
import type { Night } from './measureNight.ts';
import { measureNights } from './measureNights.ts';

/** Sets that are written at a time. */
const atOnce = 4;

/** Seconds that writing takes at that capacity, the largest sets as they come, a few side by side. */
function storageSeconds({ written }: Night): number {
  const ends = Array.from({ length: atOnce }, () => 0);
  for (const rows of Object.values(written)) {
    const first = ends.indexOf(Math.min(...ends));
    ends[first] = (ends[first] ?? 0) + rows / modelledStorage.partitionRows;
  }
  const total = Object.values(written).reduce((sum, rows) => sum + rows, 0);
  return Math.max(...ends, total / modelledStorage.accountRows);
}

const shown = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Every report there is, those of services that were ended as well. */
const reports = ['*'];

/** Most memory a run of the collector may take beyond that of the idle process, in MiB. */
const mostMemory = 96;

/**
 * What a first night takes of memory without the rows it writes, which are of storage.
 *
 * @throws Error when that is more than a run may
 */
async function memoryAlone(environment: BenchEnvironment, users: number): Promise<string> {
  const [night] = await measureNights(environment, { users, count: 1, reports, keepsLedgerOnly: true });
  const told = `A first night of ${shown(users)} users without the rows of storage: ${shown(night?.memory ?? NaN)} MiB above idle`;
  if (night === undefined || night.failures > 0) throw new Error('Reports failed.');
  if (night.memory > mostMemory) throw new Error(`${told}; the most is ${mostMemory} MiB.`);
  return `${told}.\n`;
}

/** From so many users on one night is measured, without keeping its rows: the second is as long, and the rows fill the machine. */
const manyUsers = 50_000;

/** Measures the first and the second night of the collector, for numbers of users, and returns the table. */
export async function nightTable(environment: BenchEnvironment, sizes: readonly number[]): Promise<string> {
  const lines: string[] = [];
  const few = sizes.filter((users) => users < manyUsers);
  const alone = few.length === 0 ? '' : await memoryAlone(environment, few[0] ?? 1000);
  for (const users of sizes) {
    const isMany = users >= manyUsers;
    const nights = { users, count: isMany ? 1 : 2, keepsLedgerOnly: isMany, reports };
    for (const [at, night] of (await measureNights(environment, nights)).entries()) {
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
        shown(night.rows / (night.duration / 1000)),
        shown(night.memory),
        shown(night.duration / 1000, 1),
        shown(storageSeconds(night)),
        shown(night.failures),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return [
    '### A night of the collector: all reports\n',
    alone,
    '| users | night | files | rows | rows written | storage requests | CPU s | µs a row | rows/s here | MiB above idle | s here | s at 2,000 rows/s | failures |',
    '| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
