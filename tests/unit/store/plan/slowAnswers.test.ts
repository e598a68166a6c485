/** Storage that takes its 5 s for every answer, most of which hold nothing: whatever the plan, each page has a place to go on from. */
import { choosePlan } from '../../../../shared/store/plan/choosePlan.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { virtualClock } from '../../../support/virtualClock.ts';
import { watchedRows } from '../../../support/watchedRows.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const longest = 25_000;

/** Milliseconds there have to be for an answer of storage, and behind it to write that of the service. */
const [longestAnswer, margin] = [5000, 2000];

/** Two values of `code` at every day, one of 30 rows wanted; the days at which the values are wanted are not the same. */
const entities = Array.from({ length: 120 }, (_, index) =>
  entityOf(type, `k${String(index).padStart(3, '0')}`, {
    code: index % 2 === 0 ? '7' : '30',
    day: `2026-0${1 + Math.floor(index / 40)}-${String(1 + (Math.floor(index / 2) % 20)).padStart(2, '0')}`,
    text: 'abc'[index % 3] ?? null,
    other: index % 30 === 17 || index % 30 === 20 ? 5n : 1n,
  }),
);

/** More keys than are read side by side, every other one of an entity. */
const manyKeys = Array.from({ length: 80 }, (_, at) => `'k${String(at).padStart(3, '0')}${at % 2 ? '' : 'x'}'`).join();

const twelveDays = Array.from({ length: 12 }, (_, at) => `2026-02-${String(at + 1).padStart(2, '0')}`).join();

const queries = {
  merged: "$filter=code in ('7','30') and other eq 5&$orderby=day desc",
  'merged, nothing found': "$filter=code in ('7','30') and other eq 6&$orderby=day desc",
  'merged over a value that is not there': "$filter=code in ('7','60') and other eq 5&$orderby=day desc",
  'merged over values that are learned': '$filter=other eq 5&$orderby=day desc,text',
  'merged over 48 pairs of values': `$filter=code in ('7','30','60','90') and day in (${twelveDays}) and other eq 5&$orderby=text`,
  'one value': "$filter=code eq '7' and other eq 5&$orderby=day desc",
  'main rows': '$filter=other eq 5&$orderby=id',
  'an index': '$filter=other eq 5&$orderby=day',
  'two ranges': "$filter=code in ('7','30') and other eq 5",
  'steps over what is left open': "$filter=code eq '7' and text eq 'b' and other eq 5",
  keys: "$filter=id in ('k017','k020','k090') and other eq 5",
  'many keys': `$filter=id in (${manyKeys}) and other eq 5`,
};

describe.each([3, 7, 50])('answers of %i rows looked at', (walked) => {
  it.each(Object.entries(queries))('%s', async (_name, options) => {
    let answerTime = 0;
    const memory = createMemoryRows({ walk: () => walked, answerTime: () => answerTime });
    const rows = watchedRows(memory, ({ deadline, clock }) => {
      expect(deadline - clock.now()).toBeGreaterThanOrEqual(longestAnswer + margin);
    });
    const { tenant } = storageScope();
    await writeEntities(rows, storageScope({ tenant }), type, entities);
    answerTime = 5000;
    let clock = virtualClock();
    const scope = () => storageScope({ tenant, milliseconds: longest, clock: (clock = virtualClock()) });
    const query = bindEntityQuery(type, options);
    const inTime = (): Promise<void> => {
      expect(clock.now() - clock.started).toBeLessThan(longest);
      return Promise.resolve();
    };
    const pages = await readPages(query, { rows, type, scope, limit: 3, between: inTime });
    const found = pages.flatMap(({ keys }) => keys);
    expect(new Set(found).size).toBe(found.length);
    expectResult(found, entities, query);
  });
});

/** What takes longer than one try may, so that it is given up. */
const tooLong = 7000;

/** Rows of which each answer looks at a few, every third one at none; so many are quick, and those behind them too slow. */
function slowing() {
  const storage = { quick: Infinity, slow: Infinity, asked: 0 };
  const rows = createMemoryRows({
    walk: () => (storage.asked % 3 === 2 ? 0 : 5),
    answerTime: () => {
      storage.asked += 1;
      return storage.asked > storage.quick && storage.asked <= storage.quick + storage.slow ? tooLong : 0;
    },
  });
  const { tenant } = storageScope();
  return {
    rows,
    tenant,
    /** From the next answer on so many are quick, and so many behind them too slow. */
    set: (quick: number, slow = Infinity) => Object.assign(storage, { quick, slow, asked: 0 }),
    write: async () => await writeEntities(rows, storageScope({ tenant, milliseconds: 600_000 }), type, entities),
  };
}

