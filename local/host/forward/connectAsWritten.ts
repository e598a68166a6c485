import net, { type Socket } from 'node:net';
import type { RequestOptions } from 'node:http';

/** What Node.js sends in no header (RFC 9110, 5.5); the real host does. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** Puts these header lines in the place of those that Node.js has made, in the first thing that is written. */
function replaceHeaders(socket: Socket, lines: string): Socket {
  const write = socket.write.bind(socket) as (data: Buffer, done?: () => void) => boolean;
  socket.write = (data: string | Uint8Array, ...more: unknown[]): boolean => {
    Reflect.deleteProperty(socket, 'write');
    const text = Buffer.from(data as string, 'latin1').toString('latin1');
    const [requestLine = ''] = text.split('\r\n', 1);
    const rest = text.slice(text.indexOf('\r\n\r\n') + 4);
    const done = more.find((each) => typeof each === 'function') as (() => void) | undefined;
    return write(Buffer.from(`${requestLine}\r\n${lines}Connection: close\r\n\r\n${rest}`, 'latin1'), done);
  };
  return socket;
}

/**
 * For headers that Node.js would not send: options with which a request goes out with exactly these, over a connection of its
 * own. Undefined for all others.
 *
 * @param headers names and values in turns
 */
export function connectAsWritten(headers: readonly string[]): Pick<RequestOptions, 'createConnection'> | undefined {
  if (!headers.some((text) => unsendable.test(text))) return undefined;
  const lines = Array.from({ length: headers.length / 2 }, (_, at) => `${headers[2 * at]}: ${headers[2 * at + 1]}\r\n`);
  return {
    createConnection: ({ port }) => replaceHeaders(net.connect(Number(port), '127.0.0.1'), lines.join('')),
  };
}
