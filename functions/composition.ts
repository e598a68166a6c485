import * as azureFunctions from '@azure/functions';
import { gatherLines } from './gatherLines.ts';
import { whenProcessEnds } from './whenProcessEnds.ts';
import type { Composition } from '../shared/service/composition.ts';
import { readSettings } from '../shared/settings/readSettings.ts';
import type { Settings } from '../shared/settings/settings.ts';

function read(): Settings | undefined {
  try {
    return readSettings(process.env);
  } catch {
    return undefined;
  }
}

/**
 * Undefined when one is bad or missing. The functions are registered all the same: an app without functions would answer 404,
 * which alarms nobody. What `compose` makes of such settings refuses every request and says why in the log.
 */
export const settings = read();

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
 * it is read: `main.ts` asks for it right behind that, while the platform goes on starting.
 */
export function composition(): Promise<Composition> {
  return (composed ??= start());
}
