import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { measurePairs } from '../measure/measurePairs.ts';
import { buildName } from '../pairs/buildName.ts';
import { checkoutBundles } from '../pairs/checkoutBundles.ts';
import { pairedAims, pairsTable } from '../pairs/pairsTable.ts';
import type { Part } from '../report/part.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { ImportCosts } from './measureImport.ts';

const report = 'office365ActiveUserDetail';

/** Most that a row may take of what it takes another build. */
const mostShare = 0.65;

/** What is measured. */
export interface ImportOptions {
  /** Rows of an import. */
  readonly rows: number;
  /** Turns of two pairs. */
  readonly turns: number;
  readonly against: string | undefined;
}

/**
 * Measures what client and service take for a row of an import, in one process; beside another checkout, if one is given, by
 * turns, and beside itself.
 */
export async function importTable(
  { built, scratch, repetitions }: Pick<BenchEnvironment, 'built' | 'scratch' | 'repetitions'>,
  { rows, turns, against }: ImportOptions,
): Promise<Part> {
  const files = await checkoutBundles('import/measureImport.ts', built, against);
  const other = against === undefined ? undefined : buildName(against);
  const env = { BENCH_ROWS: String(rows), BENCH_REPORT: report, BENCH_SCRATCH: scratch };
  const [created, same] = [`new, ${rows.toLocaleString('en')} rows`, `unchanged, ${rows.toLocaleString('en')} rows`];
  const pairs = await measurePairs<string>([created, same], turns, repetitions, async (build) => {
    const process = await forkProcess<ImportCosts>(files[build], { env, log: path.join(scratch, 'import.log') });
    await process.stop();
    return { [created]: process.message.created, [same]: process.message.unchanged };
  });
  const title = `A row of an import of ${report}, client and service in one process, rows in memory`;
  return {
    text: pairsTable({ title, what: 'row', digits: 0, other }, pairs),
    aims: pairedAims('row of an import', mostShare, other, pairs),
  };
}
