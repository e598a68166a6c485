/**
 * What the alert rules of infra/ count on: the points a collector of OTLP gets after a good night, a failed one and none, held
 * against the conditions of the rules as their snapshot has them.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import * as azureFunctions from '@azure/functions';
import { AzureMonitorMetricExporter } from '@azure/monitor-opentelemetry-exporter';
import { AggregationTemporality, InstrumentType } from '@opentelemetry/sdk-metrics';
import { model } from '../../../shared/model/model.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { startTelemetry } from '../../../shared/telemetry/startTelemetry.ts';
import { resourceOf } from '../../infra/snapshots.ts';
import { graphReports, reportsOfOffice } from '../../support/graphReports.ts';
import { forgetTelemetry } from '../../support/forgetTelemetry.ts';
import { startCollector } from '../../support/startCollector.ts';

interface Point {
  readonly asInt?: number | string;
  readonly asDouble?: number;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}
interface Export {
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly {
      readonly metrics: readonly { readonly name: string; readonly sum?: { readonly dataPoints: readonly Point[] } }[];
    }[];
  }[];
}

/** Sums of counters, by `metric report kind`, as the process has sent them last. */
const sums = new Map<string, number>();
const server = createServer((request, response) => {
  void readJson(request).then((body) => {
    for (const { scopeMetrics } of (body as Export).resourceMetrics ?? [])
      for (const { name, sum } of scopeMetrics.flatMap(({ metrics }) => metrics))
        for (const { attributes, asInt, asDouble } of sum?.dataPoints ?? []) {
          const of = (key: string): string => attributes.find((each) => each.key === key)?.value.stringValue ?? '';
          sums.set(`${name} ${of('report')} ${of('kind')}`, Number(asInt ?? asDouble));
        }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  forgetTelemetry();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Outside a functions host the library says that its hooks do nothing.
  for (const level of ['debug', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
  const otlpEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = await startCollector(
    await startTelemetry({ serviceName: 'tests', otlpEndpoint }, azureFunctions, () => undefined),
  );
});
afterAll(async () => {
  await app.stop();
  forgetTelemetry();
  server.closeAllConnections();
  server.close();
});

/** What came to the collector during some work, without waiting for the interval of metrics. */
async function during(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const before = new Map(sums);
  await work();
  const more = [...sums].map(([key, value]) => [key, value - (before.get(key) ?? 0)] as const);
  const ours = more.filter(([key, value]) => value !== 0 && /^(?:reports|upkeep)\./.test(key));
  return Object.fromEntries(ours.toSorted());
}

/** Whether a rule fires on these points: its query read for the one form that the rules about metrics have. */
function fires(rule: string, points: Readonly<Record<string, number>>): boolean {
  const { properties = {} } = resourceOf('everything', 'Microsoft.Insights/scheduledQueryRules', rule);
  const [criterion] = (
    properties['criteria'] as { allOf: readonly { query: string; operator: string; threshold: number }[] }
  ).allOf;
  const form =
    /^AppMetrics \| where (?:TimeGenerated > ago\(26h\) and )?Name == "([\w.]+)"(?: and tostring\(Properties\["kind"\]\) == "(\w+)")? \| summarize measured = sum\(Sum\)$/;
  const [whole, name = '', kind] = form.exec(criterion?.query ?? '') ?? [];
  expect(whole).toBe(criterion?.query);
  const of = Object.entries(points).filter(
    ([key]) => key.startsWith(`${name} `) && (kind === undefined || key.endsWith(` ${kind}`)),
  );
  const measured = of.reduce((sum, [, value]) => sum + value, 0);
  const { operator = '', threshold = 0 } = criterion ?? {};
  return operator === 'LessThan' ? measured < threshold : measured > threshold;
}
const rules = ['collection-missing', 'collection-problems', 'upkeep-missing'];
const firing = (points: Readonly<Record<string, number>>): readonly string[] =>
  rules.filter((rule) => fires(rule, points));

const some = ['office365ActiveUserCounts', 'office365ServicesUserCounts'];
const night = async (): Promise<void> => {
  await app.collect({ reports: some });
  await app.maintain();
};

test('a good night counts each report, the run and the upkeep, and no rule fires', async () => {
  app.begin('2026-04-11T04:30:00Z');
  app.publish(graphReports('2026-04-09'));
  const points = await during(night);
  expect(points).toEqual({
    'reports.collected all run': 1,
    'reports.collected office365ActiveUserCounts report': 1,
    'reports.collected office365ServicesUserCounts report': 1,
    'upkeep.finished all complete': 1,
  });
  expect(firing(points)).toEqual([]);
});

test('a later run that finds nothing left to collect counts as one, so that the hours go from the last run of a night', async () => {
  const points = await during(async () => await app.collect({ reports: some }));
  expect(points).toEqual({ 'reports.collected all run': 1 });
});

test('Application Insights is sent what was counted since, so that a sum over time counts nothing twice', () => {
  const { prototype } = AzureMonitorMetricExporter;
  expect(prototype.selectAggregationTemporality(InstrumentType.COUNTER)).toBe(AggregationTemporality.DELTA);
});

test('upkeep writes every night, so that the log of writes, which a rule reads, never has a month without rows', async () => {
  let [at, written] = [Date.parse('2026-04-11T03:20:00Z'), 0];
  const fault = (request: { readonly written: number }): undefined => void (written += request.written);
  app.begin('2026-04-11T03:20:00Z', createMemoryRows({ now: () => at, fault }));
  for (let night = 0; night < 2; night += 1) {
    written = 0;
    await app.maintain();
    expect(written).toBeGreaterThan(0);
    at += 86_400_000;
  }
});

test('a night in which one report fails counts it and the run, and the rules about collecting fire', async () => {
  app.begin('2026-04-12T04:30:00Z');
  app.publish(graphReports('2026-04-10'));
  app.graph.misdeliver = (call) =>
    call.startsWith('getOffice365ServicesUserCounts')
      ? (_request, response) => void response.writeHead(200).end('<html>')
      : undefined;
  const points = await during(night);
  expect(points).toEqual({
    'reports.collected office365ActiveUserCounts report': 1,
    'reports.problems all failed': 1,
    'reports.problems office365ServicesUserCounts failed': 1,
    'upkeep.finished all complete': 1,
  });
  expect(firing(points)).toEqual(['collection-missing', 'collection-problems']);
});

test('a report that Graph does not give is a problem, and the night is complete all the same', async () => {
  app.begin('2026-04-13T04:30:00Z');
  app.publish(graphReports('2026-04-11'));
  app.graph.misbehave = (call) =>
    call.startsWith('getOffice365ServicesUserCounts')
      ? (_request, response) => void response.writeHead(404).end('{"error":{"code":"Gone"}}')
      : undefined;
  const points = await during(async () => await app.collect({ reports: some }));
  expect(points).toEqual({
    'reports.collected all run': 1,
    'reports.collected office365ActiveUserCounts report': 1,
    'reports.problems office365ServicesUserCounts unavailable': 1,
  });
});

test('a report that had rows and comes without any is a problem', async () => {
  app.begin('2026-04-14T04:30:00Z');
  const whole = graphReports('2026-04-12', undefined, reportsOfOffice);
  app.publish(whole);
  await app.collect({ reports: some });
  app.setTime('2026-04-15T04:30:00Z');
  const empty = (call: string, text: string): string =>
    call.startsWith('getOffice365ServicesUserCounts') ? `${text.split('\n')[0] ?? ''}\n` : text;
  app.publish(new Map([...whole].map(([call, text]) => [call, empty(call, text)])));
  const points = await during(async () => await app.collect({ reports: some }));
  expect(points).toMatchObject({
    'reports.problems office365ServicesUserCounts empty': 1,
    'reports.collected all run': 1,
  });
  expect(firing(points)).toContain('collection-problems');
});

test('a night without a token for Graph is a failed one', async () => {
  app.begin('2026-04-16T04:30:00Z');
  app.graph.claims = { ...app.graph.claims, tid: '11111111-2222-4333-8444-555555555555' };
  const points = await during(async () => await app.collect({ reports: some }));
  expect(points).toEqual({ 'reports.problems all failed': 1 });
  expect(firing(points)).toEqual(['collection-missing', 'collection-problems', 'upkeep-missing']);
});

test('a setting that chooses no report is a failed night, and none that has all it asks for', async () => {
  app.begin('2026-04-17T04:30:00Z');
  const points = await during(async () => await app.collect({ reports: ['office635*'] }));
  expect(points).toEqual({ 'reports.problems all failed': 1 });
});

test('upkeep that fails is not counted', async () => {
  const rows = createMemoryRows({
    fault: ({ table }) =>
      table === 'office365ActiveUserCounts' ? { failBefore: { kind: 'rejected', cause: new Error('no') } } : undefined,
  });
  app.begin('2026-04-17T04:30:00Z', rows);
  const points = await during(async () => await app.maintain().catch(() => undefined));
  expect(points).toEqual({});
});

test('no night gives no point, and what should have been there is missed', async () => {
  const points = await during(() => Promise.resolve());
  expect(points).toEqual({});
  expect(firing(points)).toEqual(['collection-missing', 'upkeep-missing']);
});

test('nothing is counted by anything but report and kind', () => {
  const known = new Set(['all', ...model.map(({ name }) => name)]);
  for (const key of sums.keys()) {
    const [metric = '', report = ''] = key.split(' ');
    if (metric.startsWith('odata.')) continue;
    expect(known).toContain(report);
  }
});
