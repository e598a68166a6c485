import { plainWebAssembly } from '../../../shared/collect/memory/plainWebAssembly.ts';
import { office365ActiveUserCounts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { graphReports } from '../../support/graphReports.ts';
import { collected, startCollector } from '../../support/startCollector.ts';
import { rowsWith } from '../../support/rowsWith.ts';

let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
});
beforeEach(() => app.begin('2026-04-11T04:30:00Z'));
afterAll(async () => await app.stop());

const counts = 'office365ActiveUserCounts';
const detail = 'office365GroupsActivityDetail';
const asked = (): readonly string[] => app.graph.seen.filter(({ host }) => host === 'graph').map(({ url }) => url);

test('a report that had rows and comes empty is told; details are asked for again in the next hour', async () => {
  const chosen = { reports: [counts, detail] };
  app.publish(graphReports('2026-04-09'));
  await app.collect(chosen);
  const empty = new Map([...graphReports('2026-04-10')].map(([call, text]) => [call, text.split('\r\n')[0] ?? '']));
  app.publish(empty);
  app.setTime('2026-04-12T04:30:00Z');
  const { error, lines } = await app.collect(chosen);
  expect(error).toBeUndefined();
  expect(lines.find(({ message }) => message === 'Reports that had rows came without any')?.detail).toEqual([
    counts,
    detail,
  ]);
  expect(await app.coverage(detail)).toMatchObject({
    lastOutcome: 'nothingNew',
    lastReason: 'The report came without rows.',
    newestDay: '2026-04-09',
  });
  app.graph.seen.length = 0;
  app.setTime('2026-04-12T05:30:00Z');
  await app.collect(chosen);
  expect(asked().every((url) => url.includes('getOffice365GroupsActivityDetail'))).toBe(true);
  expect(asked()).toHaveLength(1);
});

test('a total of which one period came empty costs nothing more that day', async () => {
  const [set, chosen] = ['office365ServicesUserCounts', { reports: ['office365ServicesUserCounts'] }];
  const call = "getOffice365ServicesUserCounts(period='D180')";
  const files = graphReports('2026-04-09');
  app.publish(new Map([...files, [call, files.get(call)?.split('\r\n')[0] ?? '']]));
  await app.collect(chosen);
  expect(asked()).toHaveLength(4);
  const complete = { lastOutcome: 'stored', newestCompleteRefreshDate: '2026-04-09', settledCalls: [call] };
  expect(await app.coverage(set)).toMatchObject(complete);
  app.graph.seen.length = 0;
  app.setTime('2026-04-11T05:30:00Z');
  await app.collect(chosen);
  expect(asked()).toHaveLength(0);
  app.setTime('2026-04-12T04:30:00Z');
  await app.collect(chosen);
  expect(asked()).toHaveLength(4);
});

test('days of rows that are refused are not there: neither the newest nor any in between', async () => {
  const wrong = (text: string, days: readonly string[]): string =>
    days.reduce((changed, day) => changed.replace(new RegExp(`,5(?=,${day},)`), ',many'), text);
  const files = graphReports('2026-04-09');
  app.publish(new Map([...files].map(([call, text]) => [call, wrong(text, ['2026-04-09', '2026-04-05'])])));
  await app.collect({ reports: [counts] });
  expect(await app.coverage(counts)).toMatchObject({
    newestDay: '2026-04-08',
    missing: ['2026-04-05/2026-04-05'],
    newestCompleteRefreshDate: '2026-04-09',
  });
});

