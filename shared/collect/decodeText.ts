import type { Readable } from 'node:stream';
import { CollectFailure } from './collectFailure.ts';

/** Bytes an encoding is told by. */
const enough = 4;

/**
 * The encoding of a text by its mark, or without one by the zeros of UTF-16: the first characters of a CSV file are of
 * ASCII. UTF-32 has zeros too, and is none of them.
 */
export function encodingOf(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  const [first = 1, second = 1, third = 1, fourth = 1] = start;
  if (first === 0 && second === 0) return undefined;
  const isLittle = (first === 0xff && second === 0xfe) || second === 0;
  if (isLittle) return third === 0 && fourth === 0 ? undefined : 'utf-16le';
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-8';
}

/** What files begin with that are no text, and what they are. */
const others: readonly (readonly [start: string, what: string])[] = [
  ['504b0304', 'a ZIP archive, such as an Excel workbook (.xlsx)'],
  ['1f8b', 'compressed (gzip)'],
  ['d0cf11e0', 'an Excel workbook (.xls)'],
  ['25504446', 'a PDF document'],
];

/** Refuses a file that is none of text, by how it begins. */
function checkText(start: Buffer): void {
  const begins = start.subarray(0, enough).toString('hex');
  const [, what] = others.find(([magic]) => begins.startsWith(magic)) ?? [];
  if (what === undefined) return;
  throw new CollectFailure(
    `The file is ${what} and no text: unpack it, or save it as 'CSV UTF-8', and give that file.`,
  );
}

function unreadable(place: string): CollectFailure {
  return new CollectFailure(
    `${place} holds bytes that are neither UTF-8 nor UTF-16. Files in UTF-8 and UTF-16 are read, with and without byte ` +
      "order mark; Excel writes UTF-8 when it saves as 'CSV UTF-8'.",
  );
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The bytes at the end of a piece that may be the beginning of a character. */
function openEnd(bytes: Buffer): Buffer {
  const from = bytes.subarray(-3).findLastIndex((byte) => byte >= 0xc0);
  return from < 0 ? Buffer.alloc(0) : bytes.subarray(-3).subarray(from);
}

/** The line of a piece of UTF-8 in which it is none, from 0; `before` is what may have begun a character. */
function badLine(before: Buffer, piece: Buffer): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat([before, piece]));
  return lineBreaks(text.slice(0, Math.max(text.indexOf('\ufffd'), 0)));
}

/** The pieces of a source; the first has the bytes an encoding is told by, if there are as many. */
async function* wholeStart(source: Readable): AsyncGenerator<Buffer, void, undefined> {
  let start: Buffer = Buffer.alloc(0);
  let isTold = false;
  for await (const piece of source as AsyncIterable<Buffer>) {
    if (isTold) {
      yield piece;
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.length < enough) continue;
    isTold = true;
    yield start;
  }
  if (!isTold && start.length > 0) yield start;
}

/**
 * The text of a file in UTF-8 or UTF-16, with or without byte order mark, without the mark.
 *
 * @throws CollectFailure for a file that is no text, and at bytes that are neither, with their line: to guess another encoding
 *   would store wrong names
 */
export async function* decodeText(source: Readable): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let before: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const piece of wholeStart(source)) {
    if (decoder === undefined) checkText(piece);
    const encoding = decoder?.encoding ?? encodingOf(piece);
    if (encoding === undefined) throw unreadable('line 1');
    decoder ??= new TextDecoder(encoding, { fatal: true });
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw unreadable(`line ${line + (encoding === 'utf-8' ? badLine(before, piece) : 0)}`);
    }
    before = openEnd(piece);
    line += lineBreaks(text);
    yield text;
  }
  try {
    const rest = decoder?.decode();
    if (rest !== undefined && rest !== '') yield rest;
  } catch {
    throw unreadable(`line ${line}, the last,`);
  }
}
