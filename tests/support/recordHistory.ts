import type { EntityOperation, Values } from './entityModel.ts';
import type { Recorded } from './linearizable.ts';
import { setPath } from './reports.ts';
import { seededRandom } from './seededFaults.ts';
import type { TestApp } from './testApp.ts';

/** What a run of callers over a few entities is like. */
export interface HistoryRun {
  readonly app: Pick<TestApp, 'fetch' | 'sign'>;
  readonly operations: number;
  readonly callers: number;
  readonly keys: number;
  readonly seed: number;
  /** Whether entities are deleted, too; they are unless this is false. */
  readonly deletes?: boolean;
  /** Ends the faults, if there were any, and waits for late effects; then every entity is read once more. */
  calm?(): Promise<void>;
}

/** What was seen: a history for each entity, and how often each status was answered. */
export interface SeenHistory {
  readonly byKey: ReadonlyMap<string, readonly Recorded<EntityOperation>[]>;
  readonly statuses: Readonly<Record<string, number>>;
}

type Wish = Omit<EntityOperation, 'status' | 'values' | 'etag'>;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly etag: string | null;
  readonly body: Values | undefined;
}

/** Statuses after which a caller does not know what became of the request. */
const unsure: ReadonlySet<number> = new Set([429, 503, 504]);
const expected: ReadonlySet<number> = new Set([200, 201, 204, 404, 412]);
const properties = ['teams', 'yammer', 'exchange', 'oneDrive'];

function wishOf(random: () => number, tags: readonly string[], deletes: boolean): Wish {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const body: Values = {
    [pick(properties)]: Math.floor(random() * 1000),
    ...(random() < 0.4 && { reportDate: `2026-01-0${1 + Math.floor(random() * 5)}` }),
  };
  const method = pick([
    'GET',
    'GET',
    'GET',
    'PATCH',
    'PATCH',
    'PATCH',
    'PATCH',
    'PUT',
    'PUT',
    deletes ? 'DELETE' : 'PUT',
  ] as const);
  const chance = random();
  const condition =
    chance < 0.25 && tags.length > 0
      ? { ifMatch: pick([...tags.slice(-3), '*']) }
      : chance < 0.3
        ? { insertOnly: true }
        : {};
  if (method === 'GET') return { method };
  return method === 'DELETE'
    ? { method, ...('ifMatch' in condition ? condition : {}) }
    : { method, body, ...condition };
}

function headersOf({ ifMatch, insertOnly, body }: Wish): Record<string, string> {
  return {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
    ...(insertOnly === true && { 'If-None-Match': '*' }),
  };
}

/** What an answer says about an operation; fails for an answer that is neither right nor honest. */
function outcome(wish: Wish, { status, retryAfter, etag, body }: Answer): EntityOperation {
  if (unsure.has(status)) {
    expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
    return { ...wish, status: 0 };
  }
  if (!expected.has(status)) throw new Error(`${wish.method} was answered with ${status}: ${JSON.stringify(body)}`);
  if (status !== 200 && status !== 201) return { ...wish, status };
  const values = Object.entries(body ?? {}).filter(([name]) => name !== 'id' && !name.startsWith('@'));
  return { ...wish, status, values: Object.fromEntries(values), ...(etag !== null && { etag }) };
}

/** Sends requests on their own, or several as a batch. */
function sender({ app }: HistoryRun) {
  const Authorization = `Bearer ${app.sign()}`;
  const json = { Authorization, 'Content-Type': 'application/json' };
  const alone = async (key: string, wish: Wish): Promise<Answer> => {
    const response = await app.fetch(`${setPath}/${key}`, {
      method: wish.method,
      headers: { Authorization, ...headersOf(wish) },
      ...(wish.body && { body: JSON.stringify(wish.body) }),
    });
    const text = await response.text();
    const { headers, status } = response;
    return {
      status,
      retryAfter: headers.get('retry-after'),
      etag: headers.get('etag'),
      body: text === '' ? undefined : (JSON.parse(text) as Values),
    };
  };
  const together = async (wishes: readonly (readonly [string, Wish])[]): Promise<readonly Answer[]> => {
    const requests = wishes.map(([key, wish], index) => ({
      id: `${index}`,
      method: wish.method,
      url: `${setPath}/${key}`,
      headers: headersOf(wish),
      ...(wish.body && { body: wish.body }),
    }));
    const response = await app.fetch('/v1.0/$batch', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ requests }),
    });
    const text = await response.text();
    const retryAfter = response.headers.get('retry-after');
    if (unsure.has(response.status))
      return wishes.map(() => ({ status: response.status, retryAfter, etag: null, body: undefined }));
    if (response.status !== 200) throw new Error(`The batch was answered with ${response.status}: ${text}`);
    const { responses } = JSON.parse(text) as {
      responses: readonly { id: string; status: number; headers?: Record<string, string>; body?: Values }[];
    };
    return wishes.map((_, index) => {
      const { status, headers = {}, body } = responses.find(({ id }) => id === `${index}`)!;
      const named = (name: string): string | null =>
        Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
      return {
        status,
        retryAfter: named('retry-after'),
        etag: named('etag') ?? (body?.['@odata.etag'] as string | undefined) ?? null,
        body,
      };
    });
  };
  return { alone, together };
}