describe('answers that are given up after 6 seconds', () => {
  /** Each plan, and the answers it takes at most until it has a place at which a page can end: those that show a row. */
  const plans: Readonly<Record<string, readonly [string, number]>> = {
    'main rows': ['$orderby=id', 1],
    'a filter': ['$filter=other eq 5', 8],
    'an index': ['$orderby=day desc', 1],
    'two ranges': ["$filter=code in ('7','30') and other eq 5", 8],
    merged: ["$filter=code in ('7','30')&$orderby=day desc", 5],
    'merged, values learned': ['$orderby=day desc,text', 1],
    stepping: ["$filter=code eq '7' and text eq 'b'", 1],
    'in runs': ['$orderby=day,other', 1],
    keys: [`$filter=id in (${manyKeys})`, 1],
  };
  const { rows, tenant, set, write } = slowing();
  const limit = 1000;
  let clock = virtualClock();
  const scope = () => storageScope({ tenant, milliseconds: longest, clock: (clock = virtualClock()) });
  beforeAll(write);
  beforeEach(() => set(Infinity));

  it.each(Object.entries(plans))('%s: the page ends at its place', async (_name, [options, answers]) => {
    const query = bindEntityQuery(type, options);
    const all = (await readPages(query, { rows, type, scope, limit })).flatMap(({ keys }) => keys);
    expectResult(all, entities, query);
    for (let quick = answers; quick < answers + 6; quick += 1) {
      set(quick);
      const { entities: first, next } = await readPage(rows, scope(), type, query, { skip: 2, limit, complete: false });
      expect(clock.now() - clock.started).toBeLessThan(longest);
      set(Infinity);
      if (next === undefined) throw new Error('The page has no place to go on from');
      const rest = await readPages(query, { rows, type, scope, limit, after: next.position, skip: next.skip });
      const keys = [...first.map(({ entity }) => entity.id), ...rest.flatMap((page) => page.keys)];
      expect(keys).toEqual(all.slice(2));
    }
  });

  it.each(Object.entries(plans))(
    '%s: one of them ends the page, however few rows the others showed',
    async (_name, [options]) => {
      const query = bindEntityQuery(type, options);
      for (let quick = 1; quick < 6; quick += 1) {
        let asked = 0;
        const pages = await readPages(query, {
          rows,
          type,
          scope: () => {
            if (asked++ === 0) set(quick, 1);
            return scope();
          },
          limit,
        });
        expectResult(
          pages.flatMap(({ keys }) => keys),
          entities,
          query,
        );
      }
    },
  );

  const whole = { ...plans, sorted: ['$orderby=other desc', 1] } as const;
  it.each(Object.entries(whole))(
    '%s: without a place it is tried again while there is time, then 504',
    async (_name, [options]) => {
      const query = bindEntityQuery(type, options);
      const part = { skip: 0, limit, complete: false };
      set(0);
      await expect(readPage(rows, scope(), type, query, part)).rejects.toMatchObject({ status: 504 });
      expect(clock.now() - clock.started).toBeLessThan(longest);
      set(0, 1);
      const { entities: found } = await readPage(rows, scope(), type, query, part);
      expect(found.length).toBeGreaterThan(0);
    },
  );

  it('what has to see everything loses nothing by one of them, and is a 504 by more', async () => {
    const store = createStore(rows);
    for (const options of ['$orderby=other desc', '$filter=other eq 5']) {
      const query = bindEntityQuery(type, options);
      set(Infinity);
      const expected = await store.count(scope(), type, query);
      for (let quick = 0; quick < 6; quick += 1) {
        set(quick, 1);
        expect(await store.count(scope(), type, query)).toBe(expected);
        set(quick);
        await expect(store.count(scope(), type, query)).rejects.toMatchObject({ status: 504 });
        expect(clock.now() - clock.started).toBeLessThan(longest);
      }
    }
    expect(choosePlan(type, bindEntityQuery(type, '$orderby=other desc')).kind).toBe('sorted');
  });

  it.each(Object.entries(whole))(
    '%s: CSV goes on from the place, within the time of another request',
    async (_name, [options]) => {
      const store = createStore(rows);
      const query = bindEntityQuery(type, options);
      for (let quick = 0; quick < 5; quick += 1) {
        set(quick, 1);
        const found: string[] = [];
        for await (const piece of store.stream(scope, type, query, { skip: 0 }))
          found.push(...piece.map(({ entity }) => entity.id));
        expectResult(found, entities, query);
      }
    },
  );
});
