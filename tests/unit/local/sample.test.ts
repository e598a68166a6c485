// The made-up reports of `npm run sample`: the same for the same day, plausible, and kept on this machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importTarget } from '../../../local/import/importTarget.ts';
import { main } from '../../../local/sample.ts';
import { filledTypes, fillWithSample } from '../../../local/sample/fillWithSample.ts';
import { sampleDate } from '../../../local/sample/sampleCalendar.ts';
import { sampleRows, type SampleRow } from '../../../local/sample/sampleRows.ts';
import { model } from '../../../shared/model/model.ts';
import { startInProcess } from '../../support/inProcess.ts';

const today = '2026-11-28';
const rowsOf = (set: string): readonly SampleRow[] => [
  ...sampleRows(
    model.find(({ name }) => name === set)!,
    today,
  ),
];
const mean = (rows: readonly SampleRow[], name: string): number =>
  rows.reduce((sum, row) => sum + (row[name] as number), 0) / rows.length;

test('the same day has the same rows: 400 days but a missing one, 60 dates of each period, 2,000 people', () => {
  const days = rowsOf('office365ActiveUserCounts');
  expect(days).toEqual(rowsOf('office365ActiveUserCounts'));
  expect(days).toHaveLength(399);
  expect([days[0]!['reportDate'], days.at(-1)!['reportDate']]).toEqual(['2026-11-26', '2025-10-23']);
  expect(new Set(days.map((row) => row['reportDate'])).size).toBe(399);
  expect(rowsOf('office365ServicesUserCounts')).toHaveLength(240);
  const people = rowsOf('office365ActiveUserDetail');
  expect(new Set(people.map((row) => row['userPrincipalName'])).size).toBe(2000);
});

test('weekends are quiet, Teams grows, Viva Engage does not', () => {
  const days = rowsOf('office365ActiveUserCounts');
  const of = (...weekdays: readonly number[]): readonly SampleRow[] =>
    days.filter((row) => weekdays.includes(new Date(row['reportDate'] as string).getUTCDay()));
  expect(mean(of(0, 6), 'teams') / mean(of(1, 2, 3, 4, 5), 'teams')).toBeLessThan(0.3);
  const [lately, before] = [days.slice(0, 56), days.slice(-56)];
  expect(mean(lately, 'teams')).toBeGreaterThan(1.1 * mean(before, 'teams'));
  expect(mean(lately, 'yammer')).toBeLessThan(mean(before, 'yammer'));
});

test.each([
  'https://reports.contoso.example',
  'http://10.0.0.1:7071',
  'http://0.0.0.0:7071',
  'http://0:7071',
  'http://localhost.:7071',
  'http://evil.localhost:7071',
  'http://localhost.contoso.example:7071',
  'http://127.0.0.1.contoso.example:7071',
  'http://127.0.0.1@contoso.example',
  'http://[::ffff:10.0.0.1]:7071',
  'nonsense',
])('%s is refused', async (url) => {
  await expect(main(['--url', url])).rejects.toThrow('is for an app on this machine only');
});

test('an app on this machine that is not of this checkout is told as such, and no token is asked for', async () => {
  for (const url of ['http://127.1:1', 'http://LOCALHOST:1', 'http://[::1]:1', 'http://2130706433:1'])
    await expect(main(['--url', url, '--data', '/nowhere'])).rejects.toThrow('No app of this checkout runs at');
});

test('the app that runs here is known by every name of this machine', async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'sample-'));
  writeFileSync(path.join(data, 'state.json'), `{"apps":[{"pid":${process.pid},"url":"http://127.0.0.1:1"}]}`);
  try {
    const { root } = await importTarget({ url: 'http://localhost:1/' }, data);
    expect(root).toBe('http://localhost:1/v1.0');
    await expect(importTarget({ url: 'http://localhost:2' }, data)).rejects.toThrow('--url needs --token');
    await expect(importTarget({ url: 'http://localhost.example:1' }, data)).rejects.toThrow('--url needs --token');
  } finally {
    rmSync(data, { recursive: true });
  }
});

