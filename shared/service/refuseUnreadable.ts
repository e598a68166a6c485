import { beginCall } from './message/call.ts';
import type { Handle } from './createService.ts';
import { messageFault } from './message/messageFault.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

/** Answers for `handle` where the head of a request is at fault, before anything of it is looked at. */
export function refuseUnreadable(handle: Handle, parts: ServiceParts): Handle {
  return async (request) => {
    const fault = messageFault(request.rawHeaders ?? []);
    return fault === undefined
      ? await handle(request)
      : await settle(beginCall(request), parts, () => Promise.reject(fault));
  };
}
