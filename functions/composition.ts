import * as azureFunctions from '@azure/functions';
import type { Composition } from '../shared/service/compose.ts';
import { readSettings } from '../shared/settings/readSettings.ts';

/** Read when the package is loaded, so that a bad setting stops the app at start with its name. */
export const settings = readSettings(process.env);

async function start(): Promise<Composition> {
  const { compose } = await import('../shared/service/compose.ts');
  return compose(
    process.env,
    (line, level) => (level === 'info' ? process.stdout : process.stderr).write(line),
    async (wanted, warn) => {
      const { startTelemetry } = await import('../shared/telemetry/startTelemetry.ts');
      return await startTelemetry(wanted, azureFunctions, warn);
    },
  );
}

let composed: Promise<Composition> | undefined;

/**
 * The service, built once per process. It is a file of its own in the package, so that the functions are registered before
 * it is read: `main.ts` asks for it right behind that, while the platform goes on starting.
 */
export function composition(): Promise<Composition> {
  return (composed ??= start());
}
