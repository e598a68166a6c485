import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { daysAgo } from '../../support/daysAgo.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { storeRows } from '../../support/storeRows.ts';
import type { StartedApp } from '../../support/testApp.ts';

const set = 'office365ServicesUserCounts';
const path = `/v1.0/${set}`;
const total = 2500;
/** As Microsoft Graph has it: the newest report is some days old. */
const csv = { Accept: 'text/csv' };

let app: StartedApp & { readonly log: string[] };
/** Reads of rows since the last test began, and the fault of each. */
let reads = 0;
let fault: (read: number) => MemoryFault | undefined = () => undefined;

beforeAll(async () => {
  const rows = createMemoryRows({
    fault: ({ operation }) => {
      if (operation !== 'range') return undefined;
      reads += 1;
      return fault(reads);
    },
  });
  app = await startInProcess({ rows });
  const numbered = Array.from({ length: total }, (_, index) => ({
    reportRefreshDate: daysAgo(2 + (index % 2)),
    exchangeActive: index,
    reportPeriod: '7',
  }));
  await storeRows(app, set, numbered);
});
afterAll(async () => await app.stop());
beforeEach(() => {
  reads = 0;
  fault = () => undefined;
});

const open = async (query = '', headers: Record<string, string> = csv) => {
  const response = await app.fetch(path + query, { headers });
  const reader = response.body?.getReader();
  const next = async (): Promise<string | undefined> => {
    const { value, done } = (await reader?.read()) as { value?: Uint8Array; done: boolean };
    return done ? undefined : Buffer.from(value ?? []).toString();
  };
  return { response, next, cancel: async () => await reader?.cancel() };
};
const linesIn = (text: string | undefined): number => (text ?? '').split('\r\n').length - 1;
const lastRecord = (): Record<string, unknown> => JSON.parse(app.log.at(-1) ?? '{}') as Record<string, unknown>;

test('the first bytes leave before the last page is read', async () => {
  const { next } = await open();
  /** Reads of rows there had been when each piece came, and the lines it holds. */
  const pieces: { readonly reads: number; readonly lines: number; readonly bytes: number }[] = [];
  for (let piece = await next(); piece !== undefined; piece = await next())
    pieces.push({ reads, lines: linesIn(piece), bytes: Buffer.byteLength(piece) });
  expect(pieces[0]).toMatchObject({ reads: 1 });
  expect(pieces.reduce((sum, { lines }) => sum + lines, 0)).toBe(1 + total);
  // A page is sent before the next one is read, but for the rest of a piece.
  const sentBefore = (read: number): number =>
    pieces.filter((piece) => piece.reads < read).reduce((sum, { lines }) => sum + lines, 0);
  expect(sentBefore(2)).toBeGreaterThan(500);
  expect(sentBefore(3)).toBeGreaterThan(1500);
  expect(Math.max(...pieces.map(({ bytes }) => bytes))).toBeLessThanOrEqual(64 * 1024);
  expect(reads).toBe(3);
  expect(lastRecord()).toMatchObject({ operation: 'readCollection', status: 200, storageRequests: 3 });
});

test.each([
  '$orderby=reportRefreshDate',
  '$orderby=reportRefreshDate desc',
  '$orderby=exchangeActive desc',
  '$filter=exchangeActive ge 0',
])('every row comes once with %s', async (query) => {
  const text = await (
    await app.fetch(`${path}?$select=exchangeActive&${query.replaceAll(' ', '%20')}`, { headers: csv })
  ).text();
  const numbers = text.split('\r\n').slice(1, -1).map(Number);
  expect([numbers.length, new Set(numbers).size]).toEqual([total, total]);
});

test('$skip and $top over pages', async () => {
  const text = await (
    await app.fetch(`${path}?$select=exchangeActive&$orderby=exchangeActive&$skip=700&$top=1200`, { headers: csv })
  ).text();
  expect(text.split('\r\n').slice(1, -1).map(Number)).toEqual(Array.from({ length: 1200 }, (_, index) => index + 700));
});

test('nothing is read on for a caller who is gone', async () => {
  const { next, cancel } = await open();
  await next();
  await cancel();
  expect(reads).toBe(1);
  expect(lastRecord()).toMatchObject({ operation: 'readCollection', storageRequests: 1 });
});

test('sixteen are sent at a time, and one more is refused until one of them ends', async () => {
  const begin = async () => {
    const opened = await open();
    await opened.next();
    return opened;
  };
  const open16 = await Promise.all(Array.from({ length: 16 }, begin));
  expect(open16.map(({ response }) => response.status)).toEqual(Array(16).fill(200));
  const refused = await app.fetch(path, { headers: csv });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.text()).toContain('16 CSV answers already');
  // Other formats have no part in it.
  expect((await app.fetch(path)).status).toBe(200);
  await open16.at(3)?.cancel();
  expect((await app.fetch(path, { method: 'HEAD', headers: csv })).status).toBe(200);
  const next = await begin();
  expect(next.response.status).toBe(200);
  expect((await app.fetch(path, { method: 'HEAD', headers: csv })).status).toBe(503);
  for (const each of [...open16, next]) await each.cancel();
});

test('HEAD reads no more than the first page', async () => {
  const response = await app.fetch(path, { method: 'HEAD', headers: csv });
  expect([response.status, response.headers.get('content-type'), reads]).toEqual([200, 'text/csv;charset=utf-8', 1]);
});

test('what fails before the first byte is an error', async () => {
  fault = () => ({ failBefore: { kind: 'rejected' } });
  const { response } = await open();
  expect(response.headers.get('content-type')).toMatch(/json/);
  expect(response.status).toBeGreaterThanOrEqual(500);
});

test.each(['identity', 'gzip'])('what fails after it breaks the answer off and is logged, %s', async (encoding) => {
  fault = (read) => (read > 1 ? { failBefore: { kind: 'rejected' } } : undefined);
  const { response, next } = await open('', { ...csv, 'Accept-Encoding': encoding });
  expect(response.status).toBe(200);
  await expect(
    (async () => {
      while ((await next()) !== undefined);
    })(),
  ).rejects.toThrow();
  expect(app.log.some((line) => line.includes(`${response.headers.get('request-id') ?? '-'} broke off`))).toBe(true);
});

test('a decimal that 4.0 does not have breaks off a file that has begun, and is 400 in one that has not', async () => {
  const quotient = (last: number): string =>
    `?$orderby=exchangeActive&$compute=1 divby (exchangeActive sub ${last}) as q&$select=q`.replaceAll(' ', '%20');
  expect((await app.fetch(path + quotient(1), { headers: csv })).status).toBe(400);
  const { response, next } = await open(quotient(total - 1));
  expect(response.status).toBe(200);
  const lines = linesIn(await next());
  expect(lines).toBeGreaterThan(1);
  await expect(
    (async () => {
      while ((await next()) !== undefined);
    })(),
  ).rejects.toThrow();
  expect(lastRecord()).toMatchObject({ operation: 'readCollection', status: 200 });
});

test('the newest report is found through the index', async () => {
  const call = '/v1.0/reports/getOffice365ServicesUserCounts';
  const lines = linesIn(await (await app.fetch(`${call}(period='D7')`, { headers: csv })).text());
  expect(lines).toBe(1 + total / 2);
  // A few windows of dates, from the newest on, then two pages of rows.
  expect(reads).toBeLessThanOrEqual(10);
  reads = 0;
  await app.fetch(`${call}(period='D7')?$top=10`, { headers: { Accept: 'application/json' } });
  expect(reads).toBeLessThanOrEqual(9);
});