test('of the rows that a run before has done with, the days and dates count of which there are rows', async () => {
  const chosen = { reports: [counts, detail] };
  app.publish(graphReports('2026-04-09'));
  await app.collect(chosen);
  const groups = (await app.read(`/v1.0/${detail}`)).value.map(({ id }) => `${detail}('${String(id)}')`);
  expect(groups.length).toBeGreaterThan(0);
  // As if they had been refused by a run that did not come to the end of the files.
  for (const row of [`${counts}('2026-04-05')`, ...groups]) await app.remove(`/v1.0/${row}`);
  for (const report of [counts, detail]) {
    await app.remove(`/v1.0/reportCoverage('${report}')`);
    for (const { id } of await app.ledger(report)) {
      await app.patch(`/v1.0/collectedReports('${String(id)}')`, { complete: false });
    }
  }
  const { lines } = await app.collect(chosen);
  expect(collected(lines).rows).toMatchObject({ created: 0, updated: 0 });
  expect(await app.coverage(counts)).toMatchObject({ newestDay: '2026-04-09', missing: ['2026-04-05/2026-04-05'] });
  expect(await app.coverage(detail)).toMatchObject({ newestDay: null, newestCompleteRefreshDate: null });
});

test('a report that lags three days more than usual is told', async () => {
  const chosen = { reports: [counts] };
  const told: string[] = [];
  for (let day = 1; day <= 12; day += 1) {
    const date = (back: number): string => new Date(Date.UTC(2026, 3, day - back)).toISOString();
    // Two days late, until Graph stands still.
    app.publish(graphReports(day <= 6 ? date(2).slice(0, 10) : '2026-04-04'));
    app.setTime(date(0).replace('T00', 'T04'));
    const { lines } = await app.collect(chosen);
    if (lines.some(({ message }) => message.startsWith('Reports of Microsoft Graph are later'))) {
      told.push(date(0).slice(0, 10));
    }
  }
  expect(told).toEqual(['2026-04-09', '2026-04-10', '2026-04-11', '2026-04-12']);
});

test.each([
  ['one run', []],
  ['runs of two nights', ["getOffice365ActiveUserCounts(period='D30')"]],
  ['runs of two nights, the longer period first', ["getOffice365ActiveUserCounts(period='D180')"]],
])(
  'a day whose figure differs between two periods of one refresh date is told by report and date: %s',
  async (_how, late) => {
    const files = new Map(
      [...graphReports('2026-04-09')].map(([call, text]) => [call, text.replace(/,5(?=,2026-04-03,30)/, ',6')]),
    );
    app.publish(files);
    const chosen = { reports: [counts] };
    if (late.length > 0) {
      app.graph.misbehave = (call) =>
        late.includes(call)
          ? (_request, response) => void response.writeHead(503, { 'Retry-After': '9999' }).end()
          : undefined;
      const { lines } = await app.collect(chosen);
      expect(lines.filter(({ message }) => message.startsWith('Days differ'))).toEqual([]);
      app.publish(files);
      app.setTime('2026-04-12T04:30:00Z');
    }
    const { error, lines } = await app.collect(chosen);
    expect(error).toBeUndefined();
    expect(lines.find(({ message }) => message.startsWith('Days differ'))?.detail).toEqual([
      expect.stringMatching(new RegExp(`^${counts}: 2026-04-03 .*Teams`)),
    ]);
  },
);

test('a night of blank columns erases no figure', async () => {
  app.publish(graphReports('2026-04-09'));
  await app.collect({ reports: [counts] });
  const blank = (text: string): string => text.replaceAll(/,5(?=,)/g, ',');
  app.publish(new Map([...graphReports('2026-04-10')].map(([call, text]) => [call, blank(text)])));
  app.setTime('2026-04-12T04:30:00Z');
  await app.collect({ reports: [counts] });
  const { value } = await app.read(`/v1.0/${counts}?$filter=reportDate ge 2026-04-09&$orderby=reportDate`);
  expect(value).toMatchObject([
    { reportRefreshDate: '2026-04-10', reportDate: '2026-04-09', teams: 5, exchange: 5 },
    { reportRefreshDate: '2026-04-10', reportDate: '2026-04-10', teams: null },
  ]);
});

