import { Meter } from '../expression/cost/meter.ts';
import { longestRequest } from '../store/contract/changeCursor.ts';
import { startClock } from '../store/contract/clock.ts';
import type { StorageScope } from '../store/contract/store.ts';
import { askInProcess } from './askInProcess.ts';
import type { ServiceParts } from './message/serviceParts.ts';

/** Keeps the stored rows in order. */
export interface Maintenance {
  /** Looks after every entity set of every tenant once; true when nothing is left to do. Rejects when anything failed. */
  run(): Promise<boolean>;
}

/** What upkeep of one entity set of one tenant may use of the storage. The only scopes that no token stands behind. */
function upkeepScope(tenant: string, { log, startClock: start = startClock }: ServiceParts): StorageScope {
  const clock = start();
  const deadline = clock.started + longestRequest;
  return {
    tenant,
    signal: clock.signalAt(deadline),
    deadline,
    clock,
    meter: new Meter(),
    usage: { requests: 0, retries: 0, walked: 0 },
    log: (level, message, detail) => log.write(level, `maintenance: ${message}`, detail),
  };
}

/** Looks over what the service says it has of each report. */
async function tendOf(parts: ServiceParts, tenant: string): Promise<void> {
  // A file of its own in the package, which no request reads.
  const { tendCoverage } = await import('../collect/ledger/tendCoverage.ts');
  const caller = { tenant, client: 'maintenance', permissions: { read: true, write: true, missingForDetails: [] } };
  await tendCoverage(askInProcess(parts, caller), parts.model, Date.now());
}

/**
 * Upkeep for the tenants of the settings, one entity set after the other, each with a time of its own; what fails for one
 * does not keep the others from their turn. This file is the only one that names a tenant without a token: those that are
 * allowed to call, and nothing a caller sends.
 */
export function createMaintenance(parts: ServiceParts, tenants: readonly string[]): Maintenance {
  return {
    async run() {
      const failed: string[] = [];
      let complete = true;
      for (const tenant of tenants) {
        try {
          await tendOf(parts, tenant);
        } catch (error) {
          failed.push('the coverage of reports');
          parts.log.write('error', 'maintenance: the coverage of reports failed', error);
        }
        for (const type of parts.model) {
          const scope = upkeepScope(tenant, parts);
          try {
            const upkeep = await parts.store.maintain(scope, type);
            complete &&= upkeep.complete;
            parts.log.write('info', `maintenance: ${type.name}`, { tenant, ...upkeep, rows: scope.usage.walked });
          } catch (error) {
            failed.push(type.name);
            parts.log.write('error', `maintenance: ${type.name} failed`, error);
          }
        }
      }
      if (failed.length > 0) throw new Error(`Upkeep failed for ${failed.join(', ')}; the log says why.`);
      return complete;
    },
  };
}
