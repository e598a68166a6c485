/** Changes where storage takes its 5 s for every answer: each page ends in time, with a place to go on from. */
import { office365ActiveUserCounts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { ChangeCursor } from '../../../shared/store/contract/changeCursor.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch, remove } from '../../support/changes.ts';
import { told } from '../../support/changeRounds.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';

const longest = 25_000;

/** Rows that were changed, deleted, and created again; a filler of other keys lies between those that changed. */
async function filled(shape: 'detail' | 'series', walked: number, timeOf: (answer: number) => number = () => 5000) {
  let time = Date.parse('2031-01-01T00:00:00Z');
  let answers: number | undefined;
  const rows = createMemoryRows({
    now: () => time,
    answerTime: () => (answers === undefined ? 0 : timeOf(answers++)),
    walk: () => (answers === undefined ? 1000 : walked),
  });
  const type = { ...office365ActiveUserCounts, shape };
  const { tenant } = storageScope();
  const store = createStore(rows);
  const scope = storageScope({ tenant });
  const keys = Array.from({ length: 90 }, (_, at) => `k${String((at * 37) % 90).padStart(3, '0')}`);
  const { since } = await store.startTracking(scope, type);
  for (const key of keys) await store.commit(scope, type, [patch(type, key, { teams: 1n })]);
  time += 1000;
  for (const key of keys.slice(0, 50)) await store.commit(scope, type, [remove(key)]);
  for (const key of keys.slice(0, 8)) await store.commit(scope, type, [patch(type, key, { teams: 2n })]);
  const state = new Map(keys.slice(8).map((key, at) => [key, at < 42 ? `-${key}` : `${key}=1`]));
  for (const key of keys.slice(0, 8)) state.set(key, `${key}=2`);
  const read = async (limit: number): Promise<string[]> => {
    const last = new Map<string, string>();
    let cursor: ChangeCursor = { since };
    do {
      const clock = virtualClock();
      answers = 0;
      const page = await store
        .changes(storageScope({ tenant, milliseconds: longest, clock }), type, cursor, limit)
        .finally(() => expect(clock.now() - clock.started).toBeLessThan(longest));
      expect(page.cursor).not.toEqual(cursor);
      for (const change of told(page)) last.set(/^-?([^=]+)/.exec(change)![1]!, change);
      ({ cursor } = page);
    } while (cursor.after !== undefined);
    return [...last.values()].sort();
  };
  return { read, state: [...state.values()].sort() };
}

describe.each(['detail', 'series'] as const)('a %s', (shape) => {
  it.each([
    [1000, 1000],
    [40, 1000],
    [1000, 7],
    [5, 3],
  ])('pages of %i, answers of %i rows', async (limit, walked) => {
    const { read, state } = await filled(shape, walked);
    expect(await read(limit)).toEqual(state);
  });
});

/** Answers that take longer than one try may: the page ends before what was not read, or it is tried again. */
describe.each(['detail', 'series'] as const)('a %s, one answer of each page too slow', (shape) => {
  it.each([0, 1, 2, 3, 5, 8, 13, 34])('that behind %i others', async (place) => {
    const { read, state } = await filled(shape, 20, (answer) => (answer === place ? 7000 : 0));
    expect(await read(60)).toEqual(state);
  });
});

/** With so many answers at least that come at once a page ends at what they told; with fewer it has nothing to end at. */
describe.each([
  ['detail', 4],
  ['series', 3],
] as const)('a %s of which every answer is too slow behind the first', (shape, least) => {
  it('ends a page at the changes that are told already', async () => {
    const { read, state } = await filled(shape, 1000, (answer) => (answer < least ? 0 : 7000));
    expect(await read(1000)).toEqual(state);
  });

  it('ends in time where no change is told yet', async () => {
    const { read } = await filled(shape, 1000, (answer) => (answer < least - 1 ? 0 : 7000));
    await expect(read(1000)).rejects.toMatchObject({ status: 504 });
  });
});