/** Every entity of the set by its id, over as many pages as it takes; undefined when storage gave up on the way. */
async function listed({ app }: HistoryRun, query: string): Promise<ReadonlyMap<string, Values> | undefined> {
  const found = new Map<string, Values>();
  for (let target: string | undefined = `${setPath}?${query}`; target !== undefined;) {
    const response: Response = await app.fetch(target, { headers: { Authorization: `Bearer ${app.sign()}` } });
    const text = await response.text();
    if (unsure.has(response.status)) return undefined;
    if (response.status !== 200) throw new Error(`${target} was answered with ${response.status}: ${text}`);
    const page = JSON.parse(text) as { value: readonly Values[]; '@odata.nextLink'?: string };
    for (const row of page.value) found.set(String(row['id']), row);
    target = page['@odata.nextLink']?.replace(/^https?:\/\/[^/]+/, '');
  }
  return found;
}

/** What lists show when all is calm is what reading one by one shows, whichever index they are read by. */
async function checkLists(run: HistoryRun, history: SeenHistory): Promise<void> {
  const last = [...history.byKey].map(([key, entries]) => [key, entries.at(-1)?.operation] as const);
  const there = last.filter(([, operation]) => operation?.status === 200);
  for (const query of [
    '$orderby=id',
    '$orderby=reportDate',
    '$filter=reportDate ge 2026-01-01 or reportDate eq null',
  ]) {
    const rows = await listed(run, query);
    for (const [key, operation] of there) expect(rows?.get(key)).toMatchObject(operation?.values ?? {});
    const gone = last.filter(([key, operation]) => operation?.status === 404 && rows?.has(key) === true);
    expect(gone).toEqual([]);
  }
}

/** Lets callers loose on a few entities, one request or batch at a time each, and records what they see. */
export async function recordHistory(run: HistoryRun): Promise<SeenHistory> {
  const { operations, callers, keys, seed, deletes = true } = run;
  const random = seededRandom(seed);
  const { alone, together } = sender(run);
  const byKey = new Map<string, Recorded<EntityOperation>[]>();
  const tags = new Map<string, string[]>();
  const statuses: Record<string, number> = {};
  const nameOf = (index: number): string => `k${seed}-${index % keys}`;
  let left = operations;

  const keep = (key: string, invoked: number, wish: Wish, answer: Answer): void => {
    const operation = outcome(wish, answer);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    // A read nobody got the answer of says nothing.
    if (operation.status === 0 && wish.method === 'GET') return;
    const returned = operation.status === 0 ? Infinity : performance.now();
    byKey.set(key, [...(byKey.get(key) ?? []), { invoked, returned, operation }]);
    if (operation.etag !== undefined) tags.set(key, [...(tags.get(key) ?? []).slice(-4), operation.etag]);
  };
  const wishFor = (key: string): Wish => wishOf(random, tags.get(key) ?? [], deletes);

  const caller = async (): Promise<void> => {
    while (left > 0) {
      if (random() < 0.02) await listed(run, `$filter=reportDate eq 2026-01-0${1 + Math.floor(random() * 5)}`);
      const first = Math.floor(random() * keys);
      const size = random() < 0.05 && keys > 3 ? Math.min(3, left) : 1;
      left -= size;
      const wishes = Array.from({ length: size }, (_, index) => nameOf(first + index)).map(
        (key) => [key, wishFor(key)] as const,
      );
      const invoked = performance.now();
      const answers = size === 1 ? [await alone(wishes[0]![0], wishes[0]![1])] : await together(wishes);
      wishes.forEach(([key, wish], index) => keep(key, invoked, wish, answers[index]!));
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await run.calm?.();
  for (let index = 0; index < keys; index += 1) {
    const invoked = performance.now();
    keep(nameOf(index), invoked, { method: 'GET' }, await alone(nameOf(index), { method: 'GET' }));
  }
  const history = { byKey, statuses };
  await checkLists(run, history);
  return history;
}
