import { ODataError } from '../errors/odataError.ts';
import type { Settings } from '../settings/settings.ts';
import { beginCall } from './message/call.ts';
import { compress } from './message/compress.ts';
import type { Handle } from './createService.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

const allowed = ['GET', 'HEAD'];

/**
 * Answers for the pages of the package, which are the same for everybody and hold no data. What is no page is answered
 * by `handle`.
 */
export function createPages(
  handle: Handle,
  parts: ServiceParts,
  settings: Pick<Settings, 'auth' | 'publicUrl'>,
): Handle {
  return async (request) => {
    const { method, headers } = request;
    if (!allowed.includes(method)) {
      const allow = allowed.join(', ');
      const message = `The method ${method} is not allowed here; allowed are ${allow}.`;
      const refusal = new ODataError('methodNotAllowed', message, { headers: { Allow: allow } });
      return await settle(beginCall(request), parts, () => Promise.reject(refusal));
    }
    // A file of its own in the package, which no other request reads.
    const { servePage } = await import('./servePage.ts');
    const response = await servePage(request, settings);
    return response === undefined ? await handle(request) : await compress(response, headers.get('accept-encoding'));
  };
}
