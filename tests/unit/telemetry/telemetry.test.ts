import * as azureFunctions from '@azure/functions';
import { context, trace } from '@opentelemetry/api';
import { InMemoryLogRecordExporter } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, InMemoryMetricExporter, type Histogram } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';

import type { Rows } from '../../../shared/store/rows/rows.ts';
import { registerSdk } from '../../../shared/telemetry/registerSdk.ts';
import type { TraceContext } from '../../../shared/telemetry/traceContext.ts';
import { forgetTelemetry } from '../../support/forgetTelemetry.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { pathOf, setPath } from '../../support/reports.ts';

const exporter = {
  spans: new InMemorySpanExporter(),
  metrics: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
  logs: new InMemoryLogRecordExporter(),
};
// Outside a functions host the library says that its hooks do nothing.
for (const level of ['debug', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
forgetTelemetry();
const telemetry = registerSdk([exporter], 'tests', azureFunctions, () => undefined);
const faults: MemoryFault[] = [];
/** What storage was told of the trace, by request. */
const told: (TraceContext | undefined)[] = [];
const memory = createMemoryRows({ fault: () => faults.shift() });
const rows: Rows = {
  ...memory,
  partition(scope, table) {
    told.push(scope.trace);
    return memory.partition(scope, table);
  },
};
let app: Awaited<ReturnType<typeof startInProcess>>;

beforeAll(async () => {
  app = await startInProcess({ rows, telemetry });
});
afterAll(async () => {
  await app.stop();
  forgetTelemetry();
});
beforeEach(async () => {
  await telemetry.flush();
  exporter.spans.reset();
  told.length = 0;
});

const json = { 'Content-Type': 'application/json' };
const incoming = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'vendor=1' };

async function spans() {
  await telemetry.flush();
  return exporter.spans.getFinishedSpans();
}

/** The newest points of a metric, as attributes and value. */
async function points(name: string) {
  await telemetry.flush();
  const [newest] = exporter.metrics.getMetrics().slice(-1);
  const metrics = (newest?.scopeMetrics ?? []).flatMap(({ metrics: each }) => each);
  const found = metrics.find(({ descriptor }) => descriptor.name === name);
  return (found?.dataPoints ?? []).map(({ attributes, value }) => ({ attributes, value }));
}

test('an operation is a span with its entity set, status and use of storage', async () => {
  await app.fetch(pathOf('spans'), { method: 'PATCH', headers: json, body: '{"teams":1}' });
  const [span, ...others] = await spans();
  expect(others).toEqual([]);
  expect(span?.name).toBe('updateEntity office365ActiveUserCounts');
  expect(span?.attributes).toEqual({
    'odata.operation': 'updateEntity',
    'odata.entity_set': 'office365ActiveUserCounts',
    'http.response.status_code': 201,
    // The first insert of a process looks since when the set exists.
    'storage.requests': 3,
    'storage.retries': 0,
    'storage.rows': 0,
    'storage.ms': expect.any(Number),
  });
  expect(span?.resource.attributes['service.name']).toBe('tests');
});

test('a failure of the service marks its span, one of the caller does not', async () => {
  faults.push(...Array.from({ length: 4 }, () => ({ failBefore: { kind: 'unavailable' as const } })));
  await app.fetch(pathOf('failing'));
  await app.fetch(pathOf('absent'));
  await app.fetch(`${setPath}?$filter=matchesPattern(id,'x')`);
  const states = (await spans()).map(({ attributes, status }) => [
    attributes['http.response.status_code'],
    status.code,
  ]);
  expect(states).toEqual([
    [503, 2],
    [404, 0],
    [501, 0],
  ]);
});

test('the trace of the caller goes through the operation to storage, and into the log', async () => {
  await app.fetch(pathOf('traced'), { method: 'PATCH', headers: { ...json, ...incoming }, body: '{"teams":1}' });
  const [span] = await spans();
  expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  const { traceId, spanId } = span!.spanContext();
  expect(traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(told.length).toBeGreaterThan(0);
  for (const each of told) expect(each).toEqual({ traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=1' });
  expect(JSON.parse(app.log.at(-1) ?? '')).toMatchObject({ message: 'request', traceId });
});

test('the span of the platform, in which the handler runs, is the parent', async () => {
  const outer = trace.getTracer('platform').startSpan('invocation');
  await context.with(trace.setSpan(context.active(), outer), async () => {
    await app.fetch(pathOf('inside'), { headers: incoming });
  });
  const [span] = await spans();
  expect(span?.parentSpanContext?.spanId).toBe(outer.spanContext().spanId);
});

test('a header that is no trace context begins a new trace', async () => {
  await app.fetch(pathOf('bad'), { headers: { traceparent: '00-zz-b7ad6b7169203331-01' } });
  const [span] = await spans();
  expect(span?.parentSpanContext).toBeUndefined();
});

test('the requests of a batch are spans below that of the batch', async () => {
  const get = (id: string) => ({ id, method: 'GET', url: pathOf(id) });
  const body = JSON.stringify({ requests: [get('one'), get('two')] });
  await app.fetch('/v1.0/$batch', { method: 'POST', headers: { ...json, ...incoming }, body });
  const [first, second, batch] = await spans();
  expect(batch?.attributes).toMatchObject({ 'odata.operation': 'batch', 'storage.requests': 2 });
  for (const part of [first, second]) {
    expect(part?.attributes['odata.operation']).toBe('readEntity');
    expect(part?.parentSpanContext?.spanId).toBe(batch?.spanContext().spanId);
  }
});

test('an answer that is streamed ends its span when it has been read', async () => {
  const response = await app.fetch(`${setPath}?$format=text/csv`);
  await response.text();
  const [span] = await spans();
  expect(span?.attributes).toMatchObject({ 'odata.operation': 'readCollection', 'storage.requests': 1 });
});

test('retries of storage are counted', async () => {
  faults.push({ failBefore: { kind: 'unavailable' } });
  await app.fetch(pathOf('spans'));
  const [span] = await spans();
  expect(span?.attributes).toMatchObject({ 'storage.requests': 2, 'storage.retries': 1 });
  expect(await points('odata.storage.retries')).toContainEqual({
    attributes: { 'odata.operation': 'readEntity', 'odata.entity_set': 'office365ActiveUserCounts' },
    value: expect.any(Number),
  });
});

test('refused tokens are counted by reason', async () => {
  await app.fetch(setPath, { headers: { Authorization: undefined } });
  await app.fetch(setPath, { headers: { Authorization: 'Bearer x' } });
  await app.fetch(setPath, { headers: { Authorization: 'Bearer y' } });
  expect(await points('odata.tokens.rejected')).toEqual([
    { attributes: { reason: 'tokenMissing' }, value: 1 },
    { attributes: { reason: 'tokenMalformed' }, value: 2 },
  ]);
});

test('the sizes of pages are told', async () => {
  await app.fetch(`${setPath}?$top=2`);
  const [point] = await points('odata.page.size');
  const { count, max } = point?.value as Histogram;
  expect(count).toBe(1);
  expect(max).toBe(2);
  const [span] = await spans();
  expect(span?.attributes['odata.page_size']).toBe(2);
});

test('the end of the process waits at most 3 s for what cannot be sent', async () => {
  /** Ends what is stuck, which is waited for by timers that would outlive the test. */
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  type Sends = Record<'forceFlush' | 'export', (items?: unknown, done?: (result: { code: number }) => void) => unknown>;
  const stuck = (target: object): void => {
    for (const name of ['forceFlush', 'export'] as const)
      if (name in target)
        jest
          .spyOn(target as Sends, name)
          .mockImplementation(async (_items, done) => await released.then(() => done?.({ code: 0 })));
  };
  const silent = {
    spans: new InMemorySpanExporter(),
    metrics: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
    logs: new InMemoryLogRecordExporter(),
  };
  for (const target of Object.values(silent)) stuck(target);
  forgetTelemetry();
  const unheard = registerSdk([silent], 'tests', azureFunctions, () => undefined);
  unheard.begin('request', undefined).end({
    ...{ operation: 'none', entitySet: undefined, status: 200, pageSize: undefined },
    ...{ storageRequests: 0, storageRetries: 0, storageRows: 0, storageMs: 0 },
  });
  const began = performance.now();
  await unheard.flush();
  // Not at once, so that what can be sent is, and long before the exporters give up by themselves.
  expect(performance.now() - began).toBeGreaterThan(2900);
  release();
  await unheard.flush();
}, 25_000);
