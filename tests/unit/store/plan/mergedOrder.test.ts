/** Rows merged over the values of a part, in every order those may have among what follows, wherever pages end. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { choosePlan } from '../../../../shared/store/plan/choosePlan.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { lateScope } from '../../../support/lateScope.ts';
import { MergedOrder } from '../../../../shared/store/plan/mergedOrder.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const days = [null, '2024-02-29', '2026-01-01'];
// Some are cut, and two of those to the same.
const texts = [null, 'a', 'x'.repeat(100), `${'x'.repeat(100)}y`, `${'x'.repeat(100)}a`];
const entities = ['1', '3', '5', null].flatMap((code, at) =>
  days.flatMap((day, of) =>
    texts.flatMap((text, index) =>
      ['!', 'a'].map((id) => entityOf(type, `${id}${index}${of}${at}`, { code, day, text })),
    ),
  ),
);

const filters = ["code in ('1','3','5')", 'code ne null', "code in ('3','5',null) and day in (null,2024-02-29)"];
const orders = [
  'day desc',
  'day desc,code',
  'day desc,code desc',
  'day desc,code,text',
  'day desc,code desc,text',
  'day desc,text,code',
  'day desc,text,code desc,id',
  'code desc',
  'code desc,day desc,text',
];
/** Rows storage ends its answers after, in turn. */
const lengths = [0, 1000, 1, 5, 2];
let answers = 0;
const rows = createMemoryRows({ walk: () => lengths[(answers += 1) % lengths.length] ?? 0 });
const scope = storageScope({ milliseconds: 600_000 });
beforeAll(async () => await writeEntities(rows, scope, type, entities));

it.each(filters.flatMap((filter) => orders.map((order) => [filter, order] as const)))(
  '%s: %s',
  async (filter, order) => {
    const query = bindEntityQuery(type, `$filter=${filter}&$orderby=${order}`);
    expect(choosePlan(type, query)).toMatchObject({ kind: 'ordered', order: { isComplete: true } });
    const walks = [
      { scope: () => scope, limit: 17 },
      // Each page ends where storage has answered once; texts that were cut have to be seen together.
      ...(order.includes('text') ? [] : [{ scope: () => lateScope(scope.tenant, 8000), limit: 1000 }]),
    ];
    for (const walk of walks) {
      const pages = await readPages(query, { rows, type, ...walk });
      expectResult(
        pages.flatMap(({ keys }) => keys),
        entities,
        query,
      );
    }
  },
);

const two = "code in ('1','5') and day in (2024-02-29,2026-01-01)";
it.each([
  [two, 'text', 4],
  [two, 'text,id', 4],
  [`${two} and text ne null`, 'text', 4],
  [`${two} and text in ('a',null)`, 'id', 8],
  ["code in ('1','3','5',null) and day in (null,2024-02-29,2026-01-01)", 'text', 12],
  ["code eq '3' and day in (null,2024-02-29) and text in ('a',null)", 'id', 4],
])('%s: %s, of %i pairs of values', async (filter, order, values) => {
  const query = bindEntityQuery(type, `$filter=${filter}&$orderby=${order}`);
  expect(choosePlan(type, query)).toMatchObject({ kind: 'ordered', order: { isComplete: true } });
  for (const limit of [1, 5, 1000]) {
    const pages = await readPages(query, { rows, type, scope: () => scope, limit });
    const found = pages.flatMap(({ keys }) => keys);
    expectResult(found, entities, query);
    // Texts that were cut are read whole; of the others no more than the page shows, of each pair.
    if (order === 'id')
      for (const { keys, walked } of pages) expect(walked).toBeLessThanOrEqual(values * (keys.length + 2));
  }
});

/** So many values of each, those that are stored among them. */
const codes = (count: number): string => ["'1'", "'3'", "'5'", 'null', "'7'", "'9'", "'11'"].slice(0, count).join(',');
const dates = (count: number): string =>
  ['null', '2024-02-29', '2026-01-01', ...Array.from({ length: 20 }, (_, at) => `2026-02-${at + 10}`)]
    .slice(0, count)
    .join(',');