test('nothing is sent on to where an answer sends to', async () => {
  const asked: unknown[] = [];
  const fetch = (url: string, { redirect }: RequestInit): Promise<Response> => {
    asked.push([new URL(url).host, redirect]);
    return Promise.resolve(new Response(null, { status: 307, headers: { location: 'https://contoso.example/' } }));
  };
  const service = { root: 'http://127.0.0.1:1/v1.0', token: () => Promise.resolve('t'), fetch };
  const types = filledTypes.filter(({ name }) => name === 'office365ActivationsUserCounts');
  await expect(fillWithSample(service, () => undefined, types)).rejects.toThrow(
    'answered 307 and sends to https://contoso.example/',
  );
  expect(asked).toEqual([['127.0.0.1:1', 'manual']]);
});

test('it leaves rows, ledger and coverage as a collector would, and a second run changes nothing', async () => {
  const app = await startInProcess();
  const fetch = async (url: string, request: RequestInit): Promise<Response> => {
    const { method = 'GET', body } = request;
    const headers = Object.fromEntries(new Headers(request.headers));
    return await app.fetch(url.slice(root.length - '/v1.0'.length), {
      method,
      headers,
      ...(typeof body === 'string' && { body }),
    });
  };
  const root = 'http://127.0.0.1:7071/v1.0';
  const types = [
    'office365ActiveUserCounts',
    'office365ActivationsUserCounts',
    'teamsTeamCounts',
    'yammerActivityUserDetail',
  ];
  const read = async (address: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    ((await (await app.fetch(`/v1.0/${address}`)).json()) as { value: readonly Readonly<Record<string, unknown>>[] })
      .value;
  const all = async () =>
    await Promise.all(
      [...types, 'collectedReports', 'reportCoverage'].map(async (set) => await read(`${set}?$top=1000`)),
    );
  const fill = async () =>
    await fillWithSample(
      { root, token: () => Promise.resolve(app.sign()), fetch },
      () => undefined,
      filledTypes.filter(({ name }) => types.includes(name)),
    );
  const { rows, reports } = await fill();
  expect(reports).toBe(types.length);
  const first = await all();
  const counts = await Promise.all(
    types.map(async (set) => Number((await (await app.fetch(`/v1.0/${set}/$count`)).text()).replace('\ufeff', ''))),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);

  const newest = sampleDate(new Date().toISOString().slice(0, 10), -2);
  const missing = sampleDate(newest, -75);
  const coverage = new Map(first.at(-1)!.map((entry) => [entry['report'], entry]));
  for (const [name, firstDay] of [
    ['office365ActiveUserCounts', sampleDate(newest, -399)],
    ['office365ActivationsUserCounts', sampleDate(newest, -59)],
  ] as const)
    expect(coverage.get(name)).toMatchObject({
      firstDay,
      newestDay: newest,
      newestCompleteRefreshDate: newest,
      lastRunBy: 'collector',
      lastOutcome: 'stored',
      missing: firstDay < missing ? [`${missing}/${missing}`] : [],
    });
  expect(coverage.get('yammerActivityUserDetail')).toMatchObject({ firstDay: newest, newestDay: newest, missing: [] });
  const ledger = first.at(-2)!;
  expect(new Set(ledger.map((entry) => entry['complete']))).toEqual(new Set([true]));
  expect(ledger.find(({ id }) => id === `office365ActiveUserCounts_30_${newest}`)).toMatchObject({
    firstDay: sampleDate(newest, -399),
    lastDay: newest,
    rowsCreated: 399,
  });
  // A function answers with the newest date that the ledger has complete.
  const served = await read("reports/getYammerActivityUserDetail(period='D30')?$format=json&$top=1");
  expect(served[0]).toMatchObject({ reportRefreshDate: newest });

  await fill();
  expect(await all()).toEqual(first);
  await app.stop();
});
