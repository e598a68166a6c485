import { azureFunctions } from './app.ts';
import { gatherLines } from './gatherLines.ts';
import { whenProcessEnds } from './whenProcessEnds.ts';
import type { Composition } from '../shared/service/composition.ts';

async function start(): Promise<Composition> {
  const { compose } = await import('../shared/service/compose.ts');
  const { write, end } = gatherLines();
  whenProcessEnds(end);
  return compose(process.env, write, async (wanted, warn) => {
    const { startTelemetry } = await import('../shared/telemetry/startTelemetry.ts');
    return await startTelemetry(wanted, azureFunctions, warn);
  });
}

let composed: Promise<Composition> | undefined;

/**
 * The service, built once per process. It is a file of its own in the package, so that the functions are registered before
 * it is read: `main.ts` asks for it right behind that, while the platform goes on starting. They are registered whatever the
 * settings say: an app without functions would answer 404, which alarms nobody. What `compose` makes of settings that are
 * bad or missing refuses every request and says why in the log.
 */
export function composition(): Promise<Composition> {
  return (composed ??= start());
}
