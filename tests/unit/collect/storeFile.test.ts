import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lookAtFile, type FileContent } from '../../../shared/collect/file/lookAtFile.ts';
import { storeFile, type StoredFile } from '../../../shared/collect/file/storeFile.ts';
import { noRows, sumOf, type RowCounts } from '../../../shared/collect/ledger/ledgerEntry.ts';
import type { OpenLedger } from '../../../shared/collect/ledger/openLedger.ts';
import type { ReportRequest } from '../../../shared/collect/graph/reportRequests.ts';
import type { RowOutcome, SendRows } from '../../../shared/collect/rowOutcome.ts';
import { reports } from '../../../shared/model/reports.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { graphReports, graphRow, requestsOf } from '../../support/graphReports.ts';

const requests = requestsOf(reports);
const requestOf = (call: string): ReportRequest => requests.find((request) => request.call === call)!;
const services = requestOf("getOffice365ServicesUserCounts(period='D7')");
const days = requestOf("getOffice365ActiveUserCounts(period='D30')");
const groups = requestOf("getOffice365GroupsActivityDetail(period='D30')");
const header = documentedCsv['office365ServicesUserCounts'] ?? '';
const line = (date: string, period = '7', active = '1'): string =>
  graphRow(services.type, { 'Report Refresh Date': date, 'Report Period': period, 'Exchange Active': active });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'store-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

/** A service that keeps what it is sent. */
function keeper() {
  const sent: string[][] = [];
  const send: SendRows = (rows) => {
    sent.push([...rows]);
    return Promise.resolve(rows.map((): RowOutcome => ({ kind: 'created' })));
  };
  return { sent, send };
}

/** The entries of a file, kept nowhere. */
function entries(done = 0): OpenLedger & { readonly saved: RowCounts[] } {
  const counted = noRows();
  const saved: RowCounts[] = [];
  return {
    saved,
    done,
    isSettled: false,
    count: (_part, kind) => void (counted[kind] += 1),
    counts: () => ({ ...counted }),
    save: async () => void saved.push(await Promise.resolve({ ...counted })),
    finish: async () => await Promise.resolve(),
    touch: async () => await Promise.resolve(),
  };
}

interface Stored extends StoredFile {
  readonly rows: RowCounts;
  readonly content: FileContent;
}
async function store(
  text: string,
  request = services,
  send = keeper().send,
  ledger = entries(),
  over: () => string | undefined = () => undefined,
): Promise<Stored> {
  const file = { type: request.type, path: path.join(folder, 'x.csv'), name: request.call, period: request.period };
  await writeFile(file.path, text);
  const content = await lookAtFile(file);
  const storedDays = async () => await Promise.resolve(new Set<string>());
  return { ...(await storeFile(file, { content, ledger, send, over, storedDays })), rows: ledger.counts(), content };
}

test('every report of the model, as Graph gives it, is stored whole', async () => {
  for (const [call, text] of graphReports('2026-01-09', undefined, reports)) {
    const { rows, problems, content, isWhole } = await store(text, requestOf(call));
    expect([call, rows.failed, problems, isWhole]).toEqual([call, 0, [], true]);
    expect(rows.created).toBe(text.trim().split('\r\n').length - 1);
    expect([call, content.parts]).toEqual([
      call,
      [expect.objectContaining({ refreshDate: '2026-01-09', period: requestOf(call).period?.days ?? null })],
    ]);
    expect(content.warnings).toEqual([]);
  }
});

test('a file tells of which days it is', async () => {
  const { content, ...stored } = await store(graphReports('2026-01-09').get(days.call) ?? '', days);
  expect(content.parts).toEqual([
    { period: '30', refreshDate: '2026-01-09', firstDay: '2025-12-11', lastDay: '2026-01-09' },
  ]);
  expect([stored.days.length, stored.days[0], stored.days.at(-1)]).toEqual([30, '2025-12-11', '2026-01-09']);
  expect(stored.refreshDates).toEqual(['2026-01-09']);
});

