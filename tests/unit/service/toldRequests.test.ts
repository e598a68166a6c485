/** The requests to storage that the log line tells are those storage gets, whatever else is under way when one of them fails. */
import type { OperationFacts } from '../../../shared/telemetry/telemetry.ts';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { jsonBatches } from '../../support/batch.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { setPath } from '../../support/reports.ts';
import { virtualClock } from '../../support/virtualClock.ts';

const clock = virtualClock();
/** What each request from now on meets, by how many came before it; and how many came. */
let faultOf: (before: number) => MemoryFault | undefined = () => undefined;
let seen = 0;
const rows = createMemoryRows({
  now: clock.now,
  answerTime: () => 10,
  walk: () => 3,
  fault: () => faultOf((seen += 1) - 1),
});
const dayOf = (index: number): string => dateFrom('2026-01-01', index);
const days = Array.from({ length: 40 }, (_, index) => dayOf(index));
let app: Awaited<ReturnType<typeof startInProcess>>;

beforeAll(async () => {
  app = await startInProcess({ rows, startClock: () => ({ ...clock, started: clock.now() }) });
  const requests = days.map((day, index) => ({
    id: day,
    method: 'PATCH',
    url: `${setPath}/${index}`,
    headers: { 'Content-Type': 'application/json' },
    body: { reportDate: day, teams: (index * 7) % 11 },
  }));
  for (let from = 0; from < requests.length; from += 20)
    await jsonBatches(app).raw(JSON.stringify({ requests: requests.slice(from, from + 20) }));
  expect(await (await app.fetch(`${setPath}/$count`)).text()).toContain('40');
});
afterAll(async () => await app.stop());

const someDays = days.slice(3, 9).join(',');
const someIds = days.slice(0, 12).map((_, index) => `'${index * 3}'`);

describe.each([
  ['an order no index has', `$orderby=teams`],
  ['the same with a filter of storage', `$orderby=teams&$filter=teams lt 5`],
  ['several days', `$orderby=reportDate&$filter=reportDate in (${someDays})`],
  ['several ids', `$filter=id in (${someIds.join(',')})`],
])('%s', (_what, query) => {
  it.each([
    ['refused', 0],
    ['refused, and later than the others', 15],
  ])('one is %s, those behind it fail and would be tried again', async (_how, delay) => {
    const statuses = new Set<number>();
    for (let failing = 0; failing < 16; failing += 1) {
      faultOf = (before) => ({
        ...(before === failing && { failBefore: { kind: 'forbidden' }, delay }),
        ...(before > failing && { failBefore: { kind: 'unavailable' } }),
      });
      seen = 0;
      const from = app.log.length;
      const answer = await app.fetch(`${setPath}?${query}`);
      statuses.add(answer.status);
      // Whatever goes on behind the answer.
      await clock.wait(10_000, new AbortController().signal);
      const [{ storageRequests } = { storageRequests: NaN }] = app.log
        .slice(from)
        .map((line) => JSON.parse(line) as Partial<OperationFacts>)
        .filter((line) => 'storageRequests' in line);
      expect([failing, storageRequests]).toEqual([failing, seen]);
    }
    faultOf = () => undefined;
    expect(statuses).toContain(503);
  });
});
