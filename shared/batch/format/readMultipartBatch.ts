import { ODataError } from '../../errors/odataError.ts';
import type { Batch, BatchItem, BatchUnit, PartRequest } from '../contract/batch.ts';
import type { TakeTurn } from '../../json/readJson.ts';
import type { HeaderLookup } from '../contract/innerService.ts';
import { checkCount, invalidBatch } from './invalidBatch.ts';
import { headerOf, multipartParts, readBoundary, readMessage, type Message } from './multipartParts.ts';
import { orODataError } from './orODataError.ts';
import { partHeaders } from './partHeaders.ts';
import { readMethod } from './readMethod.ts';

/** Text of one byte per character as the UTF-8 it is. */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Method and URL; the protocol version may be absent, as it is in examples of the standard, and blanks in the URL raw. */
const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]+(\S(?:.*?\S)??)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/;

function readRequest(line: string, { headers, body }: Message, batch: HeaderLookup): PartRequest {
  const [, method, url] = requestLine.exec(line) ?? [];
  if (method === undefined || url === undefined) {
    throw new ODataError('invalidRequest', 'A request in a batch begins with its method and URL, then HTTP/1.1.');
  }
  return {
    method: readMethod(method),
    url: bytesOf(url).toString(),
    headers: partHeaders(headers, batch),
    body: body.trim() === '' ? null : bytesOf(body),
  };
}

/** The request in a part of type application/http; what is wrong with it fails it alone. */
function readItem(part: Message, batch: HeaderLookup): BatchItem {
  const text = part.body.replace(/^(?:[ \t]*\r?\n)+/, '');
  const end = /\r?\n|$/.exec(text);
  const line = text.slice(0, end?.index);
  // The line break stays, so that a request without headers has an empty block of them.
  const message = readMessage(text.slice(line.length));
  const id = headerOf(part, 'content-id') ?? headerOf(message, 'content-id');
  return { id, dependsOn: [], condition: undefined, request: orODataError(() => readRequest(line, message, batch)) };
}

function essence(part: Message): string {
  return (headerOf(part, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function readHttpPart(part: Message, batch: HeaderLookup): BatchItem {
  if (essence(part) === 'application/http') return readItem(part, batch);
  throw invalidBatch(
    'each part must say Content-Type: application/http, or multipart/mixed for a change set',
    'Content-Type',
  );
}

async function readChangeSet(part: Message, batch: HeaderLookup, takeTurn: TakeTurn): Promise<BatchUnit> {
  const boundary = readBoundary(headerOf(part, 'content-type') ?? '');
  const items: BatchItem[] = [];
  for (const inner of multipartParts(part.body, boundary)) {
    const message = readMessage(inner);
    if (essence(message) === 'multipart/mixed') throw invalidBatch('a change set cannot hold another one');
    items.push(readHttpPart(message, batch));
    await takeTurn(inner.length);
  }
  const ids = items.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
  if (new Set(ids).size < ids.length) throw invalidBatch('a Content-ID is given twice in one change set', 'Content-ID');
  return { group: '', items };
}

/**
 * Reads a batch in the multipart format (Protocol 4.01, 11.7.7), as strictly as it must be and as leniently as clients
 * need it. Throws a 400 for an envelope that is not valid; a request that is not valid in itself is read as what is wrong
 * with it.
 */
export async function readMultipartBatch(
  bytes: Uint8Array,
  contentType: string,
  batch: HeaderLookup,
  takeTurn: TakeTurn,
): Promise<Batch> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const units: BatchUnit[] = [];
  for (const part of multipartParts(text, readBoundary(contentType))) {
    await takeTurn(part.length);
    const message = readMessage(part);
    units.push(
      essence(message) === 'multipart/mixed'
        ? await readChangeSet(message, batch, takeTurn)
        : { group: undefined, items: [readHttpPart(message, batch)] },
    );
  }
  checkCount(units.reduce((count, { items }) => count + items.length, 0));
  return { form: 'multipart', units };
}
