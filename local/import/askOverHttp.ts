import type { AskService } from '../../shared/collect/ledger/askService.ts';
import { noAnswer } from './noAnswer.ts';
import { RefusedRequest } from './refusedRequest.ts';
import { sendDirectly } from './sendDirectly.ts';
import type { Service } from './service.ts';

/** Sends single requests to a service over HTTP. Rejects when there is no answer, and says so in a sentence. */
export function askOverHttp({ root, token, fetch: given }: Service): AskService {
  const send = sendDirectly(given);
  return async ({ method, path, headers, body }) => {
    const url = `${root}/${path}`;
    const Authorization = `Bearer ${await token()}`;
    const request: RequestInit = {
      method,
      headers: { ...headers, Authorization },
      ...(body !== undefined && { body }),
    };
    const response = await send(url, request).catch((error: unknown) => {
      throw error instanceof RefusedRequest ? error : noAnswer(url, error).failure;
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      preferenceApplied: response.headers.get('preference-applied'),
      entityTag: response.headers.get('etag'),
      body: await response.text(),
    };
  };
}
