import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A socket of the HTTP server, as Node.js keeps it. */
type HttpSocket = Socket & { readonly _httpMessage?: ServerResponse | null };

/** What the real host answers where the parser of Node.js gives up; everything else is 400. */
const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** A request line with a method that Node.js does not know, and no function has. */
const unknownMethod = /^[\w!#$%&'*+.^`|~-]+ \/[!-~]* HTTP\/1\.[01]\r?\n/;

type ParseError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

function statusOf({ code = '', rawPacket }: ParseError): string {
  const isRequest = code === 'HPE_INVALID_METHOD' && unknownMethod.test(rawPacket?.toString('latin1') ?? '');
  return isRequest ? '404 Not Found' : (statuses[code] ?? '400 Bad Request');
}

/** Answers what could not be parsed, without a body. A body that breaks off being one, such as by a bad chunk, is 500. */
export function answerUnparsed(error: ParseError, socket: Socket): void {
  const response = (socket as HttpSocket)._httpMessage;
  if (!socket.writable || response?.headersSent === true) {
    socket.destroy();
    return;
  }
  const status = response ? '500 Internal Server Error' : statusOf(error);
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  // Who sent nothing in time is not waited for again.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroySoon();
}
