import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
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

/** The lines of such a file. */
export async function* readPartFile(file: string): AsyncGenerator<string> {
  yield* readLines(createReadStream(file).pipe(createGunzip()));
}
