/** The order of an index with others behind it, and names that are equal as far as an index has them: what is alike is sorted, a long run of it read in parts. */
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

/** Rows of each long day, and rows an answer looks at. */
const [size, answer] = [120, 5];
const days = ['2026-11-26', '2026-11-25', null];
const long = 'x'.repeat(70);
const digits = (index: number): string => String((index * 7919) % 10_007).padStart(5, '0');

/** Days of many rows, and between them days of a few. */
const entities: readonly Entity[] = [
  ...days.flatMap((day, at) =>
    Array.from({ length: size }, (_, index) =>
      entityOf(type, `${at}-${digits(index)}`, {
        day,
        code: '7',
        text: long + digits(index),
        other: BigInt(index % 7),
      }),
    ),
  ),
  ...Array.from({ length: 60 }, (_, index) =>
    entityOf(type, `few-${index}`, {
      day: `2025-01-${10 + (index % 20)}`,
      text: `few ${index}`,
      other: BigInt(index % 3),
    }),
  ),
];
const rows = createMemoryRows({ walk: () => answer });
const { tenant } = storageScope();
const scope = () => storageScope({ tenant });
const query = (options: string) => bindEntityQuery(type, options);
beforeAll(async () => await writeEntities(rows, scope(), type, entities));

const orders = [
  '$orderby=day desc,other',
  '$orderby=day desc,other desc,text desc',
  '$orderby=day,other desc',
  '$filter=other gt 4&$orderby=day desc,other',
  '$filter=other mod 7 eq 5&$orderby=day desc,text desc',
  "$filter=code eq '7' and day eq 2026-11-26&$orderby=text",
  "$filter=code eq '7'&$orderby=day desc,text",
];

it.each(orders)('%s: pages are the whole result', async (options) => {
  for (const limit of [50, 97]) {
    const pages = await readPages(query(options), { rows, type, scope, limit });
    expect(pages.flatMap(({ keys }) => keys)).toEqual(evaluateNaively(entities, query(options)));
    for (const { keys } of pages.slice(0, -1)) expect(keys).toHaveLength(limit);
  }
});

it.each([
  ['$orderby=day desc,other', size],
  ["$filter=code eq '7' and day eq 2026-11-26&$orderby=text", size],
])('%s: a page walks what is alike once, and nothing behind it', async (options, most) => {
  const used = scope();
  await readPage(rows, used, type, query(options), { skip: 0, limit: 10, complete: false });
  expect(used.usage.walked).toBeLessThanOrEqual(most);
  expect(used.usage.requests).toBeLessThanOrEqual(most / answer + 33);
});

it.each([
  ['an order no index has', '$orderby=other,text'],
  ['the order of an index with others behind it', '$orderby=day desc,other,text'],
])(
  'a whole result in %s is one walk where memory holds it, and is counted until it is taken',
  async (_name, options) => {
    const used = scope();
    const found: string[] = [];
    let most = 0;
    for await (const piece of createStore(rows).stream(() => used, type, query(options), { skip: 0 })) {
      most = Math.max(most, used.meter.kept.bytes);
      found.push(...piece.map(({ entity }) => entity.id));
    }
    expect(found).toEqual(evaluateNaively(entities, query(options)));
    expect(used.usage.walked).toBeLessThanOrEqual(entities.length + 2 * answer);
    expect(most).toBeGreaterThan(entities.length * 200);
    expect(used.meter.kept.bytes).toBe(0);
  },
);
