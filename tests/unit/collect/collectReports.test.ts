import type { EntityType } from '../../../shared/edm/entityType.ts';
import { reports } from '../../../shared/model/reports.ts';
import { graphReports, names, reportsOfOffice, requestsOf } from '../../support/graphReports.ts';
import { collected, startCollector } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
beforeEach(() => app.begin('2026-01-11T04:30:00Z'));
afterAll(async () => await app.stop());

const none = { created: 0, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 0 };
const counts = 'office365ActiveUserCounts';
const only = { reports: [counts] };

/** The rows of a first night: of a series every day of 180 once, and 30 of them a second time. */
function rowsOf(types: readonly EntityType[]) {
  const created = types.map((type) =>
    type.shape === 'series' ? 180 : requestsOf([type]).length * (type.shape === 'detail' ? names.length : 1),
  );
  const older = types.filter(({ shape }) => shape === 'series').length * 30;
  return { ...none, created: created.reduce((sum, count) => sum + count, 0), older };
}
const asked = (): readonly string[] => app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);

test('a first night collects everything, a second run that day asks for nothing', async () => {
  app.publish(graphReports('2026-01-09'));
  const first = await app.collect();
  expect(first.error).toBeUndefined();
  expect(first.lines.map(({ level, message }) => [level, message])).toEqual([['info', 'collected']]);
  expect(collected(first.lines)).toMatchObject({ tenant: app.tenant, rows: rowsOf(reportsOfOffice), failures: [] });
  expect(collected(first.lines).types[counts]).toEqual({
    reports: 2,
    rows: { ...none, created: 180, older: 30 },
    asked: 2,
    duration: expect.any(Number) as number,
  });
  expect([...asked()].sort()).toEqual(
    requestsOf(reportsOfOffice)
      .map(({ path, version }) => `/${version}/${path}`)
      .sort(),
  );
  expect(app.graph.seen.filter(({ host, authorization }) => host === 'files' && authorization !== undefined)).toEqual(
    [],
  );

  app.graph.seen.length = 0;
  app.setTime('2026-01-11T05:30:00Z');
  expect(collected((await app.collect()).lines)).toMatchObject({ rows: none, types: {} });
  expect(asked()).toEqual([]);

  const { value } = await app.read('/v1.0/office365GroupsActivityDetail?$orderby=groupId');
  expect(value).toHaveLength(names.length);
  expect(value[0]).toMatchObject({ groupDisplayName: 'Ada, Countess', memberCount: 5, reportPeriod: '30' });
});

test('reports of all services are collected, those of beta and Copilot by their own paths', async () => {
  const some = [
    'browserUserCounts',
    'formsUserActivity*',
    'microsoft365Copilot*',
    'm365AppUserDetail',
    'teamsTeamCounts',
  ];
  app.publish(graphReports('2026-01-09', ['Ada'], reports));
  const { error, lines } = await app.collect({ reports: [...some, 'skypeForBusinessActivityCounts'] });
  expect(error).toBeUndefined();
  expect(collected(lines).rows['failed']).toBe(0);
  expect(asked()).toEqual(
    expect.arrayContaining([
      "/beta/reports/getBrowserUserCounts(period='D30')?$format=text/csv",
      "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D30')",
      "/v1.0/reports/getSkypeForBusinessActivityCounts(period='D180')",
    ]),
  );
  const { value } = await app.read('/v1.0/reportCoverage');
  expect(value.map(({ lastOutcome }) => lastOutcome)).toEqual(Array.from({ length: 10 }, () => 'stored'));
});

test('the next nights ask for the usual period, and for the longest again after a month, or three weeks without any', async () => {
  const nights: [string, number][] = [
    ['2026-01-11', 2],
    ['2026-01-12', 1],
    ['2026-02-08', 2],
    ['2026-02-28', 1],
    ['2026-03-21', 2],
  ];
  for (const [date, count] of nights) {
    app.publish(graphReports(date));
    app.setTime(`${date}T04:30:00Z`);
    const { error } = await app.collect(only);
    expect([date, error, asked().length]).toEqual([date, undefined, count]);
  }
  const coverage = await app.coverage(counts);
  expect(coverage).toMatchObject({ firstDay: '2025-07-16', newestDay: '2026-03-21', missing: [] });
});

