import { settingValue, type Environment } from './settingValue.ts';

/** The settings that say where telemetry goes. */
export const telemetryDestinations = {
  azureMonitor: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
  otlp: 'OTEL_EXPORTER_OTLP_ENDPOINT',
} as const;

/** Whether telemetry is to go anywhere; whether it can is known when all settings are read. */
export function asksForTelemetry(environment: Environment): boolean {
  return Object.values(telemetryDestinations).some((name) => settingValue(environment, name) !== undefined);
}
