import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Caller } from '../auth/permission/caller.ts';
import type { AskService } from '../collect/ledger/askService.ts';
import { answer } from './answer.ts';
import { batchRunner } from './batchRunner.ts';
import { beginCall } from './message/call.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Sends requests the way of any other, but for the token gate: whoever makes this says whose they are. */
export function askInProcess(parts: ServiceParts, caller: Caller): AskService {
  return async ({ method, path, headers, body: sent }) => {
    const request = {
      method,
      url: `/v1.0/${path}`,
      headers: new Headers(headers),
      body: sent === undefined ? null : once(Buffer.from(sent)),
    };
    const call = beginCall(request, parts.startClock?.());
    call.caller = caller;
    const response = await settle(call, parts, async () => await answer(call, parts, batchRunner(call, parts)));
    const { status, headers: answered, body: given = '' } = response;
    const whole = typeof given === 'string' ? given : await text(Readable.from(given));
    return {
      status,
      retryAfter: answered['Retry-After'] ?? null,
      preferenceApplied: answered['Preference-Applied'] ?? null,
      entityTag: answered['ETag'] ?? null,
      body: whole,
    };
  };
}
