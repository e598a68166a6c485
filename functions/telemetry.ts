import { asksForTelemetry } from '../shared/settings/asksForTelemetry.ts';
import type { Telemetry } from '../shared/telemetry/telemetry.ts';
import { app } from './app.ts';
import { composition } from './composition.ts';

/** Undefined when it, or the service, could not be started, which the log or the first request tells. */
async function telemetry(): Promise<Telemetry | undefined> {
  try {
    return await (
      await composition()
    ).telemetry;
  } catch {
    return undefined;
  }
}

/** Telemetry is there before the first request, because the platform asks only at the start who sends the logs. */
if (asksForTelemetry(process.env)) {
  app.hook.appStart(async () => {
    await telemetry();
  });
  app.hook.appTerminate(async () => await (await telemetry())?.flush());
}