test.each<[string, string, RowOutcome, readonly string[]]>([
  ['was stored', '2026-01-09', { kind: 'created' }, ['2026-01-08', '2026-01-09']],
  ['is there of a newer report', '2026-01-09', { kind: 'older' }, ['2026-01-08', '2026-01-09']],
  ['the service refused', '2026-01-09', { kind: 'failed', reason: 'no', isTransient: false }, ['2026-01-08']],
  ['names a person who is forgotten', '2026-01-09', { kind: 'forgotten' }, ['2026-01-08', '2026-01-09']],
  ['is older than rows are kept', '2026-01-09', { kind: 'expired' }, ['2026-01-08']],
  ['cannot be read', '2026-01-09', { kind: 'failed', reason: '', isTransient: false }, ['2026-01-08']],
])('the day of a row that %s', async (what, day, outcome, expected) => {
  const rows = (graphReports('2026-01-09').get(days.call) ?? '').split('\r\n');
  const [first = '', newest = '', second = ''] = rows;
  const unread = what === 'cannot be read' ? newest.replace(/,5(?=,2026-01-09,)/, ',many') : newest;
  const send: SendRows = async (sent) =>
    await Promise.resolve(
      sent.map((row): RowOutcome => (row.includes(`"reportDate":"${day}"`) ? outcome : { kind: 'created' })),
    );
  const stored = await store([first, unread, second].join('\n'), days, send);
  expect(stored.days).toEqual(expected);
  expect(stored.refreshDates).toEqual(['2026-01-09']);
});

test('at most 250 rows are sent at a time', async () => {
  const { sent, send } = keeper();
  const dates = Array.from({ length: 600 }, (_, at) => dateFrom(0, at));
  const { content } = await store([header, ...dates.map((date) => line(date))].join('\n'), services, send);
  expect(sent.map(({ length }) => length)).toEqual([250, 250, 100]);
  expect(content.parts).toHaveLength(600);
});

test.each([
  ['an empty file', ''],
  ['an error page', '<!DOCTYPE html>\n<html><body>Service unavailable</body></html>'],
  ['an error in JSON', '{"error":{"code":"x"}}'],
])('%s is not stored', async (_what, text) => {
  await expect(store(text)).rejects.toThrow(/is not its CSV: the column 'Report Refresh Date' is missing/);
});

test('columns of the key are enough: others are told, and the period comes from what was asked for', async () => {
  const { sent, send } = keeper();
  const text = 'Copilot Active,Report Refresh Date,Exchange Active\n3,2026-01-09,4';
  const { rows, content } = await store(text, services, send);
  expect(rows.created).toBe(1);
  expect(content.warnings).toEqual([
    "The column 'Copilot Active' is not kept.",
    expect.stringMatching(/^The column 'Exchange Inactive', .* and \d+ more is missing\.$/),
  ]);
  expect(content.parts).toEqual([expect.objectContaining({ period: '7', refreshDate: '2026-01-09' })]);
  expect(JSON.parse(sent[0]?.[0] ?? '')).toEqual({
    id: '2026-01-09_7',
    reportRefreshDate: '2026-01-09',
    exchangeActive: 4,
    reportPeriod: '7',
  });
});

test('rows that are wrong fail by their lines, without what stands in them, and no other does', async () => {
  const lines = [
    line('2026-01-01'),
    line('ada@contoso.example'),
    line('2026-01-02', '180'),
    line('2026-01-03').slice(0, 20),
    line('2026-01-04', ' 7 '),
  ];
  const { rows, problems, content } = await store([header, ...lines].join('\r\n'));
  expect(rows).toEqual({ created: 2, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 3 });
  expect(problems).toEqual([
    expect.stringMatching(/^line 3: 'Report Refresh Date' must be a calendar date/),
    "line 4: 'Report Period' must be 7",
    expect.stringMatching(/^line 5: has \d+ fields where the header line has 16$/),
  ]);
  expect(problems.join()).not.toContain('ada');
  // No entry says that a report of 180 days was stored.
  expect(content.parts.map(({ period }) => period)).toEqual(['7', '7', '7'].slice(0, content.parts.length));
});

