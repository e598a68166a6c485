import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { collectReports } from '../../../shared/collect/night/collectReports.ts';
import type { AskService } from '../../../shared/collect/ledger/askService.ts';
import { model } from '../../../shared/model/model.ts';
import { graphReports, reportsOfOffice, requestsOf } from '../../support/graphReports.ts';
import type { StandInAnswer } from '../../support/graphStandIn.ts';
import { collected, startCollector } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
beforeEach(() => app.begin('2026-04-11T04:30:00Z'));
afterAll(async () => await app.stop());

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): StandInAnswer =>
  (_request, response) =>
    void response.writeHead(code, headers).end(body);

const counts = 'office365ActiveUserCounts';
const D30 = "getOffice365ActiveUserCounts(period='D30')";
const asked = (name = ''): readonly string[] =>
  app.graph.seen.filter(({ host, url }) => host === 'graph' && url.includes(name)).map(({ url }) => url);

test('one report that fails keeps no other from being stored, and the run is failed; the next one asks for it alone', async () => {
  app.publish(graphReports('2026-04-09'));
  const some = { reports: [counts, 'office365ServicesUserCounts'] };
  const call = "getOffice365ServicesUserCounts(period='D7')";
  app.graph.misdeliver = (given) => (given === call ? status(200, {}, '<!DOCTYPE html>') : undefined);
  const { error, lines } = await app.collect(some);
  expect(error?.message).toMatch(/^1 reports failed in whole or in part, such as getOffice365ServicesUserCounts/);
  expect(lines.at(-1)?.level).toBe('error');
  expect(collected(lines).failures).toEqual([
    { report: call, reason: expect.stringMatching(/is not its CSV/) as string },
  ]);
  expect(await app.coverage('office365ServicesUserCounts')).toMatchObject({
    lastOutcome: 'failed',
    lastReason: expect.stringMatching(/D7.*is not its CSV/) as string,
    requests: 4,
  });
  expect(await app.coverage(counts)).toMatchObject({ lastOutcome: 'stored', lastReason: null });

  app.graph.reset();
  app.setTime('2026-04-11T05:30:00Z');
  expect((await app.collect(some)).error).toBeUndefined();
  expect(asked()).toEqual([`/v1.0/reports/${call}`]);
  expect(await app.coverage('office365ServicesUserCounts')).toMatchObject({ lastOutcome: 'stored', requests: 5 });
});

test('what Graph does not have, or not for this tenant, is unavailable: no failure, told once a week', async () => {
  app.publish(graphReports('2026-04-09'));
  const some = { reports: [counts, 'office365ActivationCounts', 'office365Groups*', 'office365ServicesUserCounts'] };
  const codes = [400, 403, 404];
  const gone = ['getOffice365ActiveUserCounts', 'getOffice365ActivationCounts', 'getOffice365GroupsActivityDetail'];
  const refuse = (call: string): StandInAnswer | undefined => {
    const at = gone.findIndex((name) => call.startsWith(name));
    return at < 0 ? undefined : status(codes[at] ?? 404, {}, '{"error":{"code":"Gone"}}');
  };
  const nights: [string, boolean][] = [
    ['2026-04-11T04:30:00Z', true],
    ['2026-04-12T04:30:00Z', false],
    ['2026-04-17T04:30:00Z', false],
    ['2026-04-18T03:30:00Z', true],
  ];
  for (const [time, isTold] of nights) {
    app.graph.reset();
    app.graph.misbehave = refuse;
    app.setTime(time);
    const { error, lines } = await app.collect(some);
    expect([time, error]).toEqual([time, undefined]);
    const told = lines.filter(({ message }) => message.startsWith('Microsoft Graph does not give'));
    expect([time, told.length]).toEqual([time, isTold ? 1 : 0]);
    if (isTold) expect(Object.keys(told[0]?.detail ?? {})).toHaveLength(3);
    expect(asked('getOffice365ActiveUserCounts')).toHaveLength(1);
  }
  expect(await app.coverage(counts)).toMatchObject({
    lastOutcome: 'unavailable',
    lastReason: expect.stringMatching(/answered 400 Gone/) as string,
    toldAt: '2026-04-18T03:30:00Z',
  });
  app.graph.reset();
  app.graph.misbehave = refuse;
  app.setTime('2026-04-18T04:30:00Z');
  await app.collect(some);
  expect(asked()).toEqual([]);
});

