import type { Meter } from '../../expression/cost/meter.ts';
import type { ResultRow } from '../../operations/contract/result.ts';
import type { RowWriter } from './rowWriter.ts';

/** Bytes a UTF-16 unit takes in UTF-8 at most. */
const mostBytes = 3;

/** UTF-16 units that are written between two looks at the clock. */
const atOnce = 256 * 1024;

/** Length from which on the text of rows is written, in UTF-16 units: a write costs as much as some rows. */
const enough = 16 * 1024;

/** The end of a piece of a text; a pair of surrogates, which is one character of UTF-8, stays together. */
function pieceEnd(text: string, from: number): number {
  const to = from + atOnce;
  if (to >= text.length) return text.length;
  return /[\ud800-\udbff]/.test(text.charAt(to - 1)) ? to - 1 : to;
}

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
  const flush = async (next: number): Promise<void> => {
    if (end + text.length * mostBytes > bytes.length) {
      // Rows are about as long as one another.
      const left = ((rows.length - next) / (next - first || 1)) * text.length * 1.1;
      const grown = Buffer.allocUnsafe(end + text.length * mostBytes + Math.ceil(left));
      bytes.copy(grown, 0, 0, end);
      bytes = grown;
    }
    for (let from = 0; from < text.length;) {
      const to = pieceEnd(text, from);
      meter.charge(to - from);
      end += bytes.write(text.slice(from, to), end);
      from = to;
      await meter.pause();
    }
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
    await flush(index + 1);
  }
  text += behind;
  await flush(rows.length);
  return bytes.subarray(0, end);
}
