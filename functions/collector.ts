import { app } from './app.ts';
import { composition } from './composition.ts';
import { readSchedule } from '../shared/settings/readSchedule.ts';
import { settingValue } from '../shared/settings/settingValue.ts';

const name = 'COLLECTOR_SCHEDULE';
const given = settingValue(process.env, name);

/** A schedule the platform takes: it would leave out a function whose schedule it cannot read, and nobody would be told. */
function scheduleOf(value: string): string {
  try {
    return readSchedule(name, value);
  } catch {
    return '0 0 * * * *';
  }
}

/**
 * Collects reports from Microsoft Graph by the clock, where a schedule is set. The platform runs a timer in one instance
 * at a time, remembers when it was due, and marks a run that throws as failed; one with bad settings always does.
 */
if (given !== undefined) {
  app.timer('collector', {
    schedule: scheduleOf(given),
    useMonitor: true,
    runOnStartup: false,
    handler: async (_timer, context) => {
      try {
        await (await composition()).collector?.run();
      } catch (error) {
        context.error('The collector failed', error);
        throw error;
      }
    },
  });

  // What a run left that crashed holds names, and goes when the app starts again, behind what requests wait for.
  setTimeout(() => {
    composition()
      .then(async ({ collector }) => await collector?.tidy())
      .catch(() => undefined);
  }, 10_000).unref();
}
