// What log line and span say of storage: requests, rows received, and the time it was waited for.
import type { OperationFacts, Telemetry } from '../../../shared/telemetry/telemetry.ts';
import { StorageUsage } from '../../../shared/store/contract/storageUsage.ts';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { jsonBatches } from '../../support/batch.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { pathOf, setPath } from '../../support/reports.ts';
import { virtualClock } from '../../support/virtualClock.ts';

/** Milliseconds of one request to storage. */
const answerTime = 10;
const clock = virtualClock();
const faults: MemoryFault[] = [];
const rows = createMemoryRows({ now: clock.now, answerTime: () => answerTime, fault: () => faults.shift() });
const told: OperationFacts[] = [];
const nothing = () => undefined;
const telemetry: Telemetry = {
  begin: () => ({ context: undefined, end: (facts) => told.push(facts) }),
  ...{ rejected: nothing, count: nothing, flush: async () => await Promise.resolve() },
};
let app: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  const startClock = () => ({ ...clock, started: clock.now() });
  app = await startInProcess({ rows, telemetry, startClock });
  for (const id of ['a', 'b', 'c']) await patch(id, 1);
});
afterAll(async () => await app.stop());
beforeEach(() => {
  told.length = 0;
});

const json = { 'Content-Type': 'application/json' };
const patch = async (id: string, teams: number, headers = {}) =>
  await app.fetch(pathOf(id), { method: 'PATCH', headers: { ...json, ...headers }, body: JSON.stringify({ teams }) });

/** What each line says that was written since, and its span the same. */
async function usageOf(ask: () => Promise<Response>) {
  const from = app.log.length;
  await (await ask()).text();
  const lines = app.log.slice(from).map((line) => JSON.parse(line) as OperationFacts & { readonly duration: number });
  const used = ({ storageRequests, storageRetries, storageRows, storageMs }: OperationFacts) => [
    storageRequests,
    storageRetries,
    storageRows,
    storageMs,
  ];
  const ofRequests = lines.filter((line) => 'storageRequests' in line);
  for (const line of ofRequests) expect(line.storageMs).toBeLessThanOrEqual(line.duration);
  expect(told.map(used)).toEqual(ofRequests.map(used));
  return ofRequests.map(used);
}

test.each([
  ['an entity', () => app.fetch(pathOf('a')), [1, 0, 1, 10]],
  ['one that is not there', () => app.fetch(pathOf('nobody')), [1, 0, 0, 10]],
  ['a change', () => patch('b', 2), [2, 0, 1, 20]],
  ['one that changes nothing', () => patch('b', 2), [1, 0, 1, 10]],
  ['a page', () => app.fetch(setPath), [1, 0, 3, 10]],
  ['CSV, which is read while it is sent', () => app.fetch(`${setPath}?$format=csv`), [1, 0, 3, 10]],
  ['what storage has no part in', () => app.fetch('/v1.0/'), [0, 0, 0, 0]],
] as const)('%s', async (_what, ask, expected) => {
  expect(await usageOf(ask)).toEqual([expected]);
});

test('a pause before the next try is no time of storage', async () => {
  faults.push({ failBefore: { kind: 'unavailable', retryAfter: 1 } });
  const before = clock.now();
  expect(await usageOf(() => app.fetch(pathOf('a')))).toEqual([[2, 1, 1, 20]]);
  expect(clock.now() - before).toBe(1020);
});

test('what storage never answers is waited for until its time is over', async () => {
  faults.push(...Array.from({ length: 9 }, () => ({ delay: 60_000 })));
  const [[requests = 0, retries, found, milliseconds] = []] = await usageOf(() => app.fetch(pathOf('a')));
  faults.length = 0;
  expect([retries, found, milliseconds]).toEqual([requests - 1, 0, requests * 6000]);
});

test('a batch has what its parts have together, and of time what passed', async () => {
  const requests = ['a', 'b', 'nobody'].map((id) => ({ id, method: 'GET', url: pathOf(id) }));
  const before = clock.now();
  const [batch, ...parts] = (await usageOf(() => jsonBatches(app).raw(JSON.stringify({ requests })))).toReversed();
  expect(parts.toSorted()).toEqual([
    [1, 0, 0, 10],
    [1, 0, 1, 10],
    [1, 0, 1, 10],
  ]);
  expect(batch).toEqual([3, 0, 2, clock.now() - before]);
});

test('requests side by side take the time that passes, and so do they of parts of a whole', () => {
  let now = 100;
  const whole = new StorageUsage(() => now);
  const [left, right] = [new StorageUsage(() => now, whole), new StorageUsage(() => now, whole)];
  left.begin();
  now += 5;
  left.begin();
  right.begin();
  now += 5;
  left.end();
  expect([left.milliseconds, right.milliseconds, whole.milliseconds]).toEqual([10, 5, 10]);
  now += 5;
  left.end();
  now += 5;
  right.end();
  now += 100;
  expect([left.milliseconds, right.milliseconds, whole.milliseconds]).toEqual([15, 15, 20]);
  right.begin();
  now += 1;
  right.end();
  expect([left.milliseconds, right.milliseconds, whole.milliseconds]).toEqual([15, 16, 21]);
  whole.add(left);
  whole.add(right);
  expect([whole.requests, whole.milliseconds]).toEqual([4, 21]);
});
