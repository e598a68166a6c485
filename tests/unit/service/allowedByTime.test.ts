/** What time does not allow is 503 item by item, through the app: nothing that is acknowledged is lost, and what is not is sent again. */
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { jsonBatches } from '../../support/batch.ts';
import { bulk, each, payload } from '../../support/bulk.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { pacedApp } from '../../support/pacedApp.ts';
import { setPath } from '../../support/reports.ts';
import { seededRandom } from '../../support/seededFaults.ts';

// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

type Json = Readonly<Record<string, unknown>>;
/** An item of the answer to a delta payload. */
interface Item {
  readonly id: string;
  readonly '@reports.outcome'?: string;
  readonly '@Core.DataModificationException'?: Json;
}
type Stage = Awaited<ReturnType<typeof pacedApp>>;
/** What was answered of each id: its status, or that of the request it came with. */
type Answered = ReadonlyMap<string, number>;

const figures = { reportDate: '2026-01-02', teams: 7 };
const retryAfter = expect.stringMatching(/^[1-9]\d*$/) as unknown;
const busy = { code: 'serviceNotAvailable', message: expect.stringMatching(/busy|all the time/) as unknown };

/** Checks that a request failed as a whole for the moment, and says with what. */
function failedWhole(status: number, headers: Json, body: Json): number {
  expect([status, headers]).toEqual([503, expect.objectContaining({ 'retry-after': retryAfter })]);
  expect(body).toEqual({ error: expect.objectContaining({ ...busy, code: 'serviceUnavailable' }) as unknown });
  return status;
}

/** What a delta payload says of its items, each checked for what a caller needs to go on. */
function ofItems(body: Json, headers: Json): Answered {
  const items = body['value'] as readonly Item[];
  const failed = items.flatMap(({ '@Core.DataModificationException': one }) => one ?? []);
  const different = [...new Map(failed.map((one) => [JSON.stringify(one), one])).values()];
  for (const one of different) expect(one).toMatchObject({ responseCode: 503, info: busy });
  if (failed.length > 0) expect(headers).toMatchObject({ 'retry-after': retryAfter });
  const done = items.filter((item) => item['@Core.DataModificationException'] === undefined);
  expect(done.filter((item) => item['@reports.outcome'] !== 'created')).toEqual([]);
  return new Map(items.map((item) => [item.id, item['@Core.DataModificationException'] === undefined ? 200 : 503]));
}

const lowerCase = (headers: Json): Json =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function sendBulk({ app }: Stage, ids: readonly string[]): Promise<Answered> {
  const items = ids.map((id) => ({ id, ...figures }));
  const response = await bulk(app)(payload(...items), each);
  const body = (await response.json()) as Json;
  const headers = Object.fromEntries(response.headers);
  if (response.status === 200) return ofItems(body, headers);
  const status = failedWhole(response.status, headers, body);
  return new Map(ids.map((id) => [id, status]));
}

/** Delta payloads of so many items in one batch. */
const inBatches =
  (size: number) =>
  async ({ app }: Stage, ids: readonly string[]): Promise<Answered> => {
    const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
      ids.slice(at * size, (at + 1) * size),
    );
    const requests = parts.map((some, at) => ({
      id: `${at}`,
      method: 'PATCH',
      url: setPath.slice('/v1.0/'.length),
      headers: { 'Content-Type': 'application/json', ...each },
      body: payload(...some.map((id) => ({ id, ...figures }))),
    }));
    const answers = await jsonBatches(app).send(requests);
    return new Map(
      answers.flatMap(({ id, status, headers, body = {} }) => {
        if (status === 200) return [...ofItems(body, lowerCase(headers))];
        const failed = failedWhole(status, lowerCase(headers), body);
        return parts[Number(id)]!.map((one): [string, number] => [one, failed]);
      }),
    );
  };

/** As many requests of one entity each as a batch takes, a batch after the other. */
async function sendSingles({ app }: Stage, ids: readonly string[]): Promise<Answered> {
  const all = new Map<string, number>();
  for (let at = 0; at < ids.length; at += 100) {
    const requests = ids.slice(at, at + 100).map((id) => ({
      id,
      method: 'PATCH',
      url: `${setPath.slice('/v1.0/'.length)}/${id}`,
      headers: { 'Content-Type': 'application/json' },
      body: figures,
    }));
    for (const { id, status, headers, body = {} } of await jsonBatches(app).send(requests)) {
      if (status !== 200 && status !== 201) failedWhole(status, lowerCase(headers), body);
      all.set(id, status);
    }
  }
  return all;
}

/** Every id that is stored, read as a caller does, with what was sent. */
async function storedIds({ app }: Stage): Promise<readonly string[]> {
  const rows: Json[] = [];
  let next: string | undefined = `${setPath}?$select=id,reportDate,teams`;
  while (next !== undefined) {
    const page = (await (await app.fetch(next)).json()) as Json;
    rows.push(...(page['value'] as readonly Json[]));
    next = (page['@odata.nextLink'] as string | undefined)?.slice(app.publicUrl.length);
  }
  const { reportDate, teams } = figures;
  expect(rows.filter((row) => row['reportDate'] !== reportDate || row['teams'] !== teams)).toEqual([]);
  return rows.map(({ id }) => id as string);
}

const acknowledged = (answered: Answered): readonly string[] =>
  [...answered].filter(([, status]) => status < 300).map(([id]) => id);

test.each([
  ['a delta payload of 1,000', 1000, { rows: 120, burst: 1 }, sendBulk, 2],
  ['a delta payload of 1,000, where less is saved up', 1000, { rows: 140, burst: 0.75 }, sendBulk, 2],
  ['three delta payloads in a batch', 1200, { rows: 60, burst: 2 }, inBatches(400), 2],
  ['fifty delta payloads in a batch', 1200, { rows: 60, burst: 2 }, inBatches(24), 2],
  ['two hundred requests in batches', 200, { rows: 12, burst: 1 }, sendSingles, 12],
] as const)('%s', async (_what, count, { rows, burst }, send, mostSends) => {
  const stage = await pacedApp({ rows: () => rows, burst });
  stage.limit();
  const ids = hashedKeys(count);
  let open: readonly string[] = ids;
  const stored = new Set<string>();
  for (let sends = 1; open.length > 0; sends += 1) {
    expect(sends).toBeLessThanOrEqual(mostSends);
    const answered = await send(stage, open);
    // Each is answered, and what is there is what was acknowledged.
    expect([...answered.keys()].sort()).toEqual(open.toSorted());
    for (const id of acknowledged(answered)) stored.add(id);
    expect((await storedIds(stage)).toSorted()).toEqual([...stored].sort());
    open = open.filter((id) => !stored.has(id));
    if (sends === 1) {
      expect(open.length).toBeGreaterThan(0);
      expect(stored.size).toBeGreaterThan(count / 4);
    }
    stage.clock.pass(5000);
  }
  expect(await stage.faults(counts)).toEqual([]);
  await stage.app.stop();
});
