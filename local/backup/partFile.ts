import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { readLines } from './readLines.ts';

/** Writes lines as a gzipped file of JSON Lines, which is there whole or not at all; its SHA-256 in hexadecimal. */
export async function writePartFile(file: string, lines: AsyncIterable<string> | Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  async function* text(): AsyncGenerator<string> {
    for await (const line of lines) yield `${line}\n`;
  }
  const temporary = `${file}.new`;
  await pipeline(
    text,
    createGzip(),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    createWriteStream(temporary),
  );
  await rename(temporary, file);
  return hash.digest('hex');
}

/** What the files of a set are called: its name and a number, in the folder and nowhere else. */
export function isPartName(set: string, file: string): boolean {
  return file.startsWith(`${set}.`) && /^\.\d{4,}\.jsonl\.gz$/.test(file.slice(set.length));
}

/** The lines of such a file. Throws for one that is cut off, is not gzipped, or has a line longer than any. */
export async function* readPartFile(file: string): AsyncGenerator<string> {
  try {
    const text = createGunzip();
    const read = createReadStream(file).on('error', (error) => text.destroy(error));
    yield* readLines(read.pipe(text));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}
