import type { Meter } from '../../expression/cost/meter.ts';
import type { ResultRow } from '../../operations/contract/result.ts';
import type { RowWriter } from './rowWriter.ts';

/** Writes the members of a row that is a body by itself; others have their turn meanwhile where its texts are long. */
export async function writeRow(row: ResultRow, write: RowWriter, meter: Meter): Promise<string> {
  // What the row itself cost may be a turn by itself.
  await meter.pause();
  return await meter.run(write, row);
}
