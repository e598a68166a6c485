import { reportRequests } from '../../../shared/collect/reportRequests.ts';
import type { RowOutcome, SendRows } from '../../../shared/collect/rowOutcome.ts';
import { storeReport, type StoredReport } from '../../../shared/collect/storeReport.ts';
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { graphReports, graphRow } from '../../support/graphReports.ts';

const requests = reportRequests(model);
const requestOf = (call: string) => requests.find((request) => request.call === call)!;
const services = requestOf("getOffice365ServicesUserCounts(period='D7')");
const users = requestOf("getOffice365ActiveUserDetail(period='D180')");
const groups = requestOf("getOffice365GroupsActivityDetail(period='D30')");
const header = documentedCsv['office365ServicesUserCounts'] ?? '';
const line = (date: string, days = '7', active = '1'): string =>
  graphRow(header, { 'Report Refresh Date': date, 'Report Period': days, 'Exchange Active': active });

/** A service that keeps what it is sent. */
function keeper() {
  const sent: string[][] = [];
  const send: SendRows = (rows) => {
    sent.push([...rows]);
    return Promise.resolve(rows.map((): RowOutcome => ({ kind: 'created' })));
  };
  return { sent, send };
}
async function store(text: string, request = services, send = keeper().send): Promise<StoredReport> {
  return await storeReport(request, [Buffer.from(text)], send);
}

test.each(['\n', '\r\n', '\r'])('byte order mark, quotes, empty cells, and lines ended by %j', async (end) => {
  const { sent, send } = keeper();
  const users2 = documentedCsv['office365ActiveUserDetail'] ?? '';
  const row = graphRow(users2, {
    'Report Refresh Date': '2026-01-09',
    'User Principal Name': 'ada',
    'Display Name': 'Ada "A", Countess',
  });
  const report = await store(`\ufeff${users2}${end}${row}${end}`, users, send);
  expect(report).toMatchObject({ rows: { created: 1, failed: 0 }, problems: [], concealed: [], unknownColumns: [] });
  expect(JSON.parse(sent[0]?.[0] ?? '')).toMatchObject({
    id: expect.stringMatching(/^2026-01-09_[0-9a-f-]{36}$/) as string,
    reportRefreshDate: '2026-01-09',
    displayName: 'Ada "A", Countess',
    isDeleted: false,
    hasExchangeLicense: true,
    deletedDate: null,
    assignedProducts: ['OFFICE 365 E5', 'POWER BI (FREE)'],
  });
});

test('every report of the model, as Graph gives it, is stored whole', async () => {
  for (const [call, text] of graphReports('2026-01-09')) {
    const { rows, problems } = await store(text, requestOf(call));
    expect([call, rows.failed, problems]).toEqual([call, 0, []]);
    expect(rows.created).toBe(text.trim().split('\r\n').length - 1);
  }
});

test('at most 500 rows and a million characters are sent at a time', async () => {
  const { sent, send } = keeper();
  const days = Array.from({ length: 1100 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10));
  await store([header, ...days.map((day) => line(day))].join('\n'), services, send);
  expect(sent.map(({ length }) => length)).toEqual([500, 500, 100]);
});

test.each([
  ['an empty file', ''],
  ['an error page', '<!DOCTYPE html>\n<html><body>Service unavailable</body></html>'],
  ['an error in JSON', '{"error":{"code":"x"}}'],
  ['a file without the period', 'Report Refresh Date,Exchange Active\n2026-01-09,1'],
])('%s is not stored', async (_what, text) => {
  const { sent, send } = keeper();
  await expect(store(text, services, send)).rejects.toThrow(
    /What Graph gave for getOffice365ServicesUserCounts\(period='D7'\) is not its CSV: the column .*'Report Period'/,
  );
  expect(sent).toEqual([]);
});

test('a column nobody knows is left out and told, a missing one leaves its property alone', async () => {
  const { sent, send } = keeper();
  const text = 'Copilot Active,Report Refresh Date,Exchange Active,Report Period\n3,2026-01-09,4,7';
  const report = await store(text, services, send);
  expect(report).toMatchObject({ rows: { created: 1 }, unknownColumns: ['Copilot Active'] });
  expect(Object.keys(JSON.parse(sent[0]?.[0] ?? '') as object)).toEqual([
    'id',
    'reportRefreshDate',
    'exchangeActive',
    'reportPeriod',
  ]);
});

test('rows that are wrong fail by their lines, without what stands in them, and no other does', async () => {
  const lines = [
    line('2026-01-01'),
    line('ada@contoso.example'),
    line('2026-01-02', '180'),
    line('2026-01-03').slice(0, 20),
  ];
  const { rows, problems } = await store([header, ...lines, line('2026-01-04')].join('\r\n'));
  expect(rows).toEqual({ created: 2, updated: 0, unchanged: 0, older: 0, failed: 3 });
  expect(problems).toEqual([
    expect.stringMatching(/^line 3: 'Report Refresh Date' must be a calendar date/),
    'line 4: is not of the period of 7 days',
    expect.stringMatching(/^line 5: has \d+ fields where the header line has 16$/),
  ]);
  expect(problems.join()).not.toContain('ada');
});

test('a number cut off at the end of the file is no other period', async () => {
  const days180 = requestOf("getOffice365ServicesUserCounts(period='D180')");
  const text = `${header}\n${line('2026-01-01', '180')}`.slice(0, -1);
  expect(await store(text, days180)).toMatchObject({ rows: { created: 0, failed: 1 } });
});

test('a row that is repeated is stored once; one that says something else fails', async () => {
  const { sent, send } = keeper();
  const text = [header, line('2026-01-01'), line('2026-01-01'), line('2026-01-01', '7', '2')].join('\n');
  const { rows, problems } = await store(text, services, send);
  expect(rows).toMatchObject({ created: 1, failed: 1 });
  expect(problems).toEqual(['line 4: contradicts an earlier row of the same natural key']);
  expect(sent.flat()).toHaveLength(1);
});

test('what the service refuses is told by its line, and what it fails at stops the report', async () => {
  const lines = [
    header,
    ...Array.from({ length: 700 }, (_, at) => line(new Date(at * 86_400_000).toISOString().slice(0, 10))),
  ];
  let requests = 0;
  const send: SendRows = (rows) => {
    requests += 1;
    if (requests > 1) return Promise.reject(new Error('storage sleeps'));
    const refused: RowOutcome = { kind: 'failed', reason: 'refused', isTransient: false };
    return Promise.resolve(rows.map((_row, at): RowOutcome => (at === 9 ? refused : { kind: 'unchanged' })));
  };
  expect(await store(lines.join('\n'), services, send)).toMatchObject({
    rows: { created: 0, unchanged: 499, failed: 201 },
    problems: ['line 11: refused'],
    stopped: 'behind line 501: storage sleeps',
  });
});

const hash = (at: number): string => `${at}0F1D2C4E9B7A5E3D8C21F04A7BE95D1`;
test.each([
  ['all names of users are hashes', users, [hash(1), hash(2)], ['userPrincipalName']],
  ['one name is none', users, [hash(1), 'ada@contoso.example'], []],
  ['all names of groups are hashes', groups, [hash(1), hash(2)], ['groupDisplayName']],
  ['there are no rows', users, [], []],
] as const)('concealed names are told when %s', async (_what, request, shown, concealed) => {
  const report = await store(graphReports('2026-01-09', shown).get(request.call) ?? '', request);
  expect(report).toMatchObject({ concealed, rows: { created: shown.length, failed: 0 } });
});
