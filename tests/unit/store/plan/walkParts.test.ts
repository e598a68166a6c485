/** An order no index has: the range is walked once, in up to four parts side by side, and in one after storage has throttled. */
import { modelledStorage } from '../../../../bench/modelledStorage.ts';
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import type { RowFailure, Rows } from '../../../../shared/store/rows/rows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampledKinds } from '../../../support/sampledKinds.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { virtualClock } from '../../../support/virtualClock.ts';
import { watchedRows } from '../../../support/watchedRows.ts';
import { writeEntities } from '../../../support/writeEntities.ts';
import { rowsWith } from '../../../support/rowsWith.ts';

/** Rows an answer looks at, and how many there are: as many answers as 100,000 rows are. */
const [answer, size] = [6, 600];
/** Milliseconds an answer takes as storage is modelled, of 1,000 rows and of a single one; and of all rows in any order. */
const { requestMs, walkedMs } = modelledStorage;
const [answerTime, rowTime, mostTime] = [requestMs + 1000 * walkedMs, requestMs + walkedMs, 3000];
const part = { skip: 0, limit: 50, complete: false };

const digits = (index: number): string => String((index * 7919) % 10_007).padStart(5, '0');
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** How names are spread. */
const spreads: Readonly<Record<string, (index: number) => string | null>> = {
  'names of all letters': (index) => `${letters[index % 26]!}${letters[(index * 7) % 23]!}${digits(index)}`,
  'names that begin alike': (index) => `user${digits(index)}@contoso.com`,
  'one name for all': () => 'all',
  'names equal in 64 units': (index) => 'x'.repeat(70) + digits(index),
  'no names': () => null,
  'names of many scripts': (index) => ['Z', '7', 'Ж', '王', '😀', 'a', ' ', ':', ''][index % 9]! + digits(index),
};

const entitiesOf = (name: (index: number) => string | null): readonly Entity[] =>
  Array.from({ length: size }, (_, index) =>
    entityOf(type, `${digits(index)}-${index}`, {
      text: name(index),
      code: '7',
      day: '2026-01-01',
      other: BigInt((index * 31) % 97),
      count: BigInt(index % 10),
    }),
  );

const indexed = "code eq '7' and day eq 2026-01-01";
const orders: Readonly<Record<string, string>> = {
  'all rows': '$orderby=other desc,count',
  'a range of an index': `$filter=${indexed}&$orderby=other desc,count`,
  'a filter of storage': `$filter=${indexed} and count lt 3&$orderby=other`,
  'a filter of the service': `$filter=${indexed} and count mod 100 eq 3&$orderby=other`,
  'a part left open': '$filter=day eq 2026-01-01 and flag eq null&$orderby=other',
};

const { tenant } = storageScope();
const kept = new Map<string, Promise<{ readonly memory: Rows; readonly entities: readonly Entity[] }>>();

/** The rows of a spread, written once. */
async function stored(spread: string) {
  const make = async () => {
    const [memory, entities] = [createMemoryRows({ walk: () => answer }), entitiesOf(spreads[spread]!)];
    await writeEntities(memory, storageScope({ tenant }), type, entities);
    return { memory, entities };
  };
  const made = kept.get(spread) ?? make();
  kept.set(spread, made);
  return await made;
}

interface Trouble {
  readonly failure?: RowFailure;
  readonly delay?: number;
}

/** Rows of which ranges take their time, and that tell how many are under way. */
function timedRows(memory: Rows, troubleOf: (asked: number) => Trouble = () => ({})) {
  const seen = { now: 0, most: 0, asked: 0, hasThrottled: false };
  const rows: Rows = rowsWith(memory, (partition, scope) => ({
    async range(query) {
      seen.now += 1;
      seen.asked += 1;
      seen.most = Math.max(seen.most, seen.now);
      const { failure, delay = 0 } = troubleOf(seen.asked);
      await scope.clock.wait(delay + (query.pageSize === 1 ? rowTime : answerTime), scope.signal);
      const outcome = failure === undefined ? await partition.range(query) : ({ ok: false, failure } as const);
      seen.now -= 1;
      if (failure?.kind === 'throttled' && !seen.hasThrottled) Object.assign(seen, { hasThrottled: true, most: 0 });
      return outcome;
    },
  }));
  return { rows, seen };
}

const drawn = sampledKinds(
  Object.keys(spreads).flatMap((spread) => Object.keys(orders).map((order) => [spread, order] as const)),
  (names) => names,
);

