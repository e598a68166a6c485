import {
  AzureMonitorLogExporter,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
} from '@azure/monitor-opentelemetry-exporter';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { LogRecordExporter } from '@opentelemetry/sdk-logs';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { managedIdentity } from '../identity/managedIdentity.ts';
import type { TelemetrySettings } from '../settings/settings.ts';

/** One place telemetry is sent to. */
export interface Exporter {
  readonly spans: SpanExporter;
  readonly metrics: PushMetricExporter;
  readonly logs: LogRecordExporter;
}

/** Application Insights, which may not take anything without a sign-in: then the app's managed identity is used. */
async function azureMonitor({
  connectionString,
  identity,
}: NonNullable<TelemetrySettings['azureMonitor']>): Promise<Exporter> {
  const options = { connectionString, ...(identity && { credential: await managedIdentity(identity.clientId) }) };
  return {
    spans: new AzureMonitorTraceExporter(options),
    metrics: new AzureMonitorMetricExporter(options),
    logs: new AzureMonitorLogExporter(options),
  };
}

/** A collector that takes OTLP over HTTP, each signal below the endpoint at its own path (OTLP 1, "OTLP/HTTP Request"). */
function otlp(endpoint: string): Exporter {
  const at = (signal: string) => ({ url: `${endpoint.replace(/\/$/, '')}/v1/${signal}` });
  return {
    spans: new OTLPTraceExporter(at('traces')),
    metrics: new OTLPMetricExporter(at('metrics')),
    logs: new OTLPLogExporter(at('logs')),
  };
}

/** The exporters the settings ask for. */
export async function exporters(settings: TelemetrySettings): Promise<readonly Exporter[]> {
  return [
    ...(settings.azureMonitor === undefined ? [] : [await azureMonitor(settings.azureMonitor)]),
    ...(settings.otlpEndpoint === undefined ? [] : [otlp(settings.otlpEndpoint)]),
  ];
}
