import { ODataError } from '../../errors/odataError.ts';
import { parseMediaType, splitList } from '../../headers/mediaType.ts';
import type { HeaderLookup } from '../contract/innerService.ts';

/**
 * Headers that belong to the connection, to the caller's identity or to the platform: a part may not set them, and they are
 * ignored there (Protocol 4.01, 11.7.7.1). The body of a part is as long as it is, and its answer is never compressed.
 */
const reserved: ReadonlySet<string> = new Set([
  ...['authorization', 'cookie', 'from', 'host', 'origin', 'forwarded', 'via'],
  ...['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length'],
  ...['accept-encoding', 'expect', 'max-forwards', 'range', 'traceparent', 'tracestate'],
]);
const reservedPrefix = /^(?:x-ms-|x-forwarded-|x-arr-|proxy-)/;

/** Headers of the batch that also hold for its requests, unless they say otherwise: the versions it is written in. */
const inherited: ReadonlySet<string> = new Set(['odata-version', 'odata-maxversion']);

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What RFC 9110, 5.5, allows in a field value; a line break would let a caller write lines of the answer. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const forbidden = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Longest headers of a part together, names included, in characters: as many as a request may have by Node.js. */
const longest = 16 * 1024;

/** Accept of a part without what only the batch itself is ever sent as: some clients copy their own into every part. */
function acceptOfPart(value: string): string {
  const ranges = splitList(value).filter((range) => parseMediaType(range)?.essence.startsWith('multipart/') !== true);
  return ranges.join(', ');
}

/** The headers of a part; throws a 400 for what is no header, for one that is given twice, and for too many of them. */
export function partHeaders(pairs: Iterable<readonly [string, string]>, batch: HeaderLookup): HeaderLookup {
  const headers = new Map<string, string>();
  let length = 0;
  for (const [name, value] of pairs) {
    length += name.length + value.length;
    if (length > longest) {
      throw new ODataError('invalidHeader', `The headers of a request are longer than ${longest} characters together.`);
    }
    const key = name.toLowerCase();
    const target = name.slice(0, 60);
    if (!token.test(name) || forbidden.test(value)) {
      throw new ODataError('invalidHeader', `'${target}' is not a valid header of a request: a name and one line.`, {
        target,
      });
    }
    if (reserved.has(key) || reservedPrefix.test(key)) continue;
    if (headers.has(key)) {
      throw new ODataError('invalidHeader', `The header '${target}' is given twice; give it once.`, { target });
    }
    headers.set(key, key === 'accept' ? acceptOfPart(value) : value.trim());
  }
  return {
    get(name) {
      const key = name.toLowerCase();
      return headers.get(key) ?? (inherited.has(key) ? batch.get(key) : null);
    },
  };
}
