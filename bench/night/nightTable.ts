import type { BenchEnvironment } from '../startEnvironment.ts';
import { modelledStorage } from '../modelledStorage.ts';
import type { Night } from './measureNight.ts';
import { measureNights } from './measureNights.ts';

/** Sets that are written at a time. */
const atOnce = 4;

/** Seconds that writing takes where a partition takes no more, the largest sets as they come, a few side by side; and an account. */
function writingSeconds({ written }: Night): { readonly partition: number; readonly account: number } {
  const ends = Array.from({ length: atOnce }, () => 0);
  for (const rows of Object.values(written)) {
    const first = ends.indexOf(Math.min(...ends));
    ends[first] = (ends[first] ?? 0) + rows / modelledStorage.partitionRows;
  }
  return { partition: Math.max(...ends), account: rowsWritten(written) / modelledStorage.accountRows };
}

const rowsWritten = (written: Night['written']): number => Object.values(written).reduce((sum, rows) => sum + rows, 0);

const shown = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Every report there is, those of services that were ended as well. */
const reports = ['*'];

/** Most memory a run of the collector may take beyond that of the idle process, in MiB. */
const mostMemory = 96;

/**
 * From so many users on a night takes minutes: the first is then the very one whose memory is measured, and where its rows are kept
 * a second stands behind a first of one user. Rows of details are new in each.
 */
const manyUsers = 50_000;

/** Which nights there are, the first and those that follow. */
const names = ['first', 'second'];

/**
 * The nights of so many users that are wanted, with their names. The memory of each is of a process that keeps no rows of reports:
 * those are of storage.
 */
async function measured(
  environment: BenchEnvironment,
  users: number,
  wanted: readonly string[],
): Promise<readonly (readonly [name: string, night: Night])[]> {
  const all = { users, reports, count: wanted.includes('second') ? 2 : 1 };
  const behindOne = { ...all, usersAtFirst: 1 };
  const isMany = users >= manyUsers;
  const alone = await measureNights(environment, {
    ...(isMany && !wanted.includes('first') ? behindOne : all),
    keepsLedgerOnly: true,
  });
  const kept = isMany && all.count === 1 ? [] : await measureNights(environment, isMany ? behindOne : all);
  const counted = isMany ? [...alone.slice(0, 1), ...kept.slice(1)] : kept;
  return names.flatMap((name, at): [string, Night][] => {
    const [night, { memory, failures } = { memory: NaN, failures: NaN }] = [counted[at], alone[at]];
    if (night === undefined || !wanted.includes(name)) return [];
    return [[name, { ...night, memory, failures: Math.max(failures, night.failures) }]];
  });
}

/** Most seconds of CPU and of writing, one after the other, that a night of so many users may take. */
const mostSeconds: Readonly<Record<number, number>> = { 10_000: 5 * 60, 100_000: 40 * 60 };

const time = (seconds: number): string => (seconds < 300 ? `${shown(seconds)} s` : `${shown(seconds / 60)} min`);

/** A night as docs/scale.md has it in its table, and what else is to be known of it. */
function told(users: number, name: string, night: Night) {
  const { partition, account } = writingSeconds(night);
  const sum = night.cpu + Math.max(partition, account);
  const cells = [
    shown(users),
    name,
    shown(night.files),
    shown(night.rows),
    shown(rowsWritten(night.written)),
    shown(night.requests),
    `${shown(night.cpu)} s`,
    `${shown(night.memory)} MiB`,
    `${shown(partition)} s`,
    `${shown(account)} s`,
    time(sum),
    '[M], writing [C]',
  ];
  const most = mostSeconds[users];
  const promised =
    most === undefined ? '' : `; at most ${time(most)} are promised: ${sum < most ? 'holds' : 'FALLS SHORT'}`;
  return {
    line: `| ${cells.join(' | ')} |`,
    isRight: night.failures === 0 && night.memory <= mostMemory,
    notes:
      `- ${shown(users)} users, ${name}: ${shown((night.cpu / Math.max(night.rows, 1)) * 1_000_000)} µs of CPU a row, ` +
      `${shown(night.duration / 1000, 1)} s by the clock, ${shown(night.rows / (night.duration / 1000))} rows/s here, ` +
      `${shown(night.failures)} failures${promised}`,
  };
}

/**
 * Measures the first and the second night of the collector, those that are wanted, for numbers of users, and returns the table.
 *
 * @throws Error with the table when reports failed, or a night took more memory than a run may
 */
export async function nightTable(
  environment: BenchEnvironment,
  sizes: readonly number[],
  wanted: readonly string[] = names,
): Promise<string> {
  const found: ReturnType<typeof told>[] = [];
  for (const users of sizes) {
    for (const [name, night] of await measured(environment, users, wanted)) found.push(told(users, name, night));
  }
  const table = [
    '### A night of the collector: all reports\n',
    '| Users | Night | Files | Rows of files | Rows written | Requests to storage | CPU | Memory | Writing at 2,000 rows/s a partition | at 20,000 an account | CPU and writing | |',
    '|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|',
    ...found.map(({ line }) => line),
    '',
    ...found.map(({ notes }) => notes),
    '',
    'Memory is the most above the process that has just started, of nights one after the other, without the rows of storage.',
  ].join('\n');
  if (found.every(({ isRight }) => isRight)) return table;
  throw new Error(`Reports failed, or a night took more than ${mostMemory} MiB:\n${table}`);
}
