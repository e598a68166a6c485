/**
 * What a page of changes walks: the rows that tell of them and, of details, which are told by their keys, those of the entities. What
 * was written together is told in the order of its keys, so that they are one range; where they lie apart they are read one by one.
 */
import type { EntityType } from '../../../shared/edm/entityType.ts';
import type { ChangeCursor } from '../../../shared/store/contract/changeCursor.ts';
import type { Change } from '../../../shared/store/contract/store.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch, remove } from '../../support/changes.ts';
import { told } from '../../support/changeRounds.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';
import { walkedTypes } from '../../support/walkedTables.ts';

const count = 240;
const keys = Array.from({ length: count }, (_, at) => `k${String(at).padStart(6, '0')}`);
/** In no order, the same in every run. */
const mixed = <T>(all: readonly T[]): readonly T[] => all.map((_, at) => all[(at * 7) % all.length]!);
/** Ranges of a page: details are told by their keys. */
const shapes = [
  ['series', 1],
  ['totals', 1],
  ['details', 2],
] as const;

interface Read {
  readonly changes: readonly string[];
  readonly walked: number;
  readonly requests: number;
}

/** A set of 240 rows that were written long ago, what is changed then, and the pages that tell of it. */
async function stage(type: EntityType) {
  const clock = { now: Date.parse('2031-01-01T00:00:00Z') };
  const store = createStore(createMemoryRows({ now: () => clock.now }));
  const { tenant } = storageScope();
  const own = virtualClock();
  const scope = () => storageScope({ tenant, clock: own, milliseconds: 3_600_000 });
  const put = (key: string, date: string): Change => patch(type, key, { reportRefreshDate: date });
  /** So many at a time, each second some. */
  const write = async (changes: readonly Change[], together = 100): Promise<void> => {
    for (let from = 0; from < changes.length; from += together) {
      await store.commitEach(scope(), type, changes.slice(from, from + together));
      clock.now += 1000;
    }
  };
  await write(keys.map((key) => put(key, '2030-12-30')));
  const begun = await store.startTracking(scope(), type);
  clock.now += 600_000;
  const since = clock.now;
  const read = async (limit: number): Promise<readonly Read[]> => {
    const pages: Read[] = [];
    let cursor: ChangeCursor = { ...begun, since };
    while (pages.length === 0 || cursor.after !== undefined) {
      const of = scope();
      const page = await store.changes(of, type, cursor, limit);
      ({ cursor } = page);
      // The first page asks since when there is a set.
      const first = pages.length === 0 ? 1 : 0;
      const { walked, requests } = of.usage;
      pages.push({ changes: told(page), walked: walked - first, requests: requests - first });
    }
    return pages;
  };
  return { clock, own, store, scope, put, write, read };
}

const keyOf = (change: string): string => /^-?([^=]+)/.exec(change)?.[1] ?? '';

describe.each(shapes)('%s, %i ranges', (shape, ranges) => {
  const type = walkedTypes[shape];

  function expectBound(pages: readonly Read[], of = ranges): void {
    for (const { changes, walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual(of * (changes.length + 2));
      expect(requests).toBeLessThanOrEqual(of * (1 + Math.floor(changes.length / 1000)));
    }
  }
  const expectTold = (pages: readonly Read[], expected: readonly string[]): void => {
    expect(
      pages
        .flatMap(({ changes }) => changes)
        .map(keyOf)
        .sort(),
    ).toEqual(expected);
  };

  test.each([1, 5, 25, 1000])('bulks in no order, pages of %i', async (limit) => {
    const { put, write, read } = await stage(type);
    const changed = keys.slice(30, 130);
    await write(mixed(changed.map((key) => put(key, '2030-12-31'))));
    const pages = await read(limit);
    expectTold(pages, changed);
    expectBound(pages);
  });

  test('several bulks', async () => {
    const { put, write, read } = await stage(type);
    const changed = keys.slice(0, 180);
    await write(
      changed.map((key) => put(key, '2030-12-31')),
      60,
    );
    const pages = await read(1000);
    expectTold(pages, changed);
    expectBound(pages);
  });

  test('one after the other in one second', async () => {
    const { put, own, store, scope, read } = await stage(type);
    const changed = keys.slice(0, 60);
    for (const key of changed) {
      await store.commit(scope(), type, [put(key, '2030-12-31')]);
      own.pass(1);
    }
    const pages = await read(25);
    expectTold(pages, changed);
    expectBound(pages);
  });

  test('few of many: no row is walked that is none of them', async () => {
    const { put, write, read } = await stage(type);
    const changed = keys.filter((_, at) => at % 20 === 0);
    await write(changed.map((key) => put(key, '2030-12-31')));
    for (const limit of [5, 1000]) {
      const pages = await read(limit);
      expectTold(pages, changed);
      for (const { changes, walked, requests } of pages) {
        expect(walked).toBeLessThanOrEqual(ranges * (changes.length + 2));
        expect(requests).toBeLessThanOrEqual(ranges === 1 ? 1 : changes.length + 2);
      }
    }
  });

  test.each([7, 25, 1000])('what is deleted together, pages of %i', async (limit) => {
    const { write, read } = await stage(type);
    const deleted = keys.slice(90, 150);
    await write(deleted.map(remove));
    const pages = await read(limit);
    expectTold(pages, deleted);
    // Another look tells that they were not created again.
    expectBound(pages, 2);
  });

  test.each([7, 25, 1000])('what is deleted in a busy minute, pages of %i', async (limit) => {
    const { put, write, read, clock } = await stage(type);
    const busy = keys.slice(0, 90);
    await write(busy.map((key) => put(key, '2030-12-31')));
    clock.now += 5000;
    const both = keys.slice(120, 180);
    await write(
      both.map((key, at) => (at % 5 === 0 ? remove(key) : put(key, '2031-01-01'))),
      20,
    );
    const pages = await read(limit);
    expectTold(pages, [...busy, ...both]);
    for (const { changes, walked, requests } of pages) {
      expect(walked).toBeLessThanOrEqual((changes.length + 2) * requests);
      const removed = changes.filter((change) => change.startsWith('-')).length;
      expect(requests).toBeLessThanOrEqual(ranges + 2 + removed);
    }
  });
});
