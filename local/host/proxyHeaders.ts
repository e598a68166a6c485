import type { IncomingMessage } from 'node:http';
import type { Forwarding } from './forwarding.ts';

/** RFC 9110 section 7.6.1: meant for one connection only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The library takes headers from the trigger metadata; its proxy needs what names the request, and its framing. */
export function proxyHeaders({ headers, socket }: IncomingMessage, invocationId: string): Record<string, string> {
  return {
    'x-ms-invocation-id': invocationId,
    'x-forwarded-host': headers.host ?? 'localhost',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': socket.remoteAddress ?? '127.0.0.1',
  };
}

/** The headers of an answer for the client, names and values in turns, as they came. */
export function answerHeaders(rawHeaders: readonly (string | Buffer)[], { lastOnConnection }: Forwarding): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index]?.toString('latin1'), rawHeaders[index + 1]?.toString('latin1')];
    if (!hopByHop.has(name.toLowerCase())) headers.push(name, value);
  }
  if (lastOnConnection()) headers.push('Connection', 'close');
  return headers;
}
