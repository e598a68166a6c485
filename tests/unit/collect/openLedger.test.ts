import type { AskedAnswer, AskedRequest, AskService } from '../../../shared/collect/ledger/askService.ts';
import { openLedger, type FilePart, type LedgerFile } from '../../../shared/collect/ledger/openLedger.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

let app: StartedApp;
beforeEach(async () => {
  app = await startInProcess();
});
afterEach(async () => await app.stop());

const asked: AskedRequest[] = [];
const ask: AskService = async (request): Promise<AskedAnswer> => {
  asked.push(request);
  const { method, path, headers, body } = request;
  const response = await app.fetch(`/v1.0/${path}`, { method, headers, ...(body !== undefined && { body }) });
  const header = (name: string): string | null => response.headers.get(name);
  return {
    status: response.status,
    retryAfter: header('retry-after'),
    preferenceApplied: header('preference-applied'),
    entityTag: header('etag'),
    body: await response.text(),
  };
};

const part = (period: string, refreshDate: string): FilePart => ({
  period,
  refreshDate,
  firstDay: refreshDate,
  lastDay: refreshDate,
});
const file = (digest: string, parts: readonly FilePart[] = [part('30', '2026-11-26')]): LedgerFile => ({
  report: 'office365ActiveUserDetail',
  digest,
  parts,
});
const at = Date.parse('2026-11-28T04:30:00Z');
const open = async (given: LedgerFile, time = at) => await openLedger(ask, 'collector', given, () => time);
async function entries(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const response = await app.fetch('/v1.0/collectedReports', { headers: { Accept: 'application/json' } });
  return ((await response.json()) as { value: [] }).value;
}

test('an entry is incomplete from before the first row to the end of the file', async () => {
  const ledger = await open(file('a'));
  expect(ledger).toMatchObject({ done: 0, isSettled: false });
  expect(await entries()).toEqual([
    expect.objectContaining({
      id: 'office365ActiveUserDetail_30_2026-11-26',
      complete: false,
      rowsCreated: 0,
      collectedAt: '2026-11-28T04:30:00Z',
    }),
  ]);
  ledger.count(part('30', '2026-11-26'), 'created');
  ledger.count(undefined, 'failed');
  await ledger.finish(['odd']);
  expect(await entries()).toMatchObject([{ complete: true, rowsCreated: 1, rowsFailed: 1, warnings: ['odd'] }]);
});

test('a run that stopped is gone on with where the digest is the same, and started over where it is not', async () => {
  const first = await open(file('a'));
  for (let count = 0; count < 3; count += 1) first.count(part('30', '2026-11-26'), 'created');
  await first.save();
  const same = await open(file('a'));
  expect([same.done, same.counts().created]).toEqual([3, 3]);
  const other = await open(file('b'));
  expect(other.done).toBe(0);
  expect(await entries()).toMatchObject([{ complete: false, digest: 'b', rowsCreated: 0 }]);
});

test('a file that starts over keeps nothing to go on from, and goes on from nothing that was kept', async () => {
  const first = await open(file('a'));
  first.count(part('30', '2026-11-26'), 'created');
  await first.save();
  const over = await open({ ...file('a'), startsOver: true });
  expect([over.done, over.counts().created, over.isSettled]).toEqual([0, 0, false]);
  over.count(part('30', '2026-11-26'), 'unchanged');
  await over.save();
  expect(await entries()).toMatchObject([{ complete: false, digest: 'a', rowsCreated: 0, rowsUnchanged: 0 }]);
  await over.finish([]);
  expect(await entries()).toMatchObject([{ complete: true, rowsCreated: 0, rowsUnchanged: 1 }]);
  expect(await open({ ...file('a'), startsOver: true })).toMatchObject({ isSettled: true, done: 0 });
});

test('nothing takes a complete entry back: not another file, not one that stops, not two at once', async () => {
  const [slow, fast] = [await open(file('a')), await open(file('a'))];
  await fast.finish([]);
  await slow.save();
  expect(await entries()).toMatchObject([{ complete: true }]);
  const again = await open(file('b'));
  expect(again).toMatchObject({ isSettled: true, done: 0 });
  again.count(part('30', '2026-11-26'), 'updated');
  await again.save();
  expect(await entries()).toMatchObject([{ complete: true, digest: 'a' }]);
  await again.finish([]);
  expect(await entries()).toMatchObject([{ complete: true, digest: 'b', rowsUpdated: 1 }]);
  expect(
    asked
      .filter(({ body = '' }) => body.includes('"complete":false'))
      .every(({ headers }) => headers['If-None-Match'] === '*'),
  ).toBe(true);
});

test.each<[string, 'collector' | 'import', string, 'collector' | 'import', string, boolean]>([
  ['another file of the collector', 'collector', 'a', 'collector', 'b', true],
  ['the file that was imported', 'import', 'a', 'collector', 'a', true],
  ['another file than was imported', 'import', 'a', 'collector', 'b', false],
  ['another file than was collected', 'collector', 'a', 'import', 'b', false],
])('settled or not: %s', async (_what, first, stored, second, given, isSettled) => {
  await (await openLedger(ask, first, file(stored), () => at)).finish([]);
  expect(await openLedger(ask, second, file(given), () => at)).toMatchObject({ isSettled, done: 0 });
  expect(await entries()).toMatchObject([{ complete: true, digest: stored }]);
});

test('a file that brings nothing new to a complete entry changes nothing but when that was seen', async () => {
  const first = await open(file('a'));
  first.count(part('30', '2026-11-26'), 'created');
  await first.finish([]);
  const second = await open(file('c'), at + 86_400_000);
  second.count(part('30', '2026-11-26'), 'unchanged');
  await second.finish([]);
  expect(await entries()).toMatchObject([{ digest: 'a', rowsCreated: 1, collectedAt: '2026-11-29T04:30:00Z' }]);
  const third = await open(file('a'), at + 2 * 86_400_000);
  await third.touch();
  expect(await entries()).toMatchObject([{ digest: 'a', rowsCreated: 1, collectedAt: '2026-11-30T04:30:00Z' }]);
});

test('a file of several dates and periods leaves an entry for each, complete together', async () => {
  const parts = [part('7', '2026-11-25'), part('7', '2026-11-26'), part('30', '2026-11-26')];
  const ledger = await open(file('a', parts));
  for (const [index, each] of parts.entries())
    for (let count = 0; count <= index; count += 1) ledger.count(each, 'created');
  await ledger.save();
  expect((await open(file('a', parts))).done).toBe(6);
  // One of them with another file is another file.
  await open(file('b', [part('7', '2026-11-25')]));
  expect((await open(file('a', parts))).done).toBe(0);
  await ledger.finish([]);
  expect((await entries()).map(({ id, complete, rowsCreated }) => [id, complete, rowsCreated])).toEqual([
    ['office365ActiveUserDetail_30_2026-11-26', true, 3],
    ['office365ActiveUserDetail_7_2026-11-25', true, 1],
    ['office365ActiveUserDetail_7_2026-11-26', true, 2],
  ]);
});

test('a service that refuses is told with its message, and nothing may be stored', async () => {
  const refuse: AskService = async ({ method }) =>
    await Promise.resolve({
      status: method === 'GET' ? 404 : 403,
      retryAfter: null,
      preferenceApplied: null,
      entityTag: null,
      body: '{"error":{"message":"It takes Reports.ReadWrite.All."}}',
    });
  await expect(openLedger(refuse, 'import', file('a'))).rejects.toThrow(
    "collectedReports('office365ActiveUserDetail_30_2026-11-26') answered 403: It takes Reports.ReadWrite.All.",
  );
});
