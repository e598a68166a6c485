import type { ReadableStream, ReadableStreamDefaultReader } from 'node:stream/web';

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The body of a request, and the way to be rid of what nobody read. */
export interface RequestBody {
  readonly pieces: AsyncIterable<Uint8Array> | null;
  /** Reads on to the end and keeps nothing. */
  discardRest(): Promise<void>;
}

async function* piecesOf(reader: Reader): AsyncGenerator<Uint8Array, void, undefined> {
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

/**
 * The body of a request that may be refused half-read. The host sends the next request over the same connection to the
 * worker, where it would wait behind the rest for ever, so the rest must be read once the answer is on its way;
 * cancelling the stream instead would break the connection before that.
 */
export function requestBody(body: ReadableStream<Uint8Array> | null): RequestBody {
  const reader = body?.getReader();
  return {
    pieces: reader === undefined ? null : piecesOf(reader),
    async discardRest() {
      try {
        while (reader !== undefined && !(await reader.read()).done);
      } catch {
        // The caller has gone.
      }
    },
  };
}
