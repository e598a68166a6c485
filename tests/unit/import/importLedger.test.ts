import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RefusedRequest } from '../../../local/import/refusedRequest.ts';
import { lookInOrder } from '../../../shared/collect/file/lookInOrder.ts';
import { recogniseFile } from '../../../local/import/recogniseFile.ts';
import { storeFile } from '../../../local/import/storeFile.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { importInto } from '../../support/importInto.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { serviceOf } from '../../support/serviceOf.ts';
import type { StartedApp } from '../../support/testApp.ts';

let app: StartedApp;
const folder = mkdtempSync(path.join(tmpdir(), 'import-ledger-'));
beforeEach(async () => {
  app = await startInProcess();
});
afterEach(async () => {
  await app.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

const set = 'office365ServicesUserCounts';
const total = (date: string, period: string, active = '1'): string => `${date},${active}${','.repeat(13)},${period}`;
const fileOf = (...rows: readonly string[]): string => [documentedCsv[set], ...rows].join('\n');

async function entities(name: string): Promise<readonly Record<string, unknown>[]> {
  const response = await app.fetch(`/v1.0/${name}?$orderby=id`, { headers: { Accept: 'application/json' } });
  return ((await response.json()) as { readonly value: readonly Record<string, unknown>[] }).value;
}

test('each period and date of a file leaves a complete entry, and the report its coverage', async () => {
  const text = fileOf(
    total('2026-11-26', '7'),
    total('2026-11-26', '30'),
    total('2026-11-25', '7'),
    total('2026-11-26', '8'),
  );
  await importInto(app, `${set}.csv`, text);
  const counts = { rowsCreated: 1, rowsUpdated: 0, rowsUnchanged: 0, rowsOlder: 0 };
  const entry = (period: string, refreshDate: string) => ({
    id: `${set}_${period}_${refreshDate}`,
    report: set,
    period,
    refreshDate,
    collectedBy: 'import',
    complete: true,
    ...counts,
  });
  const written = await entities('collectedReports');
  expect(written).toMatchObject([entry('30', '2026-11-26'), entry('7', '2026-11-25'), entry('7', '2026-11-26')]);
  expect(written.reduce((sum, { rowsFailed }) => sum + Number(rowsFailed), 0)).toBe(1);
  expect(await entities('reportCoverage')).toMatchObject([
    {
      id: set,
      newestCompleteRefreshDate: '2026-11-26',
      firstDay: '2026-11-25',
      lastRunBy: 'import',
      lastOutcome: 'failed',
      lastReason: '1 row failed.',
    },
  ]);
  await importInto(app, `${set}.csv`, text);
  expect(await entities('collectedReports')).toMatchObject([
    { complete: true },
    { complete: true },
    { complete: true },
  ]);
  expect(await entities('reportCoverage')).toMatchObject([{ lastOutcome: 'failed' }]);
});

test('the newest complete date is one of which every file is whole; rows that are refused leave no day', async () => {
  await importInto(app, `${set}.csv`, fileOf(total('2026-11-25', '7'), total('2026-11-26', '30', 'many')));
  const [coverage] = await entities('reportCoverage');
  expect(coverage).toMatchObject({ newestDay: '2026-11-25', newestCompleteRefreshDate: '2026-11-25' });
  const open = { report: set, period: '90', refreshDate: '2026-11-27', complete: false };
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ id: `${set}_90_2026-11-27`, ...open });
  expect((await app.fetch('/v1.0/collectedReports', { method: 'POST', headers, body })).status).toBe(201);
  await importInto(app, `${set}.csv`, fileOf(total('2026-11-27', '7')));
  const [later] = await entities('reportCoverage');
  expect(later).toMatchObject({ newestDay: '2026-11-27', newestCompleteRefreshDate: '2026-11-25' });
  await importInto(app, `${set}.csv`, fileOf(total('2026-11-27', '7'), total('2026-11-27', '90')));
  expect(await entities('reportCoverage')).toMatchObject([{ newestCompleteRefreshDate: '2026-11-27' }]);
});

