import type { IncomingMessage } from 'node:http';

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

/** What the host sets itself, whatever a caller says. */
const ofTheHost = new Set([
  'host',
  'content-length',
  'x-ms-invocation-id',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
]);

/** The headers of a request for the library's proxy, names and values in turns; what frames the body is not among them. */
export function proxyHeaders({ rawHeaders, headers, socket }: IncomingMessage, invocationId: string): string[] {
  const sent: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const lower = name.toLowerCase();
    if (!hopByHop.has(lower) && !ofTheHost.has(lower)) sent.push(name, rawHeaders[at + 1] ?? '');
  }
  sent.push('x-ms-invocation-id', invocationId, 'x-forwarded-host', headers.host ?? 'localhost');
  sent.push('x-forwarded-proto', 'http', 'x-forwarded-for', socket.remoteAddress ?? '127.0.0.1');
  return sent;
}

/** The headers of an answer for the client, names and values in turns, as they came. */
export function answerHeaders(rawHeaders: readonly (string | Buffer)[]): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index]?.toString('latin1'), rawHeaders[index + 1]?.toString('latin1')];
    if (!hopByHop.has(name.toLowerCase())) headers.push(name, value);
  }
  return headers;
}
