import type { Meter } from '../../expression/cost/meter.ts';
import type { ResultRow } from '../../operations/contract/result.ts';
import type { RowWriter } from './rowWriter.ts';

/** Bytes a UTF-16 unit takes in UTF-8 at most. */
const mostBytes = 3;

/** Length from which on the text of rows is written, in UTF-16 units: a write costs as much as some rows. */
const enough = 16 * 1024;

/**
 * Writes rows between `before` and `behind` as the items of a JSON array, in UTF-8. Some rows at a time into one buffer: as
 * one text a page would be copied three more times on its way to the caller. Their characters are charged, and others have
 * their turn meanwhile.
 */
export async function writeRows(
  before: string,
  rows: readonly ResultRow[],
  write: RowWriter,
  behind: string,
  meter: Meter,
): Promise<Uint8Array> {
  let bytes = Buffer.allocUnsafe(before.length * mostBytes);
  let end = bytes.write(before);
  let text = '';
  let first = 0;
  const flush = (next: number): void => {
    if (end + text.length * mostBytes > bytes.length) {
      // Rows are about as long as one another.
      const left = ((rows.length - next) / (next - first || 1)) * text.length * 1.1;
      const grown = Buffer.allocUnsafe(end + text.length * mostBytes + Math.ceil(left));
      bytes.copy(grown, 0, 0, end);
      bytes = grown;
    }
    meter.charge(text.length);
    end += bytes.write(text, end);
    text = '';
    first = next;
  };
  // What the rows themselves cost may be a turn by itself.
  await meter.pause();
  for (const [index, row] of rows.entries()) {
    const made = meter.run(write, row);
    const members = made instanceof Promise ? await made : made;
    text += index === 0 ? `{${members}}` : `,{${members}}`;
    if (text.length <= enough) continue;
    flush(index + 1);
    await meter.pause();
  }
  text += behind;
  flush(rows.length);
  return bytes.subarray(0, end);
}
