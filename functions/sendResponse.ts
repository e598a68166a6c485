import type { ServerResponse } from 'node:http';
import type { ServiceResponse } from '../shared/represent/response.ts';

/** How long a caller may take for one piece of an answer, in milliseconds, before the connection is broken. */
const patience = 60_000;

/** How long an answer may take as a whole, in milliseconds: what stands before the platform gives up at 230 s. */
const longest = 230_000;

/** Bytes of a piece of an answer that is there whole: what a caller who does not read is not waited for longer for. */
const pieceBytes = 256 * 1024;

/** Resolves when the caller has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), patience);
    const done = (): void => {
      clearTimeout(timer);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/** Ends an answer; whoever does not take the last of it in time is not waited for. */
function end(response: ServerResponse, last?: string | Uint8Array): void {
  if (last === undefined) response.end();
  else response.end(last);
  // The system has taken it all: nobody is waited for.
  if (response.writableLength === 0) return;
  const timer = setTimeout(() => response.destroy(), patience).unref();
  response.once('close', () => clearTimeout(timer));
}

/** Sends piece by piece: no faster than the caller takes it, and not on when the caller is gone. */
async function sendPieces(
  response: ServerResponse,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const timer = setTimeout(() => response.destroy(), longest).unref();
  try {
    for await (const piece of pieces) {
      if (!response.destroyed && !response.write(piece)) await drained(response);
      if (response.destroyed) return;
    }
  } finally {
    clearTimeout(timer);
  }
  end(response);
}

/** Bytes that are there whole, in pieces. */
function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

/** Sends a body that is there whole; head and text become bytes once, the head without the map Node.js keeps of it otherwise. */
async function sendWhole(
  response: ServerResponse,
  { status, headers }: ServiceResponse,
  body: string | Uint8Array,
): Promise<void> {
  // A text has at least as many bytes as characters.
  const whole = typeof body === 'string' && body.length > pieceBytes ? Buffer.from(body) : body;
  const length = Buffer.byteLength(whole);
  response.writeHead(status, { ...headers, 'Content-Length': length });
  if (length <= pieceBytes) end(response, whole);
  else await sendPieces(response, piecesOf(typeof whole === 'string' ? Buffer.from(whole) : whole));
}

/**
 * Sends an answer of the service. Rejects when it cannot be sent, or a piece of it cannot be made. What is small is left to
 * the system; it is for all answers that a caller who takes nothing for a minute is not waited for longer.
 */
export async function sendResponse(response: ServerResponse, answer: ServiceResponse): Promise<void> {
  const { status, headers, body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    await sendWhole(response, answer, body);
    return;
  }
  // Written with what comes first, so that until then it can still become another answer.
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body === undefined) end(response);
  else await sendPieces(response, body);
}