it.each([
  [2, 7],
  [4, 5],
  [4, 12],
  [7, 6],
])('%i values of a part and %i of another are merged', async (first, second) => {
  for (const order of ['text', 'text,id', 'id']) {
    const of = order === 'id' ? " and text eq 'a'" : '';
    const query = bindEntityQuery(
      type,
      `$filter=code in (${codes(first)}) and day in (${dates(second)})${of}&$orderby=${order}`,
    );
    expect(choosePlan(type, query)).toMatchObject({ kind: 'ordered', order: { isComplete: true } });
    for (const limit of [1, 5, 1000]) {
      const pages = await readPages(query, { rows, type, scope: () => scope, limit });
      expectResult(
        pages.flatMap(({ keys }) => keys),
        entities,
        query,
      );
      if (order === 'id')
        for (const { keys, walked } of pages) expect(walked).toBeLessThanOrEqual(first * second * (keys.length + 2));
    }
  }
});

it.each([
  [5, 10],
  [2, 13],
])('%i of a part and %i of another are more than are read side by side, and sorted', (first, second) => {
  const query = bindEntityQuery(type, `$filter=code in (${codes(first)}) and day in (${dates(second)})&$orderby=text`);
  expect(choosePlan(type, query).kind).toBe('sorted');
});

/** What row keys go on with, of two parts and an id; and where a walk may stand beside. */
const parts = ['', '=a', '=a$20', '=b'];
const rests = parts.flatMap((day) => parts.flatMap((text) => ['$20', 'a'].map((id) => `${day}!${text}!${id}`)));
const beside = parts.flatMap((day) => [
  `${day}!`,
  `${day}"`,
  ...parts.flatMap((text) => [`${day}!${text}!`, `${day}!${text}"`]),
]);
const indexes = [0, 1, 2];

describe.each([undefined, 0, 1, 2])('with the values behind so many parts: %s', (before) => {
  const order = new MergedOrder({ scans: [], ...(before !== undefined && { before }) });
  const places = rests.flatMap((rest) => indexes.map((index) => ({ rest, index, key: order.keyOf({ rest, index }) })));

  it('keys have the order of the parts before, then the values, then the rest', () => {
    const headOf = (rest: string): string =>
      before === undefined
        ? rest
        : rest
            .split('!')
            .slice(0, before)
            .map((part) => `${part}!`)
            .join('');
    const sorted = [...places].sort((left, right) => {
      const [one, other] = [headOf(left.rest), headOf(right.rest)];
      if (one !== other) return one < other ? -1 : 1;
      return left.index - right.index || (left.rest < right.rest ? -1 : 1);
    });
    expect([...places].sort((left, right) => (left.key < right.key ? -1 : 1))).toEqual(sorted);
  });

  it('behind a place are the rows whose keys are', () => {
    for (const [rest, isRow] of [
      ...rests.map((each) => [each, true] as const),
      ...beside.map((each) => [each, false] as const),
    ])
      for (const index of indexes)
        for (const isBefore of isRow ? [true, false] : [true]) {
          const place = { rest, index, isBefore };
          const key = order.keyOf(place);
          const behind = places.filter((each) => each.key > key || (isBefore && each.key === key));
          const started = places.filter((each) => {
            const start = order.startBehind(place, each.index);
            return each.rest > start.rest || (!start.exclusive && each.rest === start.rest);
          });
          expect(started).toEqual(behind);
        }
  });

  it('a run is what the keys of its rows begin with, and begins at a place', () => {
    for (const { rest, index, key } of places) {
      const length = rest.lastIndexOf('!') + 1;
      const run = order.runOf(rest.slice(0, length), index);
      expect(key.startsWith(run)).toBe(true);
      const place = order.placeOf(run)!;
      expect(place.rest).toBe(rest.slice(0, length));
      const start = order.startBehind(place, index);
      expect(rest >= start.rest).toBe(true);
      const passed = places.filter((each) => each.key < run && each.rest >= order.startBehind(place, each.index).rest);
      expect(passed).toEqual([]);
    }
  });
});
