import { setTimeout } from 'node:timers/promises';
import { AzureFunctionsInstrumentationESM } from '@azure/functions-opentelemetry-instrumentation';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { createTelemetry } from './createTelemetry.ts';
import type { Exporter } from './exporters.ts';
import type { Telemetry } from './telemetry.ts';

/** The module `@azure/functions`, which the instrumentation puts its hooks into. */
export type AzureFunctions = Parameters<AzureFunctionsInstrumentationESM['registerAzFunc']>[0];

/** Milliseconds between two sendings of metrics. */
const metricInterval = 60_000;

/** Milliseconds the end of the process waits for what is still to be sent: the platform gives it five seconds in all. */
const longestFlush = 3000;

/**
 * Registers the OpenTelemetry SDK in the process, once, and the instrumentation of Azure Functions: the handler of an
 * invocation then runs in the trace of the platform, and what it logs is sent by the app itself. The module is handed over
 * because a bundle has no `require` the instrumentation could listen to; it must not be locked yet, so this belongs to the
 * start of the app.
 */
export function registerSdk(
  targets: readonly Exporter[],
  serviceName: string,
  azureFunctions: AzureFunctions,
  warn: (message: string, error: unknown) => void,
): Telemetry {
  const resource = resourceFromAttributes({ 'service.name': serviceName });
  const tracing = new BasicTracerProvider({
    resource,
    spanProcessors: targets.map(({ spans }) => new BatchSpanProcessor(spans)),
  });
  const metering = new MeterProvider({
    resource,
    readers: targets.map(
      ({ metrics: exporter }) => new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: metricInterval }),
    ),
  });
  const logging = new LoggerProvider({
    resource,
    processors: targets.map(({ logs: exporter }) => new BatchLogRecordProcessor({ exporter })),
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracing);
  metrics.setGlobalMeterProvider(metering);
  logs.setGlobalLoggerProvider(logging);
  const instrumentation = new AzureFunctionsInstrumentationESM({ enabled: false });
  instrumentation.setLoggerProvider(logging);
  try {
    instrumentation.registerAzFunc(azureFunctions);
  } catch (error) {
    // It has promised the platform already that the app sends the logs.
    azureFunctions.app.setup({ capabilities: { WorkerOpenTelemetryEnabled: false } });
    warn('The functions host is too old for its instrumentation; spans follow the traceparent header alone', error);
  }
  return createTelemetry(async () => {
    const sent = Promise.allSettled([tracing.forceFlush(), metering.forceFlush(), logging.forceFlush()]);
    await Promise.race([sent, setTimeout(longestFlush, undefined, { ref: false })]);
  });
}
