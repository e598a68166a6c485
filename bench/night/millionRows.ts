import type { BenchEnvironment } from '../startEnvironment.ts';
import { measureNights } from './measureNights.ts';

const rows = 1_000_000;

/** Most memory a run of the collector may take beyond that of the idle process, in MiB. */
const limit = 96;

/**
 * Collects one file of a million rows, each with a key of its own, and tells what that took.
 *
 * @throws Error when it took more memory than a run may, or was not stored whole
 */
export async function millionRows(environment: BenchEnvironment): Promise<string> {
  const reports = ['office365GroupsActivityDetail'];
  const [night] = await measureNights(environment, { users: rows, count: 1, reports });
  if (night?.rows !== rows || night.failures > 0) throw new Error(`${night?.rows ?? 0} of ${rows} rows were stored.`);
  const told = `A file of ${rows} rows: ${night.memory.toFixed(0)} MiB above idle, ${night.cpu.toFixed(0)} s of CPU`;
  if (night.memory > limit) throw new Error(`${told}; the most is ${limit} MiB.`);
  return `${told}.`;
}