test('when Graph refuses everything, the run ends early and is failed', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misbehave = () => status(403, {}, '{"error":{"code":"S2SUnauthorized"}}');
  const { error } = await app.collect({ reports: [] });
  expect(error?.message).toMatch(/403 S2SUnauthorized.*Reports\.Read\.All/);
  expect(asked().length).toBeLessThan(15);
});

test('429 and 503 are waited for as long as Graph asks, while other reports go on', async () => {
  app.publish(graphReports('2026-04-09'));
  const times: number[] = [];
  app.graph.misbehave = (call) => {
    if (call !== D30) return undefined;
    times.push(Date.now());
    return times.length === 1
      ? status(429, { 'Retry-After': '1' })
      : times.length === 2
        ? status(503, { 'Retry-After': '0.1' })
        : undefined;
  };
  const { error, lines } = await app.collect();
  expect(error).toBeUndefined();
  expect(collected(lines).types[counts]).toMatchObject({ reports: 2, asked: 4 });
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(995);
  // The report itself is left alone meanwhile, whatever the period.
  const urls = asked(counts.slice(1));
  expect(urls.slice(0, 3).every((url) => url.includes(D30))).toBe(true);
});

test('a report is asked for five times a day at most, over all runs of the day', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misbehave = (call) => (call === D30 ? status(503, { 'Retry-After': '0' }) : undefined);
  const { error, lines } = await app.collect({ reports: [counts] });
  expect(error?.message).toMatch(/answered 503/);
  expect(collected(lines).failures).toHaveLength(2);
  expect(asked()).toHaveLength(5);
  app.setTime('2026-04-11T05:30:00Z');
  await app.collect({ reports: [counts] });
  expect(asked()).toHaveLength(5);
  app.graph.reset();
  app.setTime('2026-04-12T04:30:00Z');
  expect((await app.collect({ reports: [counts] })).error).toBeUndefined();
});

test('what is refused for longer than the run lasts is given up', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misbehave = (call) => (call === D30 ? status(429, { 'Retry-After': '3600' }) : undefined);
  const { error, lines } = await app.collect({ reports: [counts] });
  expect(error?.message).toMatch(/^1 reports failed/);
  expect(collected(lines).failures[0]?.reason).toMatch(/answered 429.*There was no time left to try again\.$/);
});

test('a link that has expired is asked for again', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misdeliver = (call, count) => (call === D30 && count === 0 ? status(403) : undefined);
  const { error, lines } = await app.collect({ reports: [counts] });
  expect(error).toBeUndefined();
  expect(collected(lines).types[counts]).toMatchObject({ reports: 2, asked: 3 });
});

test('the end of the run ends everything; what there was no time for is no failure', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.misbehave = () => () => undefined;
  const { error, lines } = await app.collect({ timeLimit: 500 });
  expect(error).toBeUndefined();
  expect(lines.find(({ message }) => message.startsWith('The time of the run was over'))?.level).toBe('warning');
  expect(collected(lines).unfinished).toHaveLength(requestsOf(reportsOfOffice).length);
});

test('an identity of another tenant stops it before anything is fetched', async () => {
  app.publish(graphReports('2026-04-09'));
  app.graph.claims = { tid: '11111111-2222-4333-8444-555555555555' };
  const { error, lines } = await app.collect({ clientId: '99999999-2222-4333-8444-555555555555' });
  expect(error?.message).toMatch(/belongs to the tenant 11111111-.*Nothing was stored/);
  expect(lines).toMatchObject([
    { level: 'error', message: expect.stringMatching(/^Nothing was collected: /) as string },
  ]);
  expect(app.graph.seen.map(({ host }) => host)).toEqual(['identity']);
});

