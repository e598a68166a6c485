import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { buildPackage } from '../../local/build/buildPackage.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { Night } from './measureNight.ts';
import { startGraph } from './startGraph.ts';

/** What nights of the collector are measured with. */
export interface Nights {
  readonly users: number;
  /** How many, one after the other in one process. */
  readonly count: number;
  /** Rows of reports are counted and not kept, so that the memory is that of the collector alone; of no use for a second night. */
  readonly keepsLedgerOnly?: boolean;
  /** Users that reports have in the first night, where it only comes before the one that is measured: all rows of details are new in each. */
  readonly usersAtFirst?: number;
  /** Names of reports; all but those that were ended unless given. */
  readonly reports?: readonly string[];
}

/** Measures nights of the collector, in a process of their own, against a Graph that has reports of so many users. */
export async function measureNights(
  { settings, built, scratch }: Pick<BenchEnvironment, 'settings' | 'built' | 'scratch'>,
  { users, count, keepsLedgerOnly = false, usersAtFirst = users, reports = [] }: Nights,
): Promise<readonly Night[]> {
  // As it is deployed, because its memory is measured: a validator that is compiled here keeps its compiler, one for each type.
  const folder = path.join(built, 'night');
  await buildPackage(path.join(import.meta.dirname, 'measureNight.ts'), folder);
  const graph = await startGraph('72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c', (nights) =>
    nights === 0 ? usersAtFirst : users,
  );
  const env = {
    ...settings,
    PUBLIC_URL: 'http://127.0.0.1',
    ...graph.environment,
    BENCH_NIGHTS: String(count),
    BENCH_REPORTS: reports.join(','),
    BENCH_KEEPS: keepsLedgerOnly ? 'ledger' : '',
  };
  try {
    const log = path.join(scratch, 'night.log');
    const process = await forkProcess<{ readonly nights: readonly Night[] }>(path.join(folder, 'main.cjs'), {
      env,
      log,
    });
    await process.stop();
    return process.message.nights;
  } finally {
    graph.close();
  }
}
