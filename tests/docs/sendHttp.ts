import type { Answer } from './answer.ts';

/** A request that is to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Reads `GET /v1.0/...`, headers, and behind an empty line the body; blanks in the address are written for people. */
export function parseRequest(text: string, base: string): HttpRequest {
  const [head = '', ...rest] = text.trim().split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [, method = '', target = ''] = /^([A-Z]+) (\/.*)$/.exec(first) ?? [];
  if (method === '') throw new Error(`This is no request: ${first}`);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return {
    method,
    url: base + target.replaceAll(' ', '%20'),
    headers,
    body: rest.length > 0 ? rest.join('\n\n') : undefined,
  };
}

/** Sends a request as it is. */
export async function sendHttp({ method, url, headers, body }: HttpRequest): Promise<Answer> {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