test('no row of a file is stored while its download is open', async () => {
  const memory = createMemoryRows();
  const events: string[] = [];
  const rows = rowsWith(memory, (partition, _scope, table) => ({
    async transact(operations) {
      if (table.toLowerCase() === counts.toLowerCase()) events.push('row');
      return await partition.transact(operations);
    },
  }));
  app.begin('2026-04-11T04:30:00Z', rows);
  app.publish(graphReports('2026-04-09'));
  app.graph.misdeliver = (call) => (_request, response) => {
    const text = app.graph.reports.get(call) ?? '';
    response.on('close', () => events.push('closed'));
    response.write(text.slice(0, -500));
    setTimeout(() => response.end(text.slice(-500)), 200);
  };
  await app.collect({ reports: [counts] });
  expect(events.filter((event) => event === 'closed')).toHaveLength(2);
  // Nothing before the end of the first, then the whole first, and nothing again before the end of the second.
  expect(events.join(' ')).toMatch(/^closed(?: row)+ closed(?: row)*$/);
  expect(events.length).toBeGreaterThan(4);
});

test('ledger, coverage and log hold no cell of a file, whichever cannot be stored', async () => {
  const files = new Map([...graphReports('2026-04-09')].filter(([call]) => call.includes('GroupsActivityDetail')));
  const secrets = ['ada-secret', `ada-secret${'x'.repeat(5000)}`];
  const odd = [...files].map(([call, text]) => {
    const [header = '', row = ''] = text.split('\r\n');
    const fields = row.split(',');
    const rows = secrets.flatMap((secret) => fields.map((_, at) => fields.with(at, secret).join(',')));
    return [call, [header, ...rows, `${row},ada-secret`].join('\r\n')] as const;
  });
  app.publish(new Map(odd));
  const { lines } = await app.collect({ reports: [detail] });
  const entries = await app.ledger(detail);
  expect(entries[0]?.['warnings']).not.toEqual([]);
  expect(Number(entries[0]?.['rowsFailed'])).toBeGreaterThan(0);
  expect(JSON.stringify([entries, await app.coverage(detail), lines])).not.toContain('ada-secret');
});

test('what is too old is not brought back: it is counted, and no day of it is missing', async () => {
  const clock = { now: Date.parse('2026-04-03T03:20:00Z') };
  app.begin('2026-04-12T04:30:00Z', createMemoryRows({ now: () => clock.now }), { series: 60 });
  for (let night = 0; night < 8; night += 1) {
    await app.retain(office365ActiveUserCounts);
    if (night < 7) clock.now += 86_400_000;
  }
  app.publish(graphReports('2026-04-10'));
  const { error, lines } = await app.collect({ reports: [counts] });
  expect(error).toBeUndefined();
  expect(collected(lines).rows['expired']).toBeGreaterThan(100);
  // Kept since 60 days before the 10th of April.
  const kept = { firstDay: '2026-02-09', newestDay: '2026-04-10', missing: [] };
  expect(await app.coverage(counts)).toMatchObject(kept);
  const days = (await app.read(`/v1.0/${counts}?$orderby=reportDate&$top=1`)).value;
  expect(days.map(({ reportDate }) => reportDate)).toEqual(['2026-02-09']);
  const entries = await app.ledger(counts);
  expect(entries.some(({ rowsExpired, complete }) => Number(rowsExpired) > 0 && complete === true)).toBe(true);
  await app.patch(`/v1.0/reportCoverage('${counts}')`, { firstDay: '2025-01-01', missing: ['2026-01-01/2026-02-01'] });
  await app.tend();
  expect(await app.coverage(counts)).toMatchObject(kept);
});

test('a run that does not begin, and one that does, leave V8 to compile as it did', async () => {
  const [begin, end] = [jest.spyOn(plainWebAssembly, 'begin'), jest.spyOn(plainWebAssembly, 'end')];
  app.publish(graphReports('2026-04-09'));
  expect((await app.collect({ reports: ['none'] })).error?.message).toMatch(/names no report/);
  expect([begin.mock.calls.length, end.mock.calls.length]).toEqual([1, 1]);
  expect((await app.collect({ reports: [counts] })).error).toBeUndefined();
  expect([begin.mock.calls.length, end.mock.calls.length]).toEqual([2, 2]);
  jest.restoreAllMocks();
});
