import { RefusedRequest } from './refusedRequest.ts';
import type { Service } from './service.ts';

/**
 * Sends requests as `fetch` does, and to no other address than is given: rows and tokens are not sent on.
 *
 * @throws RefusedRequest for an answer that sends elsewhere
 */
export function sendDirectly(send: NonNullable<Service['fetch']> = fetch): NonNullable<Service['fetch']> {
  return async (url, request) => {
    const response = await send(url, { ...request, redirect: 'manual' });
    const elsewhere = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || elsewhere === null) return response;
    await response.body?.cancel();
    throw new RefusedRequest(
      `${url} answered ${response.status} and sends to ${elsewhere}, where nothing is sent on: give the address of the service itself.`,
    );
  };
}
