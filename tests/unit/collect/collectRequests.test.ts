import { setTimeout as sleep } from 'node:timers/promises';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { graphReports } from '../../support/graphReports.ts';
import type { StandInAnswer } from '../../support/graphStandIn.ts';
import { startCollector } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
beforeEach(() => app.begin('2026-04-11T04:30:00Z'));
afterAll(async () => await app.stop());

const status =
  (code: number, body = ''): StandInAnswer =>
  (_request, response) =>
    void response.writeHead(code).end(body);

const counts = 'office365ActiveUserCounts';
const D30 = "getOffice365ActiveUserCounts(period='D30')";
const asked = (): readonly string[] => app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);

test('a request is counted before it is sent, so that one of a run that is killed counts, and those of two runs at once', async () => {
  app.publish(graphReports('2026-04-09'));
  const counted: unknown[] = [];
  app.graph.misbehave = (call) =>
    call === D30
      ? (_request, response) =>
          void app.coverage(counts).then((coverage) => {
            counted.push(coverage?.['requests']);
            response.writeHead(503, { 'Retry-After': '0' }).end();
          })
      : undefined;
  await app.collect({ reports: [counts] });
  expect(counted).toEqual([1, 2, 3, 4, 5]);
  app.setTime('2026-04-12T04:30:00Z');
  app.graph.seen.length = 0;
  const both = [app.collect({ reports: [counts] }), app.collect({ reports: [counts] })];
  await Promise.all(both);
  expect(await app.coverage(counts)).toMatchObject({ requests: asked().length, askedOn: '2026-04-12' });
  app.setTime('2026-04-12T05:30:00Z');
  app.graph.seen.length = 0;
  await app.collect({ reports: [counts] });
  expect(asked()).toEqual([]);
});

test('of runs at once one alone asks for a report: the requests of a day are for all of them', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misbehave = (call) =>
    call === D30 ? (_request, response) => void response.writeHead(503, { 'Retry-After': '0' }).end() : undefined;
  const runs = await Promise.all(Array.from({ length: 3 }, async () => await app.collect({ reports: [counts] })));
  expect(asked()).toHaveLength(5);
  expect(runs.filter(({ error }) => error !== undefined)).toHaveLength(1);
  const reason = expect.stringContaining('503') as string;
  expect(await app.coverage(counts)).toMatchObject({ requests: 5, lastOutcome: 'failed', lastReason: reason });
});

test('a run that leaves a report to another says nothing of what became of it', async () => {
  app.publish(graphReports('2026-04-09'));
  const ended: unknown[] = [];
  const seen: unknown[] = [];
  const whenOneHasEnded: StandInAnswer = (_request, response) =>
    void (async () => {
      while (ended.length === 0) await sleep(5);
      seen.push(await app.coverage(counts));
      response.writeHead(503, { 'Retry-After': '0' }).end();
    })();
  app.graph.misbehave = (call) => (call === D30 && seen.length === 0 ? whenOneHasEnded : undefined);
  const run = async (): Promise<void> => {
    const { lines } = await app.collect({ reports: [counts] });
    ended.push(lines.at(-1)?.detail);
  };
  await Promise.all([run(), run()]);
  expect(ended).toMatchObject([{ elsewhere: [counts] }, { elsewhere: [], failures: [] }]);
  expect(seen).toMatchObject([{ requests: 1, lastOutcome: null, lastRunAt: null }]);
});

test('a refresh date is the newest complete one when the files of all periods are stored', async () => {
  const [set, some] = ['office365ServicesUserCounts', { reports: ['office365ServicesUserCounts'] }];
  app.publish(graphReports('2026-04-09'));
  await app.collect(some);
  expect(await app.coverage(set)).toMatchObject({ newestCompleteRefreshDate: '2026-04-09' });
  app.publish(graphReports('2026-04-10'));
  app.setTime('2026-04-12T04:30:00Z');
  app.graph.misdeliver = (call) => (call.includes('D90') ? status(200, '<!DOCTYPE html>') : undefined);
  await app.collect(some);
  expect(await app.coverage(set)).toMatchObject({ newestDay: '2026-04-10', newestCompleteRefreshDate: '2026-04-09' });
  app.graph.reset();
  app.setTime('2026-04-12T05:30:00Z');
  await app.collect(some);
  expect(asked()).toHaveLength(1);
  expect(await app.coverage(set)).toMatchObject({ newestCompleteRefreshDate: '2026-04-10' });
});

test('a refresh date is complete without what Graph had no rows of in an earlier run of the day', async () => {
  const set = 'office365ServicesUserCounts';
  const [empty, late] = ['D7', 'D90'].map((period) => `getOffice365ServicesUserCounts(period='${period}')`);
  const files = graphReports('2026-04-09');
  app.publish(new Map([...files, [empty!, documentedCsv[set] ?? '']]));
  app.graph.misbehave = (call) => (call === late ? status(410) : undefined);
  await app.collect({ reports: [set] });
  expect(await app.coverage(set)).toMatchObject({ newestCompleteRefreshDate: null, settledCalls: [empty] });
  app.graph.misbehave = () => undefined;
  app.graph.seen.length = 0;
  app.setTime('2026-04-11T05:30:00Z');
  await app.collect({ reports: [set] });
  expect(asked()).toEqual([`/v1.0/reports/${late!}`]);
  expect(await app.coverage(set)).toMatchObject({ newestCompleteRefreshDate: '2026-04-09' });
});

test('a version of a report that this Graph does not have is no failure, and not asked for again that day', async () => {
  const [set, some] = ['microsoft365CopilotUserCountSummary', { reports: ['microsoft365CopilotUserCountSummary'] }];
  const call = "getMicrosoft365CopilotUserCountSummary(period='D28',version='v2')";
  const files = graphReports(
    '2026-04-09',
    undefined,
    model.filter(({ name }) => name === set),
  );
  expect(files.has(call)).toBe(true);
  app.publish(files);
  app.graph.misbehave = (asked) => (asked === call ? status(400) : undefined);
  const { error, lines } = await app.collect(some);
  expect(error).toBeUndefined();
  expect(lines.at(-1)?.detail).toMatchObject({ withheld: [call], failures: [], unavailable: {} });
  const complete = { lastOutcome: 'stored', newestCompleteRefreshDate: '2026-04-09', settledCalls: [call] };
  expect(await app.coverage(set)).toMatchObject(complete);
  app.graph.reset();
  app.setTime('2026-04-11T05:30:00Z');
  await app.collect(some);
  expect(asked()).toEqual([]);
  app.setTime('2026-04-12T04:30:00Z');
  expect((await app.collect(some)).error).toBeUndefined();
  expect(asked()).toHaveLength(5);
  const { value } = await app.read(`/v1.0/${set}?$filter=reportPeriod eq '28'`);
  expect(value).toMatchObject([{ id: '2026-04-09_28' }]);
});
