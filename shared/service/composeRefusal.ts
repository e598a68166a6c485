import { ODataError } from '../errors/odataError.ts';
import { buildDigest } from './buildDigest.ts';
import { beginCall } from './message/call.ts';
import type { Composition } from './composition.ts';
import type { Handle } from './createService.ts';
import { refusal } from './message/refusal.ts';
import type { ServiceLog } from './message/serviceLog.ts';
import { settle } from './message/settle.ts';

/** How often the log says again what is wrong, in milliseconds, while requests come. */
const again = 60_000;

const notConfigured = new ODataError(
  'configuration',
  'The service cannot serve as it is configured; its log tells its operator why. Nothing was done.',
  { headers: { 'Retry-After': '60' } },
);

/**
 * What there is of the service when it cannot be built from its settings: every request is 503, without a word about which
 * setting it is, and the log names it, at once and then once a minute while requests come.
 */
export function composeRefusal(problem: Error, log: ServiceLog): Composition {
  let said = -Infinity;
  const say = (): void => {
    if (performance.now() - said < again) return;
    said = performance.now();
    log.write('error', `The service is not configured, and every request is refused: ${problem.message}`);
  };
  say();
  const refuse: Handle = async (request) => {
    say();
    const call = beginCall(request);
    return await settle(call, { log }, () => Promise.resolve(refusal(call, notConfigured)));
  };
  const refuseUpkeep = (): Promise<never> => {
    say();
    return Promise.reject(new Error(`Nothing is kept in order: ${problem.message}`));
  };
  return {
    handle: refuse,
    page: refuse,
    protectedResource: refuse,
    openApi: refuse,
    async health() {
      say();
      return {
        status: 503,
        headers: {
          'Content-Type': 'application/json',
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
          'Retry-After': '60',
        },
        body: JSON.stringify({ status: 'unhealthy', code: 'configuration', build: await buildDigest() }),
      };
    },
    collector: {
      run() {
        say();
        return Promise.reject(new Error(`Nothing is collected: ${problem.message}`));
      },
      tidy: () => Promise.resolve(),
    },
    maintenance: { run: refuseUpkeep, wouldExpire: refuseUpkeep, removeTenant: refuseUpkeep },
    telemetry: undefined,
  };
}