test('nothing in the log is a token, a pre-authenticated address or out of a report', async () => {
  app.publish(graphReports('2026-04-09', ['ada@contoso.example']));
  app.graph.misdeliver = (_call, count) => (count === 0 ? status(500, {}, 'ada@contoso.example') : undefined);
  const reports = [counts, 'office365ActiveUserDetail', 'office365GroupsActivityDetail'];
  const { lines } = await app.collect({ reports, timeLimit: 20_000 });
  const text = JSON.stringify(lines);
  expect(text).not.toMatch(/ada|preauthenticated|eyJ/);
});

test('files that a run left behind when it crashed go at the start of the next, and none is left', async () => {
  const root = path.join(os.tmpdir(), 'usage-report-spool');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const left = path.join(root, `${pid}-left`);
  mkdirSync(left, { recursive: true });
  writeFileSync(path.join(left, '1.csv'), 'of somebody');
  app.publish(graphReports('2026-04-09'));
  await app.collect({ reports: [counts] });
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(root).filter((name) => name.startsWith(`${process.pid}-`))).toEqual([]);
});

test('and when the app starts, whoever left them, but for those of a run under way', async () => {
  const root = path.join(os.tmpdir(), 'usage-report-spool');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const [left, before, now] = [`${pid}-left`, `${process.pid}-before`, `${process.pid}-now`].map((name) =>
    path.join(root, name),
  ) as [string, string, string];
  for (const folder of [left, before, now]) mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(left, '1.csv'), 'of somebody');
  utimesSync(before, 0, 0);
  await app.collector().tidy();
  expect([left, before, now].map((folder) => existsSync(folder))).toEqual([false, false, true]);
  rmSync(now, { recursive: true });
});

const [counted, opened, rowsSent] = ['reportCoverage', 'collectedReports', `${counts}?$select=id`];

test.each<[string, number, RegExp, readonly string[]]>([
  [
    'a ledger that refuses an entry keeps the file from being stored',
    403,
    /^2 reports failed.*collectedReports\('office365ActiveUserCounts_30_2026-04-09'\) answered 403/,
    [counted, opened, counted, opened, counted],
  ],
  [
    'a service that does not say that it keeps what is newer is sent no more of the file',
    204,
    /^2 reports failed.*office365ActiveUserCounts does not acknowledge 'Prefer: keep-newer'/,
    [counted, opened, rowsSent, opened, counted, opened, rowsSent, opened, counted],
  ],
])('%s', async (_what, ledgerStatus, reason, expected) => {
  app.publish(graphReports('2026-04-09'));
  const sent: string[] = [];
  let covered: object | undefined;
  const answer = { retryAfter: null, preferenceApplied: null, entityTag: null, body: '{"value":[]}' };
  const ask: AskService = async ({ method, path: to, body }) => {
    if (method === 'PATCH') {
      sent.push(to.replace(/\(.*/, ''));
      if (to.startsWith(opened)) return await Promise.resolve({ ...answer, status: ledgerStatus });
      if (to === rowsSent) return await Promise.resolve({ ...answer, status: 200 });
      covered = { ...covered, ...(JSON.parse(body ?? '{}') as object) };
      return await Promise.resolve({ ...answer, status: 204 });
    }
    if (covered === undefined || !to.startsWith(counted))
      return await Promise.resolve({ ...answer, status: to.includes('?') ? 200 : 404 });
    return await Promise.resolve({ ...answer, status: 200, entityTag: 'W/"1"', body: JSON.stringify(covered) });
  };
  const settings = { ...app.settings, reports: [counts] };
  const run = collectReports({ settings, model, ask, log: () => undefined });
  await expect(run).rejects.toThrow(reason);
  expect(sent).toEqual(expected);
});
