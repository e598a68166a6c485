import type { ServerResponse } from 'node:http';

/** Answers without a body, as the host does for what is no function's business; `text` is for 503 alone. */
export function answerEmpty(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
