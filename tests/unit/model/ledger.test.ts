// The two sets by which the service says what it has of the reports are sets like any other, without shape and function.
import { ledgerId } from '../../../shared/edm/ledgerId.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

const patch = async (path: string, body: object) =>
  await app.fetch(`/v1.0/${path}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
async function idsOf(path: string): Promise<readonly unknown[]> {
  const response = await app.fetch(encodeURI(`/v1.0/${path}`), { headers: { Accept: 'application/json' } });
  const { value } = (await response.json()) as { value: readonly { readonly id: string }[] };
  return value.map(({ id }) => id);
}

test('reports have a shape and a function, the ledger and the register have neither', () => {
  const others = model.filter((type) => !reports.includes(type));
  expect(others.map(({ name }) => name)).toEqual(['collectedReports', 'reportCoverage', 'forgetRequests']);
  for (const { shape, reportFunction, service } of others)
    expect([shape, reportFunction, service]).toEqual([undefined, undefined, undefined]);
  for (const { shape, reportFunction, service } of reports)
    expect([shape, reportFunction, service]).not.toContain(undefined);
});

test('the id of an entry is made of report, period and date', () => {
  expect(ledgerId('office365ActiveUserCounts', '30', '2026-11-26')).toBe('office365ActiveUserCounts_30_2026-11-26');
  expect(ledgerId('office365ActivationCounts', null, '2026-11-26')).toBe('office365ActivationCounts_2026-11-26');
});

test('entries are written, found by date, time and whether they are complete, and in the metadata', async () => {
  const entries = [
    { refreshDate: '2026-11-25', collectedAt: '2026-11-27T02:30:07Z', complete: true, rowsCreated: 30 },
    { refreshDate: '2026-11-26', collectedAt: '2026-11-28T04:30:07.5Z', complete: false, warnings: ['odd'] },
  ].map((entry) => ({ ...entry, report: 'office365ActiveUserCounts', period: '30' }));
  for (const entry of entries) {
    const id = ledgerId(entry.report, entry.period, entry.refreshDate);
    const response = await patch(`collectedReports('${id}')`, entry);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ ...entry, id });
  }
  const [older, newer] = ['2026-11-25', '2026-11-26'].map((date) => `office365ActiveUserCounts_30_${date}`);
  expect(await idsOf('collectedReports?$filter=refreshDate ge 2026-11-26')).toEqual([newer]);
  expect(await idsOf('collectedReports?$filter=complete eq false')).toEqual([newer]);
  expect(await idsOf('collectedReports?$filter=collectedAt lt 2026-11-27T02:30:08Z')).toEqual([older]);
  expect(await idsOf('collectedReports?$orderby=collectedAt desc')).toEqual([newer, older]);
  const metadata = await (await app.fetch('/v1.0/$metadata', { headers: { Accept: 'application/xml' } })).text();
  expect(metadata).toContain('<Property Name="collectedAt" Type="Edm.DateTimeOffset"');
});

test('the coverage of all reports is one request', async () => {
  for (const { name } of reports) {
    const response = await patch(`reportCoverage('${name}')`, { report: name, missing: ['2026-11-07/2026-11-09'] });
    expect(response.status).toBe(201);
  }
  expect(await idsOf('reportCoverage')).toEqual(reports.map(({ name }) => name).sort());
});
