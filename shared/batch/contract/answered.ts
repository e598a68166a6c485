import { ODataError } from '../../errors/odataError.ts';
import type { ServiceResponse } from '../../represent/response.ts';

/** An answer that has come to its end. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of a text are UTF-8. */
  readonly body: string | Uint8Array | undefined;
}

/** A request of a batch and its answer. */
export interface Answered {
  /** The request identifier as the caller spelled it. */
  readonly id: string | undefined;
  readonly group: string | undefined;
  readonly response: WholeResponse;
  /** The request URL that was carried out, in origin-form; undefined when none was. */
  readonly url: string | undefined;
}

/** Bytes of a whole body. */
export function bytesOf(body: WholeResponse['body']): number {
  return body === undefined ? 0 : Buffer.byteLength(body);
}

/**
 * An answer to its end, at most `room` bytes of it. Rejects with a 400 when it is too long to be part of a batch.
 */
export async function wholeResponse({ status, headers, body }: ServiceResponse, room: number): Promise<WholeResponse> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    if (status < 400 && bytesOf(body) > room) throw tooMuch();
    return { status, headers, body };
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    size += bytes.length;
    if (size > room) throw tooMuch();
  }
  return { status, headers, body: Buffer.concat(pieces).toString() };
}

/** Why a request is not answered in this batch any more. */
export function tooMuch(): ODataError {
  return new ODataError(
    'batchRequestLimitExceeded',
    'The answers of this batch are too large together. Send this request on its own or in another batch.',
  );
}

/** True when a request that depends on this one may be carried out (JSON Format 4.01, 19.1). */
export function succeeded({ response: { status } }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** True when a batch that does not continue on errors ends here. */
export function isFailure({ response: { status } }: Answered): boolean {
  return status >= 400;
}

/**
 * The URL of the entity a request created or returned, which `$<id>` stands for: that of Location or OData-EntityId, else
 * its own (Protocol 4.01, 11.7.4). Undefined when it was not carried out.
 */
export function entityUrl({ response: { headers }, url }: Answered): string | undefined {
  const returned = headers['Location'] ?? headers['OData-EntityId'];
  if (returned !== undefined || url === undefined) return returned;
  const [path = '', query = ''] = url.split('?');
  // Only parameter aliases belong to the key; all else shaped the answer.
  const aliases = query.split('&').filter((option) => /^(?:@|%40)/.test(option));
  return aliases.length === 0 ? path : `${path}?${aliases.join('&')}`;
}
