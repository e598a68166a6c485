import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';

/**
 * Takes back what was registered in this process: the API keeps the first SDK it is given, and that of a test file may be
 * there still when the next one runs in the same process.
 */
export function forgetTelemetry(): void {
  for (const api of [context, metrics, propagation, trace, logs]) api.disable();
}
