import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

const open = new Map<string, ServerResponse>();

subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
  const invocationId = request.headers['x-ms-invocation-id'];
  if (typeof invocationId !== 'string') return;
  open.set(invocationId, response);
  response.once('close', () => open.delete(invocationId));
});

/**
 * The response at the library's streaming proxy that the answer of an invocation is written to, while it is open. The
 * library itself gives no sign of a caller who is slow or gone (Azure/azure-functions-nodejs-library#294).
 */
export function proxyResponse(invocationId: string): ServerResponse | undefined {
  return open.get(invocationId);
}
