import { app } from '@azure/functions';
import { composition, settings } from './composition.ts';

const { collector } = settings;

/**
 * Collects reports from Microsoft Graph by the clock, where that is configured. The platform runs a timer in one instance
 * at a time, remembers when it was due, and marks a run that throws as failed.
 */
if (collector !== undefined) {
  app.timer('collector', {
    schedule: collector.schedule,
    useMonitor: true,
    runOnStartup: false,
    handler: async () => await (await composition()).collector?.run(),
  });
}
