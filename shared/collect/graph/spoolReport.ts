import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { CollectFailure } from '../collectFailure.ts';
import { spareBuffers } from '../memory/spareBuffers.ts';

/** A file that was written to disk. */
export interface Spooled {
  readonly path: string;
  /** Bytes, and how many of them are line breaks. */
  readonly size: number;
  readonly lines: number;
  /** The SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;
}

const lineBreak = 0x0a;

/** What an error of the file system means to an operator; it may be gone when other files are done with. */
function diskFailure(error: unknown): CollectFailure {
  const { code = 'unknown' } = error as { readonly code?: string };
  const reason = code === 'ENOSPC' ? 'the disk for temporary files is full' : `the file system said ${code}`;
  return new CollectFailure(`The report could not be kept on disk: ${reason}.`, { isTransient: true, cause: error });
}

function lineBreaks(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(lineBreak); at >= 0; at = piece.indexOf(lineBreak, at + 1)) count += 1;
  return count;
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskFailure(error);
  }
}

/**
 * Writes the body of an answer to a file, as it comes: nothing of it is kept in memory.
 *
 * @param most bytes; a longer one is given up
 * @throws CollectFailure when it is too long, or the disk takes no more; else what breaks the body off
 */
export async function spoolReport({ body }: Response, path: string, most: number): Promise<Spooled> {
  const hash = createHash('sha256');
  let [size, lines] = [0, 0];
  const file = await onDisk(open(path, 'wx', 0o600));
  try {
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      lines += lineBreaks(piece);
      if (size > most) throw new CollectFailure(`The report is larger than ${most} bytes.`);
      hash.update(piece);
      await onDisk(file.writeFile(piece));
      spareBuffers(piece.byteLength);
    }
  } finally {
    await file.close();
  }
  return { path, size, lines, digest: hash.digest('hex') };
}
