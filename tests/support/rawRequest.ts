import http, { type IncomingHttpHeaders } from 'node:http';
import net from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  /** Request target exactly as it goes on the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** One string is sent with Content-Length, several as chunks. */
  readonly body?: string | Buffer | readonly string[];
}

/** Sends a request whose target and headers nothing normalises on the way, as fetch would. */
export function rawRequest(
  base: string,
  { method = 'GET', target, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const request = http.request({ hostname, port, method, path: target, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.once('error', reject);
    if (Array.isArray(body)) {
      request.setHeader('transfer-encoding', 'chunked');
      for (const chunk of body) request.write(chunk);
    }
    if (typeof body === 'string' || Buffer.isBuffer(body)) request.setHeader('content-length', Buffer.byteLength(body));
    request.end(Array.isArray(body) ? undefined : body);
  });
}

/** Sends bytes as they are and gives everything that came back until the other side closed. */
export function rawBytes(base: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    let answer = '';
    const socket = net.connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