test('what became of a file is told: stored, nothing new, or how many rows failed, and nothing of what stands in them', async () => {
  const row = total('2026-11-26', '7');
  const refused = fileOf(total('2026-11-26', '7', 'secret'), total('2026-11-26', '7', 'secret'));
  const told: unknown[] = [];
  for (const text of [fileOf(row), fileOf(row), refused]) {
    await importInto(app, `${set}.csv`, text);
    const [{ lastOutcome, lastReason } = {}] = await entities('reportCoverage');
    told.push([lastOutcome, lastReason]);
  }
  expect(told).toEqual([
    ['stored', null],
    ['nothingNew', null],
    ['failed', '2 rows failed.'],
  ]);
});

test('a day that differs from the row of another period of the same refresh date is told, whenever that was stored', async () => {
  const series = 'office365ActiveUserCounts';
  const of = (...rows: readonly string[]): string => [documentedCsv[series], ...rows].join('\n');
  const day = (teams: string, period: string, refreshDate = '2026-11-26'): string =>
    `${refreshDate},9007199254740993,,,,,,${teams},2026-11-20,${period}`;
  const told = async (row: string, isDryRun = false) =>
    (await importInto(app, `${series}.csv`, of(row), { isDryRun })).differing;
  expect(await told(day('5', '30'))).toEqual([]);
  expect(await told(day('6', '30'))).toEqual([]);
  expect(await told(day('6', '180'))).toEqual([]);
  expect(await told(day('7', '7', '2026-11-27'), true)).toEqual([]);
  const differs = [
    expect.stringMatching(/: 2026-11-20 has other figures .* of 180 days than in that of 30 days.*: Teams\.$/),
  ];
  expect(await told(day('7', '180'), true)).toEqual(differs);
  expect(await told(day('7', '180'))).toEqual(differs);
});

test('a column nobody knows is told, and noted in the ledger', async () => {
  const text = `${documentedCsv[set] ?? ''},Copilot Active\n${total('2026-11-26', '7')},3`;
  const { counts, warnings } = await importInto(app, `${set}.csv`, text);
  expect([counts.created, warnings]).toEqual([1, ["The column 'Copilot Active' is not kept."]]);
  expect(await entities('collectedReports')).toMatchObject([{ warnings, complete: true }]);
});

test('a token that may not write the ledger is told so in a sentence, and nothing is stored', async () => {
  const reader = { ...app, sign: () => app.sign({ claims: { scp: 'Reports.Read.All' } }) };
  const error: unknown = await importInto(reader, `${set}.csv`, fileOf(total('2026-11-26', '7'))).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RefusedRequest);
  expect((error as Error).message).toMatch(
    /^collectedReports\('\S+'\) answered 403: Insufficient privileges .* the permission Reports\.ReadWrite\.All/,
  );
  expect([...(await entities(set)), ...(await entities('collectedReports'))]).toEqual([]);
});

test('a service that does not say that it keeps what is newer is sent nothing more', async () => {
  const fetch = async (...[address, request]: Parameters<StartedApp['fetch']>): Promise<Response> => {
    const response = await app.fetch(address, request);
    response.headers.delete('preference-applied');
    return response;
  };
  const error: unknown = await importInto({ ...app, fetch }, `${set}.csv`, fileOf(total('2026-11-26', '7'))).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RefusedRequest);
  expect((error as Error).message).toMatch(/does not acknowledge 'Prefer: keep-newer'/);
  expect(await entities('collectedReports')).toMatchObject([{ complete: false }]);
});

test('an import that the service ends is failed in the coverage, for the reason it gives', async () => {
  const fetch = app.fetch.bind(app);
  const broken = async (...[address, request]: Parameters<StartedApp['fetch']>) =>
    address.startsWith(`/v1.0/${set}`) && request?.method === 'PATCH'
      ? new Response('{"error":{"message":"not so"}}', { status: 400 })
      : await fetch(address, request);
  const text = fileOf(total('2026-11-26', '7'));
  await expect(importInto({ ...app, fetch: broken }, `${set}.csv`, text)).rejects.toThrow(/answered 400: not so/);
  expect(await entities('reportCoverage')).toMatchObject([
    { lastOutcome: 'failed', lastReason: expect.stringMatching(/answered 400: not so$/) as string },
  ]);
});

