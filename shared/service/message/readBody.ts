import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { ODataError } from '../../errors/odataError.ts';

/** How long a body may take to arrive, in milliseconds: the rest of a request's time belongs to the storage. */
const patience = 15_000;

/** The body of a request as it arrives; null when there is none. */
export type BodyStream = AsyncIterable<Uint8Array> | null;

function tooLarge(limit: number): ODataError {
  return new ODataError(
    'maxFileSizeExceeded',
    `The body is larger than ${limit} bytes, which is the most this address takes.`,
  );
}

function tooLate(milliseconds: number): ODataError {
  return new ODataError(
    'requestTimeout',
    `The body did not arrive within ${milliseconds / 1000} seconds. Nothing was done; send the request again.`,
  );
}

/** Fails with a 408 when the work is not done in time; the body is then read no further. */
async function inTime<T>(
  body: AsyncIterable<Uint8Array>,
  milliseconds: number,
  work: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  let isLate = false;
  const pieces = body[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<Uint8Array>> => {
    await pieces.return?.();
    return { done: true, value: undefined };
  };
  const untilLate: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const piece = await pieces.next();
        return isLate ? await end() : piece;
      },
      return: end,
    }),
  };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(tooLate(milliseconds));
    }, milliseconds);
  });
  try {
    return await Promise.race([work(untilLate), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(chunk);
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, size);
}

async function inflate(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const source = Readable.from(body);
  const gunzip = createGunzip();
  let sourceError: unknown;
  source.on('error', (error) => {
    sourceError = error;
    gunzip.destroy(error);
  });
  try {
    return await collect(source.pipe(gunzip), limit);
  } catch (error) {
    if (error instanceof ODataError || error === sourceError) throw error;
    throw new ODataError('invalidContentEncoding', 'The body says Content-Encoding: gzip but is not valid gzip.', {
      target: 'Content-Encoding',
      cause: error,
    });
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

type Decoder = (body: AsyncIterable<Uint8Array>, limit: number) => Promise<Uint8Array>;

/** The content codings of request bodies that are understood (RFC 9110, 8.4). */
const decoders: Readonly<Record<string, Decoder>> = {
  '': collect,
  identity: collect,
  gzip: inflate,
  'x-gzip': inflate,
};

/**
 * Reads a body of at most `limit` bytes, counted after inflation. Throws 413 for more, 415 for an unknown content
 * coding, 400 for bytes that are not in the coding the request names or that end early, 408 when they do not arrive within
 * `milliseconds`.
 */
export async function readBody(
  body: BodyStream,
  headers: { get(name: string): string | null },
  limit: number,
  milliseconds = patience,
): Promise<Uint8Array> {
  const coding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  if (decode === undefined) {
    throw new ODataError('unsupportedMediaType', 'Bodies may be sent with Content-Encoding: gzip or without one.', {
      target: 'Content-Encoding',
      headers: { 'Accept-Encoding': 'gzip, identity' },
    });
  }
  if (Number(headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  if (body === null) return new Uint8Array();
  try {
    return await inTime(body, milliseconds, async (pieces) => await decode(pieces, limit));
  } catch (error) {
    if (error instanceof ODataError) throw error;
    throw new ODataError('RequestBodyRead', 'The body could not be read to its end; send the request again.', {
      cause: error,
    });
  }
}
