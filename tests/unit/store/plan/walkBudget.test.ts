/** One budget for every plan: requests, rows and time, at whose end a walk that has a place ends there, and one that has none fails. */
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { ODataError } from '../../../../shared/errors/odataError.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { watchedRows } from '../../../support/watchedRows.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [mostRequests, mostSteps, mostRows] = [1000, 38, 500_000];

const days = Array.from({ length: 550 }, (_, at) => dateFrom('2020-01-01', at));
const entities = days.flatMap((day, at) =>
  ['7', '30', '90'].map((code) =>
    entityOf(type, `${String(at).padStart(4, '0')}x${code}`, { code, day, text: 'ab'[at % 2] ?? null, other: 1n }),
  ),
);
const keys = Array.from({ length: 1100 }, (_, at) => `'${String(at).padStart(4, '0')}'`).join();

interface Planned {
  readonly options: string;
  /** Requests behind which a page ends. */
  readonly requests?: number;
  /** Those that may find out where to go on. */
  readonly more?: number;
}

const plans: Readonly<Record<string, Planned>> = {
  'main rows': { options: '$orderby=id' },
  'a filter': { options: "$filter=contains(text,'z')" },
  'an index': { options: '$filter=other eq 2&$orderby=day desc' },
  'two ranges': { options: "$filter=code in ('7','30') and other eq 2" },
  merged: { options: "$filter=code in ('7','30') and other eq 2&$orderby=day desc" },
  stepping: {
    options: "$filter=code eq '7' and text eq 'a' and other eq 2",
    requests: mostSteps,
    more: 40 - mostSteps,
  },
  'in runs': { options: '$filter=other eq 2&$orderby=day,other' },
};
/** Queries that have to see everything, and whether the rows they see are more than so many requests of a row each. */
const whole: readonly (readonly [options: string, isOver: boolean])[] = [
  ['$orderby=other', true],
  ["$filter=code eq '7'&$orderby=other", false],
  ["$filter=contains(text,'z')&$orderby=text desc", true],
];

const memory = createMemoryRows({ walk: () => walked });
/** Rows an answer looks at, and how many more it is said to have looked at. */
let [walked, more] = [1000, 0];
const rows = watchedRows(memory, ({ usage }) => void (usage.walked += more));
const { tenant } = storageScope();
const scope = () => storageScope({ tenant, milliseconds: 600_000 });
const part = { skip: 0, limit: 1000, complete: false };
const ids = (found: readonly { readonly entity: Entity }[]): string[] => found.map(({ entity }) => entity.id);

beforeAll(async () => await writeEntities(memory, scope(), type, entities));
afterEach(() => ([walked, more] = [1000, 0]));

describe.each(Object.entries(plans))('%s', (_name, { options, requests = mostRequests, more: others = 3 }) => {
  const query = bindEntityQuery(type, options);

  it('ends its page behind so many requests', async () => {
    walked = 1;
    const used = scope();
    const { next } = await readPage(rows, used, type, query, part);
    expect(next).toBeDefined();
    expect(used.usage.requests).toBeGreaterThanOrEqual(requests);
    expect(used.usage.requests).toBeLessThanOrEqual(requests + others);
  });

  it('ends its page behind so many rows, and the pages are the whole result', async () => {
    [walked, more] = [100, mostRows / 3];
    const pages = await readPages(query, { rows, type, scope, limit: 1000 });
    for (const page of pages) expect(page.requests).toBeLessThanOrEqual(3 + 3);
    expect(pages.length).toBeGreaterThan(1);
    expectResult(
      pages.flatMap((page) => page.keys),
      entities,
      query,
    );
  });
});

test.each(whole)('%s has to see everything: 504 behind so many requests, and so many rows', async (options, isOver) => {
  const query = bindEntityQuery(type, options);
  for (const [look, said, most, isTooMuch] of [
    [1, 0, mostRequests, isOver],
    [100, mostRows / 3, 3, true],
  ] as const) {
    [walked, more] = [look, said];
    for (const read of [
      async (used: ReturnType<typeof scope>) => await readPage(rows, used, type, query, part),
      async (used: ReturnType<typeof scope>) => await createStore(rows).count(used, type, query),
    ]) {
      const used = scope();
      const outcome = await read(used).catch((error: unknown) => error);
      expect(outcome instanceof ODataError ? outcome.innerCode : undefined).toBe(
        isTooMuch ? 'gatewayTimeout' : undefined,
      );
      expect(used.usage.requests).toBeLessThanOrEqual(most + 3);
    }
  }
});

test('keys that are named are read by so many requests, and the page ends there', async () => {
  const query = bindEntityQuery(type, `$filter=id in (${keys})`);
  // The look at the first of them shows one row, so that they are read one by one.
  walked = 1;
  const used = scope();
  const { next } = await readPage(rows, used, type, query, part);
  expect(next).toBeDefined();
  expect(used.usage.requests).toBeGreaterThanOrEqual(mostRequests);
  expect(used.usage.requests).toBeLessThanOrEqual(mostRequests + 32);
  const named = entityOf(type, '0003');
  await writeEntities(memory, scope(), type, [named]);
  const pages = await readPages(query, { rows, type, scope, limit: 1000 });
  expect(ids([{ entity: named }])).toEqual(pages.flatMap((page) => page.keys));
});
