import type { IncomingMessage } from 'node:http';

/** Limits of Kestrel's that the host leaves as they are, in bytes and in number. */
const limits = { requestLine: 8192, headers: 32_768, headerCount: 100 };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function isUtf8(value: string): boolean {
  try {
    strictUtf8.decode(Buffer.from(value, 'latin1'));
    return true;
  } catch {
    return false;
  }
}

/** The status with which the host's web server (Kestrel) refuses the head of a request; undefined when it takes it. */
export function refusedStatus({ method = '', url = '', rawHeaders, headers, httpVersion }: IncomingMessage) {
  if (method.length + url.length + ' HTTP/1.1\r\n'.length + 1 > limits.requestLine) return 414;
  const size = rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
  if (size > limits.headers || rawHeaders.length / 2 > limits.headerCount) return 431;
  if (rawHeaders.some((text) => text.includes('\0') || (/[\x80-\xff]/.test(text) && !isUtf8(text)))) return 400;
  // The host fails while it rebuilds the address.
  if (headers.host === undefined || headers.host === '')
    return httpVersion === '1.1' && headers.host === undefined ? 400 : 500;
  return undefined;
}
