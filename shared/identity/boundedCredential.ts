import type { TokenCredential } from '@azure/identity';
import { unlessAborted } from '../time/unlessAborted.ts';

/** How long the platform may take to give a token, in milliseconds. */
const patience = 5000;

/**
 * A credential that gives up. The endpoint that gives tokens to a managed identity may accept a request and never answer;
 * the Azure SDK lets everybody wait for the one request under way, also when the endpoint answers again, and no signal of
 * theirs ends it. With an end to each, the next request asks anew.
 */
export function boundedCredential(credential: TokenCredential, milliseconds = patience): TokenCredential {
  return {
    async getToken(scopes, options) {
      const late = AbortSignal.timeout(milliseconds);
      const given = options?.abortSignal as AbortSignal | undefined;
      const abortSignal = given === undefined ? late : AbortSignal.any([given, late]);
      try {
        return await unlessAborted(abortSignal, credential.getToken(scopes, { ...options, abortSignal }));
      } catch (error) {
        if (!late.aborted) throw error;
        throw new Error(`The identity endpoint gave no token within ${milliseconds} ms`, { cause: error });
      }
    },
  };
}