test('a day that came late is filled in, and a number that was mended is the newest', async () => {
  const whole = graphReports('2026-02-09', undefined, reportsOfOffice);
  const late = ',2026-02-07,30\r\n';
  const without = (text: string): string => text.replace(/^.*,2026-02-07,\d+\r\n/m, '');
  expect(whole.get("getOffice365ActiveUserCounts(period='D30')")).toContain(late);
  app.publish(new Map([...whole].map(([call, text]) => [call, without(text)])));
  app.setTime('2026-02-11T04:30:00Z');
  await app.collect(only);
  expect(await app.coverage(counts)).toMatchObject({ missing: ['2026-02-07/2026-02-07'], lastOutcome: 'stored' });
  const next = graphReports('2026-02-10');
  app.publish(new Map([...next].map(([call, text]) => [call, text.replace(/,5(?=,2026-02-03,)/, ',6')])));
  app.setTime('2026-02-12T04:30:00Z');
  await app.collect(only);
  expect(await app.coverage(counts)).toMatchObject({ missing: [], newestDay: '2026-02-10' });
  const { value } = await app.read(`/v1.0/${counts}?$filter=reportDate eq 2026-02-03`);
  expect(value).toMatchObject([{ id: '2026-02-03', reportRefreshDate: '2026-02-10', teams: 6 }]);
});

test('each file leaves an entry in the ledger, complete, with what became of its rows', async () => {
  app.publish(graphReports('2026-01-09'));
  await app.collect();
  const entry = {
    report: counts,
    refreshDate: '2026-01-09',
    lastDay: '2026-01-09',
    collectedAt: '2026-01-11T04:30:00Z',
    collectedBy: 'collector',
    complete: true,
    rowsFailed: 0,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    warnings: [],
  };
  expect(await app.ledger(counts)).toEqual([
    expect.objectContaining({ ...entry, id: `${counts}_180_2026-01-09`, rowsCreated: 150, rowsOlder: 30 }),
    expect.objectContaining({
      ...entry,
      id: `${counts}_30_2026-01-09`,
      period: '30',
      firstDay: '2025-12-11',
      rowsCreated: 30,
      rowsOlder: 0,
    }),
  ]);
  expect(await app.ledger('office365ActivationCounts')).toEqual([
    expect.objectContaining({ id: 'office365ActivationCounts_2026-01-09', period: null, complete: true }),
  ]);
});

test('details that are complete are not stored again, and figures of a series are', async () => {
  app.publish(graphReports('2026-01-09'));
  await app.collect();
  const other = graphReports('2026-01-09', ['Somebody else']);
  app.publish(new Map([...other].map(([call, text]) => [call, text.replace(/,5(?=,2026-01-03,)/, ',6')])));
  app.setTime('2026-01-12T04:30:00Z');
  const { types } = collected((await app.collect()).lines);
  expect(types['office365GroupsActivityDetail']?.rows).toEqual(none);
  expect(types[counts]?.rows).toEqual({ ...none, updated: 1, unchanged: 29 });
  const [, entry] = await app.ledger(counts);
  expect(entry).toMatchObject({ complete: true, collectedAt: '2026-01-12T04:30:00Z', rowsUpdated: 1 });
});

test('details of which somebody imported some are stored whole, once', async () => {
  const groups = 'office365GroupsActivityDetail';
  app.publish(graphReports('2026-01-09', ['Ada']));
  await app.collect({ reports: [groups] });
  await app.patch(`/v1.0/collectedReports('${groups}_30_2026-01-09')`, { collectedBy: 'import', digest: 'of a part' });
  app.publish(graphReports('2026-01-09'));
  const nights = [{ ...none, created: names.length - 1, updated: 1 }, none];
  for (const [at, rows] of nights.entries()) {
    app.setTime(`2026-01-${12 + at}T04:30:00Z`);
    expect(collected((await app.collect({ reports: [groups] })).lines).types[groups]?.rows).toEqual(rows);
    expect(await app.ledger(groups)).toMatchObject([{ complete: true, collectedBy: 'collector' }]);
  }
});