test('a file that is stopped leaves its date incomplete, which its function passes over, until it is whole', async () => {
  await importInto(app, `${set}.csv`, fileOf(total('2026-11-25', '7')));
  const file = path.join(folder, `${set}.csv`);
  writeFileSync(file, fileOf(total('2026-11-26', '7', '2')));
  const header = await recogniseFile(model, file);
  const look = async () => await lookInOrder({ type: header.type, path: file, name: file, header });
  const service = serviceOf(app);
  const stopped = await storeFile({ file, content: await look(), signal: AbortSignal.abort() }, service, false);
  expect(stopped.isComplete).toBe(false);
  expect(await entities('reportCoverage')).toMatchObject([
    { lastOutcome: 'failed', lastReason: 'The import was stopped.', newestCompleteRefreshDate: '2026-11-25' },
  ]);
  expect((await entities('collectedReports'))[1]).toMatchObject({ id: `${set}_7_2026-11-26`, complete: false });
  // A row of it, as if the file had been half stored.
  const body = JSON.stringify({ id: '2026-11-26_7', reportRefreshDate: '2026-11-26', reportPeriod: '7' });
  const headers = { 'Content-Type': 'application/json' };
  expect((await app.fetch(`/v1.0/${set}`, { method: 'POST', headers, body })).status).toBe(201);
  const newest = async (): Promise<unknown> => {
    const address = "/v1.0/reports/getOffice365ServicesUserCounts(period='D7')?$select=reportRefreshDate";
    const response = await app.fetch(address, { headers: { Accept: 'application/json' } });
    return ((await response.json()) as { readonly value: readonly unknown[] }).value[0];
  };
  expect(await newest()).toMatchObject({ reportRefreshDate: '2026-11-25' });
  const whole = await storeFile({ file, content: await look() }, service, false);
  expect(whole.isComplete).toBe(true);
  expect(await newest()).toMatchObject({ reportRefreshDate: '2026-11-26' });
});

test('a second file of a date that is complete takes no row of it away, also where it is stopped midway', async () => {
  const detail = 'browserUserDetail';
  const people = (from: number, to: number, figure: string): string[] =>
    Array.from({ length: to - from }, (_, at) => `2026-11-26,user${String(from + at).padStart(4, '0')},7,${figure}`);
  const file = (...rows: readonly string[]): string => [documentedCsv[detail], ...rows].join('\n');
  await importInto(app, `${detail}.csv`, file(...people(0, 600, 'False')));
  const [whole] = await entities('collectedReports');
  const served = async () => {
    const response = await app.fetch("/v1.0/reports/getBrowserUserDetail(period='D7')", {
      headers: { Accept: 'text/csv' },
    });
    const [, ...lines] = (await response.text()).trimEnd().split('\r\n');
    const count = (text: RegExp): number => lines.filter((line) => text.test(line)).length;
    return { rows: lines.length, ofFirst: count(/user0[0-5]/), news: count(/True/) };
  };
  expect(await served()).toEqual({ rows: 600, ofFirst: 600, news: 0 });
  let requests = 0;
  const fetch = async (...[address, request]: Parameters<StartedApp['fetch']>): Promise<Response> => {
    if (request?.method === 'PATCH' && address.startsWith(`/v1.0/${detail}`)) requests += 1;
    return requests > 1 && address.startsWith(`/v1.0/${detail}`)
      ? new Response('{"error":{"message":"not now"}}', { status: 400 })
      : await app.fetch(address, request);
  };
  const later = file(...people(0, 1000, 'True'));
  await expect(importInto({ ...app, fetch }, `${detail}.csv`, later)).rejects.toThrow('not now');
  // Each row is whole, as the first file or the second has it, and none is missing: a date that was served stays so.
  expect(await served()).toMatchObject({ ofFirst: 600, news: 500 });
  expect(await entities('collectedReports')).toMatchObject([{ complete: true, digest: whole?.['digest'] }]);
  expect(await entities('reportCoverage')).toMatchObject([{ lastOutcome: 'failed' }]);
  await importInto(app, `${detail}.csv`, later);
  expect(await served()).toEqual({ rows: 1000, ofFirst: 600, news: 1000 });
  expect((await entities('collectedReports'))[0]).not.toMatchObject({ digest: whole?.['digest'] });
});

test('a dry run, and the copy of a set, leave nothing', async () => {
  const text = fileOf(total('2026-11-26', '7'));
  await importInto(app, `${set}.csv`, text, { isDryRun: true });
  const copy = `${documentedCsv[set] ?? ''},id\n${total('2026-11-26', '7')},mine`;
  expect((await importInto(app, `${set}.csv`, copy)).counts.created).toBe(1);
  expect(await entities('collectedReports')).toEqual([]);
  expect(await entities('reportCoverage')).toEqual([]);
});
