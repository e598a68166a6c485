import net from 'node:net';

/** Header names in lower case, with every value a name was sent with. */
export type WireHeaders = ReadonlyMap<string, readonly string[]>;

/** What came back; status 0 when the connection ended without a whole answer. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: WireHeaders;
  readonly body: string;
}

/** A request as bytes; the pieces of a body are sent one after the other as the other side takes them. */
export interface WireRequest {
  readonly head: string;
  readonly pieces?: Iterable<Uint8Array>;
  /** Milliseconds between two pieces. */
  readonly pace?: number;
  /** Breaks the connection after the last piece, without waiting for an answer. */
  readonly abort?: boolean;
}

const broken: WireAnswer = { status: 0, headers: new Map(), body: '' };

/** The chunks of a chunked body; undefined until the last has come (RFC 9112, 7.1). */
function dechunk(raw: string): string | undefined {
  let body = '';
  for (let at = 0; ;) {
    const end = raw.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = parseInt(raw.slice(at, end), 16);
    if (size === 0) return body;
    if (raw.length < end + 4 + size) return undefined;
    body += raw.slice(end + 2, end + 2 + size);
    at = end + 4 + size;
  }
}

/** Reads what has come so far; undefined unless the answer is whole. `raw` has one character per byte. */
function readAnswer(raw: string, head: string, ended: boolean): WireAnswer | undefined {
  const split = raw.indexOf('\r\n\r\n');
  const [, code = '0'] = /^HTTP\/1\.[01] (\d{3})/.exec(raw) ?? [];
  if (split < 0) return undefined;
  const status = Number(code);
  const rest = raw.slice(split + 4);
  if (status < 200) return readAnswer(rest, head, ended);
  const headers = new Map<string, string[]>();
  for (const line of raw.slice(0, split).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const answer = (body: string): WireAnswer => ({ status, headers, body: Buffer.from(body, 'latin1').toString() });
  if (status === 204 || status === 304 || head.startsWith('HEAD ')) return answer('');
  if (headers.get('transfer-encoding')?.[0] === 'chunked') {
    const body = dechunk(rest);
    return body === undefined ? undefined : answer(body);
  }
  const length = Number(headers.get('content-length')?.[0] ?? NaN);
  if (rest.length >= length) return answer(rest.slice(0, length));
  return ended && Number.isNaN(length) ? answer(rest) : undefined;
}

async function writeAll(socket: net.Socket, { head, pieces = [], pace, abort }: WireRequest): Promise<void> {
  socket.write(head, 'latin1');
  for (const piece of pieces) {
    if (socket.destroyed) return;
    if (pace !== undefined) await new Promise((resolve) => setTimeout(resolve, pace));
    if (socket.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        socket.off('drain', done).off('close', done);
        resolve();
      };
      socket.on('drain', done).on('close', done);
    });
  }
  if (abort === true) setTimeout(() => socket.destroy(), 20);
}

/** Sends bytes that no client library would send, over a connection of their own; an answer before the body's end counts. */
export function wireRequest(base: string, request: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(base);
    let raw = '';
    const socket = net.connect(Number(port), hostname);
    const settle = (ended: boolean): void => {
      const answer = readAnswer(raw, request.head, ended) ?? (ended ? broken : undefined);
      if (answer === undefined) return;
      resolve(answer);
      socket.destroy();
    };
    socket.setEncoding('latin1');
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on('data', (text: string) => {
      raw += text;
      settle(false);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => settle(true));
    socket.on('connect', () => void writeAll(socket, request));
  });
}
