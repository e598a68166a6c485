/** Orders that begin behind a part of which the filter says nothing: its few values are learned and merged, many are not. */
import { ODataError } from '../../../../shared/errors/odataError.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import type { Position } from '../../../../shared/store/contract/entityQuery.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../../../shared/store/rows/rows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf, patch, remove } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const scope = storageScope();
const dayOf = (at: number): string => `20${10 + (at % 15)}-01-${10 + (at % 19)}`;
const entityAt = (codes: readonly (string | null)[]) => (at: number) =>
  entityOf(type, `id${String(at).padStart(4, '0')}`, {
    code: codes[at % codes.length]!,
    day: at % 7 === 0 ? null : dayOf(at),
    text: `text ${at % 13}`,
    count: BigInt(at % 5),
  });

async function tableOf(codes: readonly (string | null)[], size: number) {
  const rows = createMemoryRows();
  const entities = Array.from({ length: size }, (_, at) => entityAt(codes)(at));
  await writeEntities(rows, scope, type, entities);
  return { rows, entities };
}

const codesOf = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${at}`);
const newest = '$orderby=day desc,text';

async function pageOf(rows: Rows, options: string, limit: number, after?: Position) {
  const before = scope.usage.requests;
  const part = { skip: 0, limit, complete: false, ...(after && { after }) };
  const { entities, next } = await readPage(rows, scope, type, bindEntityQuery(type, options), part);
  const requests = scope.usage.requests - before;
  return { ids: entities.map(({ entity }) => entity.id), next: next?.position, requests };
}

describe.each([
  newest,
  '$filter=code ne null&$orderby=day desc,text',
  "$filter=code ge 'c3' and code lt 'c8'&$orderby=day desc,text",
  "$filter=code lt 'b' or code ge 'c3' and code ne 'c5'&$orderby=day desc,text",
  '$orderby=day desc,code',
  '$orderby=day desc,code desc,text',
  '$orderby=day desc,text,code desc',
  '$orderby=code desc,day desc,text',
  "$filter=code in ('c1','c3','c5')&$orderby=day desc,code desc",
  `$filter=day le 2018-01-01&${newest}`,
  '$filter=day eq 2012-01-12&$orderby=text',
  `$filter=count eq 3&${newest}`,
  `$filter=contains(text,'1')&${newest}`,
])('%s', (options) => {
  test.each([
    ['none', [] as string[]],
    ['one', ['c4']],
    ['four, and rows without one', ['c1', 'c3', 'c5', 'c7', null]],
    ['twelve', codesOf(12)],
    ['thirteen', codesOf(13)],
    ['long ones', codesOf(8).map((code) => `${code} is a long code`)],
    ['many, some cut', [...codesOf(40), 'a code that is longer than its share']],
    ['one for each row', codesOf(120)],
  ])('values of the first part: %s', async (_name, codes) => {
    const { rows, entities } = await tableOf(codes, codes.length === 0 ? 0 : 120);
    const query = bindEntityQuery(type, options);
    for (const limit of [17, 1000]) {
      const pages = await readPages(query, { rows, type, scope: () => scope, limit });
      expectResult(
        pages.flatMap(({ keys }) => keys),
        entities,
        query,
      );
    }
  });
});

test('values are learned by the first page alone, and so is that they are too many', async () => {
  const few = await tableOf(codesOf(4), 200);
  const first = await pageOf(few.rows, newest, 10);
  expect(first.requests).toBe(4 + 1 + 4);
  expect((await pageOf(few.rows, newest, 10, first.next)).requests).toBe(4);
  const many = await tableOf(codesOf(20), 200);
  const sorted = await pageOf(many.rows, newest, 10);
  expect(sorted.requests).toBe(13 + 1);
  expect((await pageOf(many.rows, newest, 10, sorted.next)).requests).toBe(1);
});

test('what is there throughout is neither lost nor doubled where values come and go between pages', async () => {
  const { rows, entities } = await tableOf(codesOf(3), 90);
  const store = createStore(rows);
  const gone = entities.filter(({ code }) => code === 'c1').map(({ id }) => id);
  const query = bindEntityQuery(type, newest);
  const pages = await readPages(query, {
    rows,
    type,
    scope: () => scope,
    limit: 8,
    between: async (page) => {
      if (page === 2) await store.commitEach(scope, type, gone.map(remove));
      const added = Array.from({ length: 15 }, (_, at) => entityAt(codesOf(20))(1000 + at));
      if (page === 3)
        await store.commitEach(
          scope,
          type,
          added.map((each) => patch(type, each.id, each)),
        );
    },
  });
  const steady = entities.filter(({ id }) => !gone.includes(id));
  const keys = pages.flatMap((page) => page.keys).filter((key) => steady.some(({ id }) => id === key));
  expectResult(keys, steady, query);
});

test.each([
  ['few', 4],
  ['twelve', 12],
  ['many', 30],
])('a stream is a walk for what memory allows, of %s values', async (_name, count) => {
  const { rows, entities } = await tableOf(codesOf(count), 2500);
  const before = scope.usage.walked;
  const query = bindEntityQuery(type, newest);
  const ids: string[] = [];
  for await (const some of createStore(rows).stream(() => scope, type, query, { skip: 0 }))
    ids.push(...some.map(({ entity }) => entity.id));
  expectResult(ids, entities, query);
  expect(scope.usage.walked - before).toBeLessThanOrEqual(2500 + 13);
});

describe('a place that somebody made', () => {
  const rest = '7973-88-73!=a!id0001';
  test.each<[string, Position]>([
    ['no values', ['values', '', 'merged', rest, '0']],
    ['no end', ['values', '=c1', 'merged', rest, '0']],
    ['values out of order', ['values', '=c2!=c1!', 'merged', rest, '0']],
    ['a value twice', ['values', '=c1!=c1!', 'merged', rest, '0']],
    [
      'thirteen values',
      [
        'values',
        codesOf(13)
          .sort()
          .map((code) => `=${code}!`)
          .join(''),
        'merged',
        rest,
        '0',
      ],
    ],
    ['a value of no range of the filter', ['values', '=b!', 'merged', rest, '0']],
    [
      'long values',
      [
        'values',
        codesOf(8)
          .map((code) => `=${code}${'x'.repeat(15)}!`)
          .join(''),
        'merged',
        rest,
        '0',
      ],
    ],
    ['what no row key holds', ['values', '=c1/!', 'merged', rest, '0']],
    ['no place', ['values', '=c1!']],
    ['a place of another plan', ['values', '=c1!', 'after', 'e_id0001']],
    ['a value that is not there', ['values', '=c1!', 'merged', rest, '2']],
    ['values within values', ['values', '=c1!', 'values', '=c1!', 'merged', rest, '0']],
    ['a place of no walk', ['learning', '=c1!', 'merged', rest, '0']],
    ['nothing learned', ['learning', '']],
    ['a place without values', ['merged', rest, '0']],
  ])('%s', async (_name, after) => {
    const { rows } = await tableOf(codesOf(2), 10);
    const page = pageOf(rows, "$filter=code ge 'c'&$orderby=day desc,text", 5, after);
    await expect(page).rejects.toMatchObject({ innerCode: 'invalidSkipToken' });
    await expect(page).rejects.toBeInstanceOf(ODataError);
  });
});
