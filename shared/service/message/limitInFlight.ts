import { ODataError } from '../../errors/odataError.ts';
import type { ServiceResponse } from '../../represent/response.ts';
import { beginCall, type ServiceRequest } from './call.ts';
import { refusal } from './refusal.ts';
import type { ServiceParts } from './serviceParts.ts';
import { settle } from './settle.ts';
import { tellingEnd } from './tellingEnd.ts';

type Handle = (request: ServiceRequest) => Promise<ServiceResponse>;

/**
 * Most requests in flight in one process. A request takes a millisecond or two of the processor and waits 10 to 30 ms for
 * storage, so a healthy process is saturated with a few dozen; four times that only adds waiting. Pages end at 4 Mi characters,
 * bodies at 1 MiB, and what is kept to sort and group has a limit of its own, so it bounds what requests hold of the memory.
 */
export const mostInFlight = 128;

/**
 * Most requests in flight for what anybody may read without a token: the metadata, the pages, the descriptions. They have
 * a limit of their own, so that strangers, however many and slow, take no place of a caller's.
 */
export const mostAnonymous = 32;

const overloaded = new ODataError(
  'serviceNotAvailable',
  'The service has as many requests under way as it can carry. Nothing was done; repeat the request after the given time.',
  { headers: { 'Retry-After': '1' } },
);

/** How many requests may be in flight together, and how many are. */
export interface InFlight {
  readonly most: number;
  now: number;
}

/** A limit with nothing in flight; `most` unless given is that of callers. */
export function inFlight(most = mostInFlight): InFlight {
  return { most, now: 0 };
}

/**
 * Lets so many requests in at a time, until their answers are sent; one more is answered 503 at once, before anything is
 * read or verified, rather than made to wait behind all others (RFC 9110, 15.6.4). Several handlers may share a limit.
 */
export function limitInFlight(handle: Handle, parts: ServiceParts, limit: InFlight): Handle {
  const shed: Handle = async (request) => {
    const call = beginCall(request);
    return await settle(call, parts, () => Promise.resolve(refusal(call, overloaded)));
  };
  return async (request) => {
    if (limit.now >= limit.most) return await shed(request);
    limit.now += 1;
    let isIn = true;
    const leave = (): void => {
      if (isIn) limit.now -= 1;
      isIn = false;
    };
    // Whoever takes its answer slowly goes on holding it, whole or streamed.
    void request.ended?.then(leave);
    try {
      const response = await handle(request);
      const { body } = response;
      if (request.ended !== undefined) return response;
      if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
        return { ...response, body: tellingEnd(body, leave) };
      leave();
      return response;
    } catch (error) {
      // The trigger answers; what fails outside of all others takes no place with it.
      leave();
      throw error;
    }
  };
}