test('concealed names are stored as Graph gives them, with a warning that names the setting', async () => {
  const hash = (at: number): string => `${at}0F1D2C4E9B7A5E3D8C21F04A7BE95D1`;
  app.publish(graphReports('2026-08-09', [hash(1), hash(2)]));
  app.setTime('2026-08-11T04:30:00Z');
  const { error, lines } = await app.collect({
    reports: ['office365ActiveUserDetail', 'office365GroupsActivityDetail'],
  });
  expect(error).toBeUndefined();
  expect(lines.map(({ level }) => level)).toEqual(['warning', 'info']);
  expect(lines[0]).toMatchObject({
    message: expect.stringContaining('Display concealed user, group, and site names in all reports') as string,
    detail: { types: ['office365ActiveUserDetail', 'office365GroupsActivityDetail'] },
  });
  const { value } = await app.read('/v1.0/office365ActiveUserDetail?$filter=reportRefreshDate eq 2026-08-09');
  expect(value.map(({ userPrincipalName }) => userPrincipalName).sort()).toEqual([hash(1), hash(2)]);
  expect(await app.coverage('office365ActiveUserDetail')).toMatchObject({ namesConcealedSince: '2026-08-09' });

  app.publish(graphReports('2026-08-10'));
  app.setTime('2026-08-12T04:30:00Z');
  await app.collect({ reports: ['office365ActiveUserDetail'] });
  expect(await app.coverage('office365ActiveUserDetail')).toMatchObject({ namesConcealedSince: null });
});

test('a second run in the same process is refused while one is under way', async () => {
  app.publish(graphReports('2026-08-09'));
  const collector = app.collector();
  const first = collector.run();
  await expect(collector.run()).rejects.toThrow(/running already/);
  await first;
  await collector.run();
});

test('two collectors at once, as after a move to another machine, leave the same rows and complete entries', async () => {
  app.publish(graphReports('2026-01-09'));
  await Promise.all([app.collector().run(), app.collector().run()]);
  const { value } = await app.read('/v1.0/collectedReports');
  expect(value.map(({ complete }) => complete)).toEqual(requestsOf(reportsOfOffice).map(() => true));
  expect((await app.read(`/v1.0/${counts}?$count=true&$top=0`)) as unknown).toMatchObject({ '@odata.count': 180 });
});

test('upkeep finds the days that are missing of what is stored, whoever deleted it', async () => {
  const series = reports.find(({ name }) => name === counts)!;
  app.publish(graphReports('2026-01-09'));
  await app.collect({ reports: [counts, 'office365ActiveUserDetail'] });
  for (const date of ['2026-01-07', '2026-01-08', '2026-01-09']) await app.remove(`/v1.0/${counts}('${date}')`);
  for (const date of ['2025-12-24', '2025-12-25']) await app.remove(`/v1.0/${counts}('${date}')`);
  // A mistyped year, of a row and in the ledger, is the newest of nothing.
  await app.patch(`/v1.0/${counts}('2962-01-09')`, { reportDate: '2962-01-09', reportRefreshDate: '2962-01-09' });
  await app.patch("/v1.0/collectedReports('mistyped')", {
    report: 'office365ActiveUserDetail',
    refreshDate: '2962-01-09',
    complete: true,
  });
  await app.tend();
  expect(await app.coverage(series.name)).toMatchObject({
    newestDay: '2026-01-06',
    missing: ['2025-12-24/2025-12-25'],
    lastOutcome: 'stored',
  });
  expect(await app.coverage('office365ActiveUserDetail')).toMatchObject({ newestDay: '2026-01-09', missing: [] });
});
