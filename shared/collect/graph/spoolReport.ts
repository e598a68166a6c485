import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { CollectFailure } from '../collectFailure.ts';
import { spareBuffers } from '../memory/spareBuffers.ts';

/** A file that was written to disk. */
export interface Spooled {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;
}

/** What an error of the file system means to an operator; it may be gone when other files are done with. */
function diskFailure(error: unknown): CollectFailure {
  const { code = 'unknown' } = error as { readonly code?: string };
  const reason = code === 'ENOSPC' ? 'the disk for temporary files is full' : `the file system said ${code}`;
  return new CollectFailure(`The report could not be kept on disk: ${reason}.`, { isTransient: true, cause: error });
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
  let size = 0;
  const file = await onDisk(open(path, 'wx', 0o600));
  try {
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > most) throw new CollectFailure(`The report is larger than ${most} bytes.`);
      hash.update(piece);
      await onDisk(file.writeFile(piece));
      spareBuffers(piece.byteLength);
    }
  } finally {
    await file.close();
  }
  return { path, size, digest: hash.digest('hex') };
}
