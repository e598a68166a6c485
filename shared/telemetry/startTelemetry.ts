import type { TelemetrySettings } from '../settings/settings.ts';
import { exporters } from './exporters.ts';
import { registerSdk, type AzureFunctions } from './registerSdk.ts';
import type { Telemetry } from './telemetry.ts';

/** Starts telemetry as the settings ask for it: a file of its own in the package, read only then. */
export async function startTelemetry(
  settings: TelemetrySettings,
  azureFunctions: AzureFunctions,
  warn: (message: string, error: unknown) => void,
): Promise<Telemetry> {
  return registerSdk(await exporters(settings), settings.serviceName, azureFunctions, warn);
}
