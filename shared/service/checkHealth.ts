import type { TokenGate } from '../auth/tokenGate.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { Store } from '../store/contract/store.ts';
import { unlessAborted } from '../time/unlessAborted.ts';
import { buildDigest } from './buildDigest.ts';
import type { ServiceLog } from './message/serviceLog.ts';

/** How long each part has to answer, in milliseconds. */
const patience = 5000;
/** How long a verdict is kept, in milliseconds: anybody may ask, and nobody is to make storage and authority work by it. */
const kept = 5000;

async function check(
  name: string,
  part: Promise<void>,
  log: ServiceLog,
): Promise<readonly [string, 'ok' | 'unreachable']> {
  try {
    await part;
    return [name, 'ok'];
  } catch (error) {
    log.write('warning', `health: ${name} is unreachable`, error);
    return [name, 'unreachable'];
  }
}

async function verdict(store: Store, gate: TokenGate, log: ServiceLog): Promise<ServiceResponse> {
  const signal = AbortSignal.timeout(patience);
  const parts = Object.fromEntries(
    await Promise.all([
      check('storage', unlessAborted(signal, store.ping(signal)), log),
      check('keys', unlessAborted(signal, gate.keysReachable(signal)), log),
    ]),
  );
  const healthy = Object.values(parts).every((state) => state === 'ok');
  return {
    status: healthy ? 200 : 503,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(healthy ? {} : { 'Retry-After': '10' }),
    },
    body: JSON.stringify({ status: healthy ? 'healthy' : 'unhealthy', ...parts, build: await buildDigest() }),
  };
}

/**
 * Answers 200 when storage and signing keys are reachable, else 503 with what is missing, never why; and says which
 * build answers. All who ask at the
 * same time, and for 5 seconds after, get one verdict. `now` gives milliseconds.
 */
export function checkHealth(
  store: Store,
  gate: TokenGate,
  log: ServiceLog,
  now: () => number = () => performance.now(),
): () => Promise<ServiceResponse> {
  let last: { readonly verdict: Promise<ServiceResponse>; until: number } | undefined;
  return async () => {
    if (last === undefined || now() >= last.until) {
      const asked = { verdict: verdict(store, gate, log), until: Infinity };
      last = asked;
      void asked.verdict.finally(() => (asked.until = now() + kept));
    }
    return await last.verdict;
  };
}
