import {
  context,
  defaultTextMapGetter,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
} from '@opentelemetry/api';
import names from './metricNames.json';
import type { OperationFacts, Telemetry } from './telemetry.ts';
import { readTraceContext, type TraceContext } from './traceContext.ts';

const name = 'odata-usage-reports';

/** Names of attributes; those of HTTP are OpenTelemetry's, the others the service's own. */
function attributesOf(facts: OperationFacts): Attributes {
  return {
    'odata.operation': facts.operation,
    'http.response.status_code': facts.status,
    'storage.requests': facts.storageRequests,
    'storage.retries': facts.storageRetries,
    'storage.rows': facts.storageRows,
    'storage.ms': facts.storageMs,
    ...(facts.entitySet !== undefined && { 'odata.entity_set': facts.entitySet }),
    ...(facts.pageSize !== undefined && { 'odata.page_size': facts.pageSize }),
  };
}

/** What a context looks like as headers. */
function headersOf(current: Context): TraceContext | undefined {
  const carrier = new Map<string, string>();
  propagation.inject(current, carrier, { set: (to, key, value) => to.set(key, value) });
  return readTraceContext({ get: (key) => carrier.get(key) ?? null });
}

/** The platform's own span, in which the handler runs, comes before what the request says of itself. */
function parentOf(kind: 'request' | 'part', given: TraceContext | undefined): Context {
  const current = context.active();
  if (given === undefined || (kind === 'request' && trace.getSpan(current) !== undefined)) return current;
  return propagation.extract(current, given, defaultTextMapGetter);
}

/**
 * Telemetry by the OpenTelemetry API: a span for each operation, and metrics of rejected tokens, storage retries, page
 * sizes, and what the nights came to, because spans and logs may be sampled and metrics are not. What becomes of them is for the SDK that is registered in the process, which `flush` is of.
 */
export function createTelemetry(flush: Telemetry['flush']): Telemetry {
  const tracer = trace.getTracer(name);
  const meter = metrics.getMeter(name);
  const rejections = meter.createCounter('odata.tokens.rejected', {
    description: 'Tokens that were refused, by reason',
    unit: '{token}',
  });
  const retries = meter.createCounter('odata.storage.retries', {
    description: 'Requests to storage that were repeated',
    unit: '{request}',
  });
  const pages = meter.createHistogram('odata.page.size', { description: 'Rows on a page', unit: '{row}' });
  const counterOf = ({ name: metric, description, unit }: { name: string; description: string; unit: string }) =>
    meter.createCounter(metric, { description, unit });
  const counters = {
    collected: counterOf(names.collected),
    problems: counterOf(names.problems),
    upkeep: counterOf(names.upkeep),
  };
  return {
    begin(kind, given) {
      const parent = parentOf(kind, given);
      const span = tracer.startSpan('operation', { kind: SpanKind.INTERNAL }, parent);
      return {
        context: headersOf(trace.setSpan(parent, span)),
        end(facts) {
          const { operation, entitySet = '', status, storageRetries, pageSize } = facts;
          const where = { 'odata.operation': operation, 'odata.entity_set': entitySet };
          span.updateName(`${operation} ${entitySet}`.trim());
          span.setAttributes(attributesOf(facts));
          if (status >= 500 && status !== 501) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          if (storageRetries > 0) retries.add(storageRetries, where);
          if (pageSize !== undefined) pages.record(pageSize, where);
        },
      };
    },
    rejected: (reason) => rejections.add(1, { reason }),
    count: (metric, report, kind) =>
      counters[metric].add(1, { [names.attributes.report]: report, [names.attributes.kind]: names.kinds[kind] }),
    flush,
  };
}
