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

/**
 * From so many users on each night is measured in a process of its own, the first without keeping its rows, the second behind a
 * first of few users: rows of details are new in each, and one alone takes minutes.
 */
const manyUsers = 50_000;

/** Which nights there are, the first and those that follow. */
const names = ['first', 'second'];

/** The nights of so many users that are wanted, by their places. */
async function measured(
  environment: BenchEnvironment,
  users: number,
  wanted: readonly string[],
): Promise<readonly (readonly [name: string, night: Night])[]> {
  const found: [string, Night][] = [];
  const add = (nights: readonly Night[], of: readonly string[]): void => {
    for (const [at, name] of of.entries()) {
      const night = nights[at];
      if (night !== undefined && wanted.includes(name)) found.push([name, night]);
    }
  };
  if (users < manyUsers) {
    add(await measureNights(environment, { users, count: 2, reports }), names);
    return found;
  }
  if (wanted.includes('first'))
    add(await measureNights(environment, { users, count: 1, keepsLedgerOnly: true, reports }), names);
  if (wanted.includes('second')) {
    const nights = await measureNights(environment, { users, count: 2, usersAtFirst: 1, reports });
    add(nights.slice(1), names.slice(1));
  }
  return found;
}

/** Measures the first and the second night of the collector, those that are wanted, for numbers of users, and returns the table. */
export async function nightTable(
  environment: BenchEnvironment,
  sizes: readonly number[],
  wanted: readonly string[] = names,
): Promise<string> {
  const lines: string[] = [];
  const few = sizes.filter((users) => users < manyUsers);
  const alone = few.length === 0 ? '' : await memoryAlone(environment, few[0] ?? 1000);
  for (const users of sizes) {
    for (const [name, night] of await measured(environment, users, wanted)) {
      const rows = Object.values(night.written).reduce((sum, count) => sum + count, 0);
      const cells = [
        shown(users),
        name,
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
