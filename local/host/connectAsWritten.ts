import net, { type Socket } from 'node:net';
import type { RequestOptions } from 'node:http';

/** What Node.js sends in no header (RFC 9110, 5.5); the real host does. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * For headers that Node.js would not send: options with which a request goes out with exactly these, over a connection of its
 * own. Undefined for all others.
 *
 * @param headers names and values in turns
 */
export function connectAsWritten(
  headers: readonly string[],
): Pick<RequestOptions, 'createConnection' | 'agent'> | undefined {
  if (!headers.some((text) => unsendable.test(text))) return undefined;
  const lines = Array.from({ length: headers.length / 2 }, (_, at) => `${headers[2 * at]}: ${headers[2 * at + 1]}\r\n`);
  return {
    agent: false,
    createConnection({ port }): Socket {
      const socket = net.connect(Number(port), '127.0.0.1');
      const write = socket.write.bind(socket);
      // The first thing that is written is the head that Node.js has made, without these headers.
      socket.write = (data: string | Uint8Array): boolean => {
        socket.write = write;
        const [line] = Buffer.from(data as Uint8Array)
          .toString('latin1')
          .split('\r\n', 1);
        const rest = Buffer.from(data as Uint8Array)
          .toString('latin1')
          .split('\r\n\r\n')
          .slice(1)
          .join('\r\n\r\n');
        return write(Buffer.from(`${line}\r\n${lines.join('')}Connection: close\r\n\r\n${rest}`, 'latin1'));
      };
      return socket;
    },
  };
}