test('a number cut off at the end of the file is no other period', async () => {
  const days180 = requestOf("getOffice365ServicesUserCounts(period='D180')");
  const text = `${header}\n${line('2026-01-01', '180')}`.slice(0, -1);
  expect(await store(text, days180)).toMatchObject({ rows: { created: 0, failed: 1 } });
});

test('of equal keys of a total the later line wins; of a detail every line is a row', async () => {
  const total = keeper();
  const text = [header, line('2026-01-01'), line('2026-01-01'), line('2026-01-01', '7', '2')].join('\n');
  const merged = await store(text, services, total.send);
  expect(merged).toMatchObject({ rows: { created: 1, older: 2 }, equals: 2 });
  expect(total.sent.flat().map((json) => (JSON.parse(json) as { exchangeActive: number }).exchangeActive)).toEqual([2]);

  const detail = keeper();
  const [head = '', row = ''] = (graphReports('2026-01-09', ['same']).get(groups.call) ?? '').split('\r\n');
  const placed = await store([head, row, row, row].join('\n'), groups, detail.send);
  expect(placed).toMatchObject({ rows: { created: 3 }, equals: 2 });
  const ids = detail.sent.flat().map((json) => (JSON.parse(json) as { id: string }).id);
  expect(ids).toEqual([ids[0], `${ids[0] ?? ''}_2`, `${ids[0] ?? ''}_3`]);
});

const many = [header, ...Array.from({ length: 600 }, (_, at) => line(dateFrom(0, at)))].join('\n');

test('what the service refuses is told by its line, and what it fails at stops the file between pieces', async () => {
  let count = 0;
  const send: SendRows = (rows) => {
    count += 1;
    if (count > 1) return Promise.reject(new Error('storage sleeps'));
    const refused: RowOutcome = { kind: 'failed', reason: 'refused', isTransient: false };
    return Promise.resolve(rows.map((_row, at): RowOutcome => (at === 9 ? refused : { kind: 'unchanged' })));
  };
  const ledger = entries();
  expect(await store(many, services, send, ledger)).toMatchObject({
    rows: { created: 0, unchanged: 249, failed: 1 },
    problems: ['line 11: refused'],
    isWhole: false,
    stopped: 'behind line 251: storage sleeps',
  });
  expect(ledger.saved.map(sumOf)).toEqual([250]);
});

test('a piece in which a row fails for the moment counts as not stored; the next run begins with it', async () => {
  const busy: RowOutcome = { kind: 'failed', reason: 'busy', isTransient: true };
  let count = 0;
  const send: SendRows = (rows) => {
    count += 1;
    return Promise.resolve(rows.map((_row, at): RowOutcome => (count === 2 && at === 7 ? busy : { kind: 'created' })));
  };
  const ledger = entries();
  const first = await store(many, services, send, ledger);
  expect(first).toMatchObject({ isWhole: false, stopped: 'behind line 251: busy', rows: { created: 250, failed: 0 } });
  const next = keeper();
  const second = await store(many, services, next.send, entries(250));
  expect(second).toMatchObject({ isWhole: true, rows: { created: 350 } });
  expect(JSON.parse(next.sent[0]?.[0] ?? '')).toMatchObject({ reportRefreshDate: '1970-09-08' });
});

test('the end of a run stops between pieces', async () => {
  const { sent, send } = keeper();
  const ledger = entries();
  const over = (): string | undefined => (sent.length < 2 ? undefined : 'The time of the run was over.');
  expect(await store(many, services, send, ledger, over)).toMatchObject({
    isWhole: false,
    stopped: 'behind line 501: The time of the run was over.',
    rows: { created: 500 },
  });
  expect(ledger.saved.map(sumOf)).toEqual([500]);
});

const hash = (at: number): string => `${at}0F1D2C4E9B7A5E3D8C21F04A7BE95D1`;
test('concealed names are told', async () => {
  const concealed = graphReports('2026-01-09', [hash(1), hash(2)]).get(groups.call) ?? '';
  expect((await store(concealed, groups)).content.concealed).not.toEqual([]);
  expect((await store(graphReports('2026-01-09').get(groups.call) ?? '', groups)).content.concealed).toEqual([]);
});