it.each(drawn)('%s, %s: walked once, by four, in about a quarter of the time', async (spread, order) => {
  const { memory, entities } = await stored(spread);
  const { rows, seen } = timedRows(memory);
  const query = bindEntityQuery(type, orders[order]!);
  const clock = virtualClock();
  const scope = storageScope({ tenant, clock });
  const page = await readPage(rows, scope, type, query, part);
  const all = evaluateNaively(entities, query);
  expect(page.entities.map(({ entity }) => entity.id)).toEqual(all.slice(0, part.limit));
  expect(page.total).toBe(all.length);
  expect(seen.most).toBe(4);
  const { requests, walked } = scope.usage;
  const answers = size / answer;
  // A cut, of which there are 32 at most, costs an answer of nothing and, where a filter leaves rows out, one that tells where
  // storage stands.
  expect(walked).toBeLessThanOrEqual(size + (order === 'a filter of storage' ? 60 : 0));
  expect(requests).toBeLessThanOrEqual(answers + (order === 'a filter of storage' ? 66 : 33));
  expect(clock.now() - clock.started).toBeLessThanOrEqual(0.45 * answers * answerTime);
  expect(clock.now() - clock.started).toBeLessThanOrEqual(mostTime);
});

it('what one answer holds is one request', async () => {
  const rows = createMemoryRows();
  const scope = storageScope();
  await writeEntities(
    rows,
    scope,
    type,
    entitiesOf(() => 'a'),
  );
  const { requests } = scope.usage;
  await readPage(rows, scope, type, bindEntityQuery(type, '$orderby=other'), part);
  expect(scope.usage.requests - requests).toBe(1);
});

it.each([1, 2, 7, 40])(
  'from the throttled answer %i on there is one under way, in all walks of the request',
  async (first) => {
    const { memory, entities } = await stored('names of all letters');
    const { rows, seen } = timedRows(memory, (asked) =>
      asked >= first && asked < first + 3 ? { failure: { kind: 'throttled', retryAfter: 1 } } : {},
    );
    const query = bindEntityQuery(type, '$orderby=other desc');
    const scope = storageScope({ tenant, clock: virtualClock(), milliseconds: 600_000 });
    const pages = await readPages(query, { rows, type, scope: () => scope, limit: size / 2 });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query));
    expect(seen.hasThrottled).toBe(true);
    // Those that were under way already are not called back.
    expect(seen.most).toBe(1);
    expect(scope.usage.retries).toBe(3);
  },
);

it.each([
  ['all rows', 'are answered', undefined],
  ['all rows', 'would be tried again', 'unavailable'],
  ['a filter of storage', 'are answered', undefined],
  ['a filter of storage', 'would be tried again', 'unavailable'],
] as const)(
  '%s: nothing more is begun once a part has failed, whatever the others are at, that %s, and nobody waits for them',
  async (order, _what, later) => {
    const { memory } = await stored('names of all letters');
    for (let failing = 1; failing <= 100; failing += 3) {
      const { rows, seen } = timedRows(memory, (asked) => {
        const kind = asked < failing ? undefined : asked === failing ? 'forbidden' : later;
        return kind === undefined ? {} : { failure: { kind } };
      });
      const clock = virtualClock();
      const scope = storageScope({ tenant, clock });
      const read = readPage(rows, scope, type, bindEntityQuery(type, orders[order]!), part);
      await expect(read).rejects.toMatchObject({ status: 503 });
      const { asked } = seen;
      // The three others may be at a row that tells where storage stands, and then at an answer, before the failure is there.
      expect(asked).toBeLessThanOrEqual(failing + (order === 'all rows' ? 3 : 6));
      await clock.wait(2000, scope.signal);
      expect([failing, seen.asked]).toEqual([failing, asked]);
    }
  },
);

it('no range is begun without time for its answer, though it waited for others', async () => {
  const { memory } = await stored('names of all letters');
  const { rows } = timedRows(memory, (asked) =>
    asked === 7 ? { failure: { kind: 'throttled' } } : { delay: asked < 7 ? 0 : 4900 },
  );
  const clock = virtualClock();
  const watched = watchedRows(rows, ({ deadline }) => {
    expect(deadline - clock.now()).toBeGreaterThanOrEqual(7000);
  });
  const read = readPage(watched, storageScope({ tenant, clock }), type, bindEntityQuery(type, '$orderby=other'), part);
  await expect(read).rejects.toMatchObject({ status: 504 });
  expect(clock.now() - clock.started).toBeLessThan(25_000);
});
