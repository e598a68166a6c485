import type { AskService } from '../collect/ledger/askService.ts';
import { Meter } from '../expression/cost/meter.ts';
import { longestRequest } from '../store/contract/changeCursor.ts';
import { startClock } from '../store/contract/clock.ts';
import { StorageUsage } from '../store/contract/storageUsage.ts';
import type { StorageScope } from '../store/contract/store.ts';
import { askInProcess } from './askInProcess.ts';
import type { ServiceParts } from './message/serviceParts.ts';

/** Work of the service itself on the rows of one tenant. */
export interface TenantWork {
  /** What one piece of it may use of the storage, with the time of a request of its own. */
  scope(): StorageScope;
  /** Sends requests of a caller of the tenant that may read and write, the way of any other but for the token gate. */
  readonly ask: AskService;
}

/**
 * Makes the scopes and the caller of work that no token stands behind: upkeep and the collector. This file alone names a tenant
 * without a token, which the house rules check; those who call it take the tenant from the settings, or from the operator
 * who removes one, and from nothing a caller sends.
 *
 * @param client what the work is called in the log, or the client id of its identity
 */
export function workForTenant(parts: ServiceParts, tenant: string, client: string): TenantWork {
  const { log, startClock: start = startClock } = parts;
  return {
    ask: askInProcess(parts, { tenant, client, permissions: { read: true, write: true, missingForDetails: [] } }),
    scope() {
      const clock = start();
      const deadline = clock.started + longestRequest;
      return {
        tenant,
        signal: clock.signalAt(deadline),
        deadline,
        clock,
        meter: new Meter(),
        usage: new StorageUsage(clock.now),
        log: (level, message, detail) => log.write(level, `${client}: ${message}`, detail),
      };
    },
  };
}
