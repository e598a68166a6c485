import { reportRequests } from '../../../shared/collect/reportRequests.ts';
import { model } from '../../../shared/model/model.ts';
import { graphReports, names, repeatedRows, rowsOfReports } from '../../support/graphReports.ts';
import { collected, startCollector } from '../../support/startCollector.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
afterAll(async () => await app.stop());

const none = { created: 0, updated: 0, unchanged: 0, older: 0, failed: 0 };

test('collects every report in all periods, and a second run changes nothing', async () => {
  app.publish(graphReports('2026-01-09'));
  const first = await app.collect();
  expect(first.error).toBeUndefined();
  expect(first.lines.map(({ level, message }) => [level, message])).toEqual([['info', 'collected']]);
  expect(collected(first.lines)).toMatchObject({
    tenant: app.tenant,
    rows: { ...none, created: rowsOfReports, older: repeatedRows },
    failures: [],
  });
  expect(collected(first.lines).types['office365ActiveUserCounts']).toEqual({
    reports: 4,
    rows: { ...none, created: 180, older: 127 },
    duration: expect.any(Number) as number,
  });
  const asked = app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);
  expect(asked.sort()).toEqual(
    reportRequests(model)
      .map(({ call }) => `/v1.0/reports/${call}`)
      .sort(),
  );
  expect(app.graph.seen.filter(({ host, authorization }) => host === 'files' && authorization !== undefined)).toEqual(
    [],
  );

  const second = await app.collect();
  expect(collected(second.lines).rows).toEqual({ ...none, unchanged: rowsOfReports, older: repeatedRows });

  const { value } = await app.read('/v1.0/office365GroupsActivityDetail?$orderby=groupId,reportPeriod');
  expect(value).toHaveLength(names.length * 4);
  expect(value[0]).toMatchObject({
    groupDisplayName: 'Ada, Countess',
    memberCount: 5,
    isDeleted: false,
    reportPeriod: '180',
  });
});

test('a day that came late, and a number that was mended, come with the next run', async () => {
  const whole = graphReports('2023-02-09');
  const call = "getOffice365ActiveUserCounts(period='D7')";
  const late = '2023-02-09,5,5,5,5,5,5,5,2023-02-07,7\r\n';
  expect(whole.get(call)).toContain(late);
  app.publish(new Map([...whole].map(([name, text]) => [name, name === call ? text.replace(late, '') : text])));
  // The longer periods have it.
  expect(collected((await app.collect()).lines).rows).toMatchObject({
    created: rowsOfReports,
    older: repeatedRows - 1,
  });
  app.publish(
    new Map(
      [...whole].map(([name, text]) => [name, name === call ? text.replace(',5,2023-02-03', ',6,2023-02-03') : text]),
    ),
  );
  expect(collected((await app.collect()).lines).rows).toEqual({
    created: 0,
    updated: 2,
    unchanged: rowsOfReports - 2,
    older: repeatedRows,
    failed: 0,
  });
});

test('a night without a run: its days come with the next one, under its refresh date', async () => {
  app.publish(graphReports('2024-03-18'));
  await app.collect();
  app.publish(graphReports('2024-03-20'));
  await app.collect();
  const days = async (filter: string): Promise<readonly unknown[]> => {
    const options = `$filter=reportPeriod eq '7' and ${filter}&$orderby=reportDate desc&$select=reportDate`;
    return (await app.read(`/v1.0/office365ActiveUserCounts?${options}`)).value.map(({ reportDate }) => reportDate);
  };
  expect(await days('reportDate eq 2024-03-19')).toEqual(['2024-03-19']);
  expect(await days('reportRefreshDate eq 2024-03-20')).toHaveLength(7);
});

test('concealed names are stored as Graph gives them, with a warning that names the setting', async () => {
  const hash = (at: number): string => `${at}0F1D2C4E9B7A5E3D8C21F04A7BE95D1`;
  app.publish(graphReports('2025-08-09', [hash(1), hash(2)]));
  const { error, lines } = await app.collect();
  expect(error).toBeUndefined();
  expect(lines.map(({ level }) => level)).toEqual(['warning', 'info']);
  expect(lines[0]).toMatchObject({
    message: expect.stringContaining('Display concealed user, group, and site names in all reports') as string,
    detail: { types: ['office365ActiveUserDetail', 'office365GroupsActivityDetail'] },
  });
  const { value } = await app.read('/v1.0/office365ActiveUserDetail?$filter=reportRefreshDate eq 2025-08-09');
  expect(value.map(({ userPrincipalName }) => userPrincipalName).sort()).toEqual([hash(1), hash(2)]);
});

test('a second run in the same process is refused while one is under way', async () => {
  app.publish(graphReports('2026-08-09'));
  const collector = app.collector();
  const first = collector.run();
  await expect(collector.run()).rejects.toThrow(/running already/);
  await first;
  await collector.run();
});
