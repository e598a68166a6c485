import http from 'node:http';
import https from 'node:https';

/** Reads a URL; redirects are answers like any other. Rejects when the signal aborts. */
export type HttpGet = (
  url: string,
  init: { readonly signal: AbortSignal; readonly headers: Readonly<Record<string, string>> },
) => Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> | null }>;

/** With the plain client of Node.js: the first call of `fetch` loads its machinery, as long as all else at a cold start. */
export const httpGet: HttpGet = async (url, init) =>
  await new Promise((resolve, reject) => {
    const { get } = url.startsWith('https:') ? https : http;
    get(url, init, (answer) => resolve({ status: answer.statusCode ?? 0, body: answer })).once('error', reject);
  });
