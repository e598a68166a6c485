import type { ResultRow } from '../operations/result.ts';
import type { RowWriter } from './rowWriter.ts';

/** Bytes a UTF-16 unit takes in UTF-8 at most. */
const mostBytes = 3;

/**
 * Writes rows between `before` and `behind` as the items of a JSON array, in UTF-8. Row by row into one buffer: as one
 * text a page would be copied three more times on its way to the caller.
 */
export function writeRows(before: string, rows: readonly ResultRow[], write: RowWriter, behind: string): Uint8Array {
  let bytes = Buffer.allocUnsafe((before.length + behind.length) * mostBytes);
  let end = bytes.write(before);
  let left = rows.length;
  const add = (text: string): void => {
    if (end + text.length * mostBytes > bytes.length) {
      // Rows are about as long as one another.
      const grown = Buffer.allocUnsafe(end + text.length * mostBytes + Math.ceil(left * text.length * 1.1));
      bytes.copy(grown, 0, 0, end);
      bytes = grown;
    }
    end += bytes.write(text, end);
  };
  for (const row of rows) {
    add(left === rows.length ? `{${write(row)}}` : `,{${write(row)}}`);
    left -= 1;
  }
  add(behind);
  return bytes.subarray(0, end);
}
