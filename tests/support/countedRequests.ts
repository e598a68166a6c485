import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { TokenOptions } from './entraToken.ts';
import type { SetRequest } from './setRequests.ts';
import type { StartedApp } from './testApp.ts';

/** Rows for apps, and requests to these of which is told how often each asked storage. */
export function countedRequests() {
  let asked = 0;
  const rows = createMemoryRows({ fault: () => void (asked += 1) });
  /** Tokens that were signed, which takes longer than a request. */
  const signed = new Map<TokenOptions, string>();
  return {
    rows,
    send: async (app: StartedApp, token: TokenOptions, [method, path, body]: SetRequest) => {
      const bearer = signed.get(token) ?? app.sign(token);
      signed.set(token, bearer);
      asked = 0;
      const response = await app.fetch(path, {
        method,
        headers: {
          Authorization: `Bearer ${bearer}`,
          ...(body !== undefined && { 'Content-Type': body.startsWith('{') ? 'application/json' : 'text/plain' }),
        },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, text: await response.text(), asked, headers: response.headers };
    },
  };
}
