import { setTimeout as sleep } from 'node:timers/promises';
import { collectReports } from '../../../shared/collect/collectReports.ts';
import { reportRequests } from '../../../shared/collect/reportRequests.ts';
import { model } from '../../../shared/model/model.ts';
import { graphReports, repeatedRows, rowsOfReports } from '../../support/graphReports.ts';
import type { StandInAnswer } from '../../support/graphStandIn.ts';
import { collected, startCollector, type LogLine } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
afterAll(async () => await app.stop());

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): StandInAnswer =>
  (_request, response) =>
    void response.writeHead(code, headers).end(body);

const none = { created: 0, updated: 0, unchanged: 0, older: 0, failed: 0 };

test('one report that fails keeps no other from being stored, and the run is failed', async () => {
  app.publish(graphReports('2026-04-09'));
  const call = "getOffice365ActiveUserCounts(period='D30')";
  app.graph.misbehave = (asked) =>
    asked === call ? status(403, {}, '{"error":{"code":"S2SUnauthorized"}}') : undefined;
  app.graph.misdeliver = (asked) =>
    asked === "getOffice365ServicesUserCounts(period='D7')" ? status(200, {}, '<!DOCTYPE html>') : undefined;
  const { error, lines } = await app.collect();
  expect(error?.message).toMatch(
    /^2 reports failed in whole or in part, such as getOffice365ActiveUserCounts\(period='D30'\)/,
  );
  expect(lines.at(-1)?.level).toBe('error');
  expect(collected(lines)).toMatchObject({
    // The longer periods have the days of the one that failed.
    rows: { ...none, created: rowsOfReports - 1, older: repeatedRows - 30 },
    failures: [
      { report: call, reason: expect.stringMatching(/403 S2SUnauthorized.*Reports\.Read\.All/) as string },
      { reason: expect.stringMatching(/is not its CSV/) as string },
    ],
  });
});

test('429 and 503 are waited for as long as Graph asks, while other reports go on', async () => {
  app.publish(graphReports('2025-05-09'));
  const [first] = reportRequests(model);
  const times: number[] = [];
  app.graph.misbehave = (call) => {
    if (call !== first?.call) return undefined;
    times.push(Date.now());
    return times.length === 1
      ? status(429, { 'Retry-After': '1' })
      : times.length === 2
        ? status(503, { 'Retry-After': '0.1' })
        : undefined;
  };
  const { error, lines } = await app.collect();
  expect(error).toBeUndefined();
  expect(collected(lines).rows['created']).toBe(rowsOfReports);
  expect(times).toHaveLength(3);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(995);
  const asked = app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);
  expect(asked[0]).toBe(`/v1.0/reports/${first?.call ?? ''}`);
  expect(asked[1]).not.toBe(asked[0]);
});

test('what Graph refuses again and again, or for longer than the run lasts, is given up', async () => {
  app.publish(graphReports('2026-06-09'));
  const [throttled, broken] = reportRequests(model);
  app.graph.misbehave = (call) =>
    call === throttled?.call
      ? status(429, { 'Retry-After': '3600' })
      : call === broken?.call
        ? status(503, { 'Retry-After': '0' })
        : undefined;
  const { error, lines } = await app.collect();
  expect(error?.message).toMatch(/^2 reports failed/);
  expect(collected(lines).failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/answered 429.*There was no time left to try again\.$/),
    expect.stringMatching(/answered 503\.$/),
  ]);
  const asked = app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);
  expect(asked.filter((url) => url.includes(broken?.call ?? '?'))).toHaveLength(5);
});

test('the end of the run ends everything', async () => {
  app.publish(graphReports('2026-07-09'));
  app.graph.misbehave = () => () => undefined;
  const { error, lines } = await app.collect({ timeLimit: 500 });
  expect(error?.message).toMatch(new RegExp(`^${reportRequests(model).length} reports failed`));
  expect(new Set(collected(lines).failures.map(({ reason }) => reason))).toEqual(
    new Set(['The time of the run was over.']),
  );
});

test('a report that is being stored when the run ends is not stored further', async () => {
  app.graph.reset();
  const counts = model.filter(({ name }) => name === 'office365ActiveUserCounts');
  const [header = ''] = (graphReports('2026-01-09').get("getOffice365ActiveUserCounts(period='D180')") ?? '').split(
    '\r\n',
  );
  const days = Array.from({ length: 1100 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10));
  for (const { call, period } of reportRequests(counts)) {
    const rows = days.map((day) => `2026-01-09,1,1,1,1,1,1,1,${day},${period?.days ?? ''}`);
    app.graph.reports.set(call, [header, ...rows].join('\n'));
  }
  const timeLimit = 1500;
  const lines: LogLine[] = [];
  let sent = 0;
  const run = collectReports({
    settings: { ...app.settings, timeLimit },
    model: counts,
    upsert: async (_set, { body }) => {
      sent += 1;
      await sleep(timeLimit);
      const { value } = JSON.parse(body) as { value: unknown[] };
      const answered = value.map(() => ({ '@reports.outcome': 'created' }));
      return {
        status: 200,
        retryAfter: null,
        preferenceApplied: 'keep-newer',
        body: JSON.stringify({ value: answered }),
      };
    },
    log: (level, message, detail) => void lines.push({ level, message, detail: detail as LogLine['detail'] }),
  });
  await expect(run).rejects.toThrow(/^4 reports failed/);
  expect(sent).toBe(1);
  expect(collected(lines)).toMatchObject({
    rows: { ...none, created: 500, failed: 500 },
    failures: [{ reason: '500 rows failed: behind line 501: The time of the run was over.' }, {}, {}, {}],
  });
});

test('an identity of another tenant stops it before anything is fetched', async () => {
  app.publish(graphReports('2026-07-10'));
  const { claims } = app.graph;
  app.graph.claims = { tid: '11111111-2222-4333-8444-555555555555' };
  const { error, lines } = await app.collect({ clientId: '99999999-2222-4333-8444-555555555555' });
  app.graph.claims = claims;
  expect(error?.message).toMatch(/belongs to the tenant 11111111-.*Nothing was stored/);
  expect(lines).toMatchObject([
    { level: 'error', message: expect.stringMatching(/^Nothing was collected: /) as string },
  ]);
  expect(app.graph.seen.map(({ host }) => host)).toEqual(['identity']);
});

test('nothing in the log is a token, a pre-authenticated address or out of a report', async () => {
  app.publish(graphReports('2026-09-09', ['ada@contoso.example']));
  app.graph.misdeliver = (_call, count) => (count === 0 ? status(500, {}, 'ada@contoso.example') : undefined);
  const { lines } = await app.collect({ timeLimit: 20_000 });
  const text = JSON.stringify(lines);
  expect(text).not.toMatch(/ada|preauthenticated|eyJ/);
});
