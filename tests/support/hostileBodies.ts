import { gzipSync } from 'node:zlib';
import type { HostileRequest } from './hostileCase.ts';

/** A body as it is sent: its pieces, and the length it claims; without one it is sent in chunks. */
export interface HostileBody {
  readonly label: string;
  readonly pieces: () => Iterable<Uint8Array>;
  readonly length?: number;
  /** Bytes that are sent. */
  readonly sent: number;
}

const mebi = 1024 * 1024;
const sizes: Readonly<Record<string, number>> = { '': 1, k: 1000, ki: 1024, m: 1e6, mi: mebi };

function whole(label: string, bytes: Uint8Array): HostileBody {
  return { label, pieces: () => [bytes], length: bytes.length, sent: bytes.length };
}

function* repeated(piece: Uint8Array, total: number): Generator<Uint8Array> {
  for (let sent = 0; sent < total; sent += piece.length) yield piece.subarray(0, Math.min(piece.length, total - sent));
}

function* chunked(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces)
    yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  yield Buffer.from('0\r\n\r\n');
}

/** `100MB`: with an honest Content-Length, in chunks, and with a length that claims more than comes. */
function ofSize(bytes: number): readonly HostileBody[] {
  const piece = Buffer.alloc(65_536, ' ');
  return [
    { label: 'honest length', pieces: () => repeated(piece, bytes), length: bytes, sent: bytes },
    { label: 'chunked', pieces: () => chunked(repeated(piece, bytes)), sent: bytes },
    { label: 'lying length', pieces: () => [piece.subarray(0, 1000)], length: bytes, sent: 1000 },
  ];
}

/** `{"p0":0..."p999":0}`: every member from the first to the last. */
function ofMembers(generator: string): readonly HostileBody[] | undefined {
  const [, name = '', first = '', value = '', last = ''] =
    /^\{"(\D*)(\d+)":([^ ]+?),? ?\.\.\.,? ?"\D*(\d+)":/.exec(generator) ?? [];
  if (last === '') return undefined;
  const count = Number(last) - Number(first) + 1;
  const members = Array.from({ length: count }, (_, index) => `"${name}${Number(first) + index}":${value}`);
  return [whole('', Buffer.from(`{${members.join(',')}}`))];
}

function generated(generator: string): readonly HostileBody[] {
  const [, count = '', unit = ''] = /(?<!\d)(\d+(?:\.\d+)?)\s*([km]?i?)b/i.exec(generator) ?? [];
  const bodies =
    ofMembers(generator) ?? (count === '' ? undefined : ofSize(Number(count) * (sizes[unit.toLowerCase()] ?? 1)));
  if (bodies === undefined) throw new Error(`Nobody generates the body '${generator}'`);
  return bodies;
}

/** Expands what the case files abbreviate: `[[[...100000...]]]`, `"A*1e6"`, and `\ufeff` outside of JSON strings. */
function expand(text: string): string {
  return text
    .replace(/^\\ufeff/i, '\ufeff')
    .replaceAll(
      /(?<![[{(])([[{(]+)\.\.\.(\d+)\.\.\.([\]})]+)/g,
      (_, open: string, count: string, close: string) =>
        (open[0] ?? '').repeat(Number(count)) + (close[0] ?? '').repeat(Number(count)),
    )
    .replaceAll(/"(.)\*(\d+(?:e\d+)?)"/g, (_, letter: string, count: string) => `"${letter.repeat(Number(count))}"`);
}

function isMember(body: unknown): body is { readonly rawBody: string } {
  return typeof body === 'object' && body !== null && typeof (body as { rawBody?: unknown }).rawBody === 'string';
}

/** What a request sends, in every way its description stands for; empty when it has no body. */
export function hostileBodies(request: HostileRequest, fill: (text: string) => string): readonly HostileBody[] {
  if (request.bodyGenerator !== undefined) return generated(request.bodyGenerator);
  const raw = request.rawBody ?? (isMember(request.body) ? request.body.rawBody : undefined);
  if (raw === '<gzip>') {
    const bomb = gzipSync(Buffer.alloc(64 * mebi, ' '));
    return [whole('not gzip', Buffer.from('{"teams":1}')), whole('cut off', bomb.subarray(0, 40)), whole('bomb', bomb)];
  }
  const [, hex] = /^<((?:[0-9a-f]{2} ?)+)>$/i.exec(raw ?? '') ?? [];
  if (hex !== undefined) return [whole('', Buffer.from(hex.replaceAll(' ', ''), 'hex'))];
  if (raw !== undefined)
    return [whole('', Buffer.from(expand(fill(raw.replaceAll('"url":"..."', '"url":"{{set}}/{{id}}"')))))];
  if (request.body === undefined) return [];
  return [whole('', Buffer.from(expand(fill(JSON.stringify(request.body)))))];
}
