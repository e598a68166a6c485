import type { Service } from '../../local/import/service.ts';
import type { TokenOptions } from './entraToken.ts';
import type { TestApp, TestRequest } from './testApp.ts';

/**
 * An app as the service that commands ask.
 *
 * @param answer stands in the place of the app where it gives an answer
 * @param token what its token says
 */
export const serviceOf = (
  app: TestApp,
  answer?: (url: string, request: RequestInit) => Response | undefined,
  token?: TokenOptions,
): Service => ({
  root: `${app.publicUrl}/v1.0`,
  token: () => Promise.resolve(app.sign(token)),
  fetch: async (url, request) =>
    answer?.(url, request) ?? (await app.fetch(url.slice(app.publicUrl.length), request as TestRequest)),
});
