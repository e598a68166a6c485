import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { splitList } from '../../headers/mediaType.ts';
import type { ServiceResponse } from '../../represent/response.ts';

/** Bodies below this many characters are not worth compressing. */
const smallest = 1024;
/** Fast rather than small: report rows shrink to a tenth at any level. */
const level = 4;

const gzipWhole = promisify(gzip);

/** True when Accept-Encoding names gzip, or everything, with a quality above 0 (RFC 9110, 12.5.3). */
export function acceptsGzip(value: string | null): boolean {
  if (value === null) return false;
  const codings = splitList(value).map((item) => item.toLowerCase().replaceAll(' ', ''));
  const entry =
    codings.find((item) => /^(?:x-)?gzip(?:;|$)/.test(item)) ?? codings.find((item) => item.startsWith('*'));
  return entry !== undefined && !/;q=0(?:\.0*)?$/.test(entry);
}

/** What was made of bodies that are bytes: they are the documents and pages that stay the same as long as the process. */
const compressed = new WeakMap<Uint8Array, Promise<Buffer>>();

function gzipped(body: string | Uint8Array): Promise<Buffer> {
  if (typeof body === 'string') return gzipWhole(body, { level });
  const known = compressed.get(body) ?? gzipWhole(body, { level: constants.Z_DEFAULT_COMPRESSION });
  compressed.set(body, known);
  return known;
}

/** Compresses the body when the caller takes gzip and it pays: the Functions host does not (azure-functions-host#7285). */
export async function compress(response: ServiceResponse, acceptEncoding: string | null): Promise<ServiceResponse> {
  const { body } = response;
  const isSmall = (typeof body === 'string' || body instanceof Uint8Array) && body.length < smallest;
  if (body === undefined || isSmall || !acceptsGzip(acceptEncoding)) return response;
  const headers = { ...response.headers, 'Content-Encoding': 'gzip' };
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return { status: response.status, headers, body: await gzipped(body) };
  }
  const stream = createGzip({ level, flush: constants.Z_SYNC_FLUSH });
  // One piece at a time; when either end fails or is given up, so is the other.
  pipeline(Readable.from(body, { highWaterMark: 1 }), stream, () => undefined);
  return { status: response.status, headers, body: stream };
}
