import type { CollectTask } from '../collect/night/collectReports.ts';
import type { CollectorSettings } from '../settings/settings.ts';
import names from '../telemetry/metricNames.json';
import type { Count } from '../telemetry/telemetry.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { workForTenant } from './workForTenant.ts';

/** Collects reports into the service. */
export interface Collector {
  /** NCRONTAB expression of six fields. */
  readonly schedule: string;
  /** Collects what is not collected today; rejects when anything failed, or while another run is under way in this process. */
  run(): Promise<void>;
  /** Removes the report files that a run left which crashed, in this process or one before it. */
  tidy(): Promise<void>;
}

/**
 * A collector whose requests go the way of any other but for the token gate: its caller is the tenant of the settings, which
 * `collectReports` compares with the token of the managed identity before it fetches anything. What it needs beside the
 * service is a file of its own in the package.
 *
 * @param now milliseconds since the epoch, by which nights are told apart
 */
export function createCollector(parts: ServiceParts, settings: CollectorSettings, now = Date.now): Collector {
  const { ask } = workForTenant(parts, settings.tenant, settings.clientId ?? 'collector');
  let isRunning = false;
  return {
    schedule: settings.schedule,
    async tidy() {
      // A file of its own in the package, which no request reads.
      const { removeLeftSpools } = await import('../collect/graph/spoolFolder.ts');
      await removeLeftSpools();
    },
    async run() {
      // The platform runs a timer once at a time; a run that was started by hand could still meet it.
      if (isRunning) throw new Error('The collector is running already; nothing was begun.');
      isRunning = true;
      const telemetry = await parts.telemetry;
      const count: Count = (...counted) => telemetry?.count(...counted);
      const { everyReport } = names;
      try {
        const { collectReports } = await import('../collect/night/collectReports.ts');
        const log: CollectTask['log'] = (level, message, detail) => parts.log.write(level, message, detail);
        await collectReports({ settings, model: parts.model, ask, log, now, counted: { count, everyReport } });
      } catch (error) {
        count('problems', everyReport, 'failed');
        throw error;
      } finally {
        isRunning = false;
        // The instance may be gone within the minute, before anything is sent by itself.
        await telemetry?.flush();
      }
    },
  };
}
