import { app } from '@azure/functions';
import { composition, settings } from './composition.ts';

/** Telemetry is there before the first request, because the platform asks only at the start who sends the logs. */
if (settings.telemetry !== undefined) {
  app.hook.appStart(async () => {
    await (
      await composition()
    ).telemetry;
  });
  app.hook.appTerminate(async () => await (await (await composition()).telemetry)?.flush());
}
