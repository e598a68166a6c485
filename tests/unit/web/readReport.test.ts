// How the dashboard reads: the newest row of each day, with few requests. The pages' own code against the service in process.
import fc from 'fast-check';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';
import type { ServiceClient } from '../../../web/api/createClient.ts';
import { dateAfter, datesIn, datesMissing } from '../../../web/reports/dates.ts';
import { readLabels } from '../../../web/reports/readLabels.ts';
import { readNewestDate } from '../../../web/reports/readNewestDate.ts';
import { readReport } from '../../../web/reports/readReport.ts';
import { readReportTypes, type ReportType } from '../../../web/reports/readReportTypes.ts';

const set = '/v1.0/office365ActiveUserCounts';
const { signal } = new AbortController();
const first = '2026-01-28';

let app: StartedApp;
let types: readonly ReportType[];
let type: ReportType;
const asked: string[] = [];
const client: ServiceClient = {
  async get(address, accept) {
    asked.push(decodeURIComponent(address));
    const response = await app.fetch(address, { headers: { Accept: accept } });
    if (!response.ok) throw new Error(await response.text());
    return response;
  },
};

beforeAll(async () => {
  app = await startInProcess();
  types = await readReportTypes(client, signal);
  type = types.find((known) => set.endsWith(known.set))!;
});
beforeEach(() => asked.splice(0));
afterAll(async () => await app.stop());

/** Stores a row of the day `day` days after the first, in a report made `lag` days later. */
async function store(period: string, day: number, lag: number, teams: number): Promise<void> {
  const reportDate = dateAfter(first, day);
  const reportRefreshDate = dateAfter(reportDate, lag);
  const response = await app.fetch(`${set}/${period}-${reportDate}-${reportRefreshDate}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reportDate, reportRefreshDate, reportPeriod: period, teams }),
  });
  expect(response.ok).toBe(true);
}

test('the reports and their columns are those of the metadata', () => {
  expect(type.title).toBe('Office 365 active user counts');
  expect(type.columns).toEqual([
    'office365',
    'exchange',
    'oneDrive',
    'sharePoint',
    'skypeForBusiness',
    'yammer',
    'teams',
  ]);
  const sets = types.map((known) => known.set);
  expect(sets).not.toContain('office365ActiveUserDetail');
  // Its rows of a day are one for each type of site.
  expect(sets).not.toContain('sharePointSiteUsageStorage');
});

test('the first report is that of all of Microsoft 365, and every other one follows once', () => {
  expect(types[0]).toBe(type);
  expect(new Set(types).size).toBe(types.length);
  expect(types.map((known) => known.set)).toContain('office365GroupsActivityStorage');
});

test('the columns are called what Microsoft calls them', async () => {
  const labels = ['Office 365', 'Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams'];
  expect(await readLabels(client, type, signal)).toEqual(labels);
});

test('what is collected every night is read in two requests, as far as the newest report goes', async () => {
  for (let night = 0; night < 10; night += 1)
    for (let back = 0; back < 7; back += 1) await store('7', night + 7 - back, back, 100 * night + back);
  const newest = await readNewestDate(client, type, '7', signal);
  expect(newest).toBe(dateAfter(first, 16));
  asked.splice(0);
  const within = { from: dateAfter(first, 10), to: dateAfter(first, 16) };
  const { rows } = await readReport(client, { type, period: '7', ...within }, signal);
  expect(rows.map(({ teams }) => teams)).toEqual(['906', '905', '904', '903', '902', '901', '900']);
  expect(asked).toHaveLength(2);
  const before = { from: dateAfter(first, 7), to: dateAfter(first, 11) };
  const older = await readReport(client, { type, period: '7', ...before }, signal);
  expect(older.rows.map(({ teams }) => teams)).toEqual(['606', '706', '806', '906', '905']);
});

test('many gaps are read as one', async () => {
  for (let day = 0; day < 20; day += 2) await store('90', day, day === 0 ? 60 : 60 - day, day);
  asked.splice(0);
  const { rows } = await readReport(client, { type, period: '90', from: first, to: dateAfter(first, 19) }, signal);
  expect(rows.map(({ teams }) => teams)).toEqual(['0', '2', '4', '6', '8', '10', '12', '14', '16', '18']);
  expect(asked).toHaveLength(3);
});

test('whatever is stored, each day shows the row of its newest report', async () => {
  const day = fc.integer({ min: 0, max: 12 });
  const stored = fc.uniqueArray(fc.record({ day, lag: fc.integer({ min: 0, max: 4 }) }), {
    selector: (row) => `${row.day} ${row.lag}`,
    maxLength: 25,
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(stored, day, day, async (given, one, other) => {
      run += 1;
      const period = `p${run}`;
      for (const row of given) await store(period, row.day, row.lag, row.day * 10 + row.lag);
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const days = [...new Set(given.map((row) => row.day))].filter((each) => each >= from && each <= to);
      const expected = days
        .toSorted((a, b) => a - b)
        .map((each) => String(each * 10 + Math.max(...given.filter((row) => row.day === each).map(({ lag }) => lag))));
      const range = { from: dateAfter(first, from), to: dateAfter(first, to) };
      const { rows, filter } = await readReport(client, { type, period, ...range }, signal);
      expect(rows.map(({ teams }) => teams)).toEqual(expected);
      // The same rows, and perhaps older ones of the same days, are what is saved as CSV.
      const csv = await app.fetch(`${set}?$filter=${encodeURIComponent(filter)}&$format=csv`);
      const lines = (await csv.text()).trim().split('\r\n').slice(1);
      expect(new Set(lines.map((line) => line.split(',').at(-2)))).toEqual(
        new Set(rows.map((row) => row['reportDate'])),
      );
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('dates know months, leap days and gaps', () => {
  expect(datesIn({ from: '2024-02-28', to: '2024-03-01' })).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
  expect(datesIn({ from: '2024-02-28', to: '2024-02-27' })).toEqual([]);
  expect(datesMissing({ from: '2026-03-01', to: '2026-03-06' }, new Set(['2026-03-02', '2026-03-05']))).toEqual([
    { from: '2026-03-01', to: '2026-03-01' },
    { from: '2026-03-03', to: '2026-03-04' },
    { from: '2026-03-06', to: '2026-03-06' },
  ]);
});
