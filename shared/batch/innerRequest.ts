import type { PartRequest } from './contract/batch.ts';
import type { InnerRequest } from './contract/innerService.ts';

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(body);
}

/** A request of a batch as the service takes it, with the URL it is sent to. */
export function innerRequest({ method, headers, body }: PartRequest, url: string): InnerRequest {
  return { method, url, headers, body: body === null ? null : once(body) };
}
