import { ReadableStream } from 'node:stream/web';
import type { TokenOptions } from './entraToken.ts';

/** A request as a test writes it; nothing in it is normalised on the way. */
export interface TestRequest {
  readonly method?: string;
  /** Sent with a token that may read and write, unless `Authorization` is named here; undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** One piece is sent with Content-Length, an array as chunks without it. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
}

/** A running service as tests see it, wherever it runs. */
export interface TestApp {
  /** External base of all links, without trailing slash. */
  readonly publicUrl: string;
  /** Tenant of the tokens; nobody else writes to its rows. */
  readonly tenant: string;
  /** A token of the tenant that may read and write, but for the options. */
  sign(options?: TokenOptions): string;
  /** Sends a request; `path` is the request target as it goes on the wire. */
  fetch(path: string, request?: TestRequest): Promise<Response>;
  /** What the operator would be alarmed by since the last call: unexpected failures in the log, and answers 500. */
  takeFailures(): Promise<readonly string[]>;
}

/** A running service that can be stopped. */
export interface StartedApp extends TestApp {
  stop(): Promise<void>;
}

/** The headers of a request as they are sent, with the token and the length of the body. */
export function requestHeaders({ headers = {}, body }: TestRequest, token: () => string): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent[name] = value;
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  if (!names.has('authorization')) sent['Authorization'] = `Bearer ${token()}`;
  if (body !== undefined && !Array.isArray(body) && !names.has('content-length')) {
    sent['Content-Length'] = String(Buffer.byteLength(body as string | Uint8Array));
  }
  return sent;
}

const usualTokenMs = 60_000;

/** The usual token, signed anew once a minute: as a client keeps its token, and because signing costs more than most requests. */
export function keepToken(sign: () => string): () => string {
  let kept = { token: '', at: -Infinity };
  return () => {
    const now = Date.now();
    if (Math.abs(now - kept.at) >= usualTokenMs) kept = { token: sign(), at: now };
    return kept.token;
  };
}

/** The pieces a body is sent in; undefined when there is none. */
export function bodyPieces({ body }: TestRequest): readonly Uint8Array[] | undefined {
  if (body === undefined) return undefined;
  const pieces = Array.isArray(body) ? (body as readonly (string | Uint8Array)[]) : [body as string | Uint8Array];
  return pieces.map((piece) => Buffer.from(piece));
}

const ofStandardClients = new WeakSet<Response>();

/** Notes of an answer whether its request named a version, as clients of OData do and those of Microsoft Graph do not. */
export function noteVersion(response: Response, { headers = {} }: TestRequest): Response {
  const names = Object.keys(headers).filter((name) => headers[name] !== undefined);
  if (names.some((name) => /^odata-(?:max)?version$/i.test(name))) ofStandardClients.add(response);
  return response;
}

/** True for an answer to a request that named a version. */
export function namedVersion(response: Response): boolean {
  return ofStandardClients.has(response);
}

type BodyOfResponse = ConstructorParameters<typeof Response>[0];
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** A standard Response of what came back. */
export function toResponse(
  status: number,
  headers: Headers,
  body: string | Uint8Array<ArrayBuffer> | AsyncIterable<string | Uint8Array> | undefined,
): Response {
  if (withoutBody.has(status) || body === undefined) {
    // An answer that must have no body is built with what it has, so that a test sees it.
    return new Response(null, { status, headers });
  }
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  // The browser's types, under which tests of pages are checked, do not know the stream of Node.js.
  const stream = isWhole ? body : (ReadableStream.from(encode(body)) as unknown as BodyOfResponse);
  return new Response(stream, { status, headers });
}

async function* encode(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
