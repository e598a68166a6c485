import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Follows a file that only grows, from where it ends now: each call gives the lines that were completed since the one before. */
export function followFile(file: string): () => readonly string[] {
  let read = statSync(file).size;
  let rest = Buffer.alloc(0);
  return () => {
    const fresh = Buffer.alloc(statSync(file).size - read);
    const open = openSync(file, 'r');
    try {
      read += readSync(open, fresh, 0, fresh.length, read);
    } finally {
      closeSync(open);
    }
    const bytes = Buffer.concat([rest, fresh]);
    const end = bytes.lastIndexOf('\n') + 1;
    rest = bytes.subarray(end);
    return end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n');
  };
}
