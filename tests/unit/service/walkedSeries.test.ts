/**
 * What a page of a series walks that a report function gives: the rows of the days it shows and the one behind them, and on the first
 * page the newest; whatever part of the days is asked for, the same rows as of all of them.
 */
import { oneDriveUsageStorage as storage } from '../../../shared/model/oneDrive/oneDriveUsageStorage.ts';
import { jsonBatches } from '../../support/batch.ts';
import { entityOf } from '../../support/changes.ts';
import { csvOf } from '../../support/walkedForms.ts';
import { type Page, reading } from '../../support/reading.ts';
import { seriesDays } from '../../support/seriesDays.ts';
import { type WalkedStage, walkedStage } from '../../support/walkedStage.ts';
import { dateBack, walkedTypes } from '../../support/walkedTables.ts';

type Json = Readonly<Record<string, unknown>>;

const kinds = ['All', 'OneDrive', 'Other'];
const counts = walkedTypes.series;

const stages = {
  'one row a day': { type: counts, kinds: 1, make: () => seriesDays(counts, [null]) },
  'three kinds a day': { type: storage, kinds: 3, make: () => seriesDays(storage, kinds) },
} as const;

describe.each(Object.entries(stages))('%s', (_name, { type, kinds: most, make }) => {
  let stage: WalkedStage;
  let whole: readonly Json[];
  const call = `reports/${type.reportFunction!.name}(period='D180')`;
  const json = { Accept: 'application/json' };
  const compareDays = (left: Json, right: Json): number =>
    String(left['reportDate']) < String(right['reportDate']) ? -1 : 1;

  beforeAll(async () => {
    stage = await walkedStage(type, make());
    ({ value: whole } = await reading(stage.app).json(call, json));
    expect(whole).toHaveLength(180 * most);
  });
  afterAll(async () => {
    await stage.app.stop();
  });

  /** Reads all pages; holds each against the bound. */
  async function pagesOf(options: string, maxpagesize?: number): Promise<readonly Json[]> {
    const { json: read } = reading(stage.app);
    const found: Json[] = [];
    let next: string | undefined = `${call}${options}`;
    for (let page = 0; next !== undefined; page += 1) {
      const target: string = next;
      const headers = { ...json, ...(maxpagesize !== undefined && { Prefer: `maxpagesize=${maxpagesize}` }) };
      const { result, walked, requests } = await stage.costOf(async () => await read(target, headers));
      const { value, '@odata.nextLink': link }: Page = result;
      const newest = page === 0 ? 1 : 0;
      expect(walked - newest).toBeLessThanOrEqual(most * (value.length + 2));
      expect(requests - newest).toBeLessThanOrEqual(1 + Math.floor(value.length / 1000));
      found.push(...value);
      next = link;
    }
    return found;
  }

  test.each([
    ['?$top=1', 1],
    ['?$top=25', 25],
    ['?$top=25&$orderby=reportDate desc', 25],
    ['?$select=reportDate,reportRefreshDate,id&$top=3', 3],
  ])('%s: the newest', async (options, count) => {
    const found = await pagesOf(options);
    expect(found).toHaveLength(count);
    for (const [at, row] of found.entries()) expect(whole[at]).toMatchObject(row);
  });

  test.each([
    [1, 10],
    [7, 30],
    [50, 120],
  ])('pages of %i', async (size, top) => {
    if (size > 1) expect(await pagesOf('', 4 * size)).toEqual(whole);
    expect(await pagesOf(`?$top=${top}`, size)).toEqual(whole.slice(0, top));
  });

  test('the oldest first', async () => {
    const upwards = whole.toSorted(compareDays);
    expect((await pagesOf('?$orderby=reportDate&$top=10')).map(({ reportDate }) => reportDate)).toEqual(
      upwards.slice(0, 10).map(({ reportDate }) => reportDate),
    );
    const paged = await pagesOf('?$orderby=reportDate,id desc', 50);
    expect(paged.map(({ reportDate }) => reportDate)).toEqual(upwards.map(({ reportDate }) => reportDate));
    const byId = (rows: readonly Json[]) =>
      rows.toSorted((left, right) => (String(left['id']) < String(right['id']) ? -1 : 1));
    expect(byId(paged)).toEqual(byId(whole));
  });

  test.each([
    [`reportDate ge ${dateBack(9)}`, (day: string) => day >= dateBack(9)],
    [
      `reportDate ge ${dateBack(150)} and reportDate lt ${dateBack(100)}`,
      (day: string) => day >= dateBack(150) && day < dateBack(100),
    ],
    [`reportDate eq ${dateBack(40)}`, (day: string) => day === dateBack(40)],
    [`reportDate le ${dateBack(170)}`, (day: string) => day <= dateBack(170)],
    [`reportDate gt ${dateBack(-1)}`, () => false],
  ])('%s', async (filter, holds) => {
    const expected = whole.filter(({ reportDate }) => holds(String(reportDate)));
    expect(await pagesOf(`?$filter=${filter}`)).toEqual(expected);
    expect(await pagesOf(`?$filter=${filter}`, 7)).toEqual(expected);
    expect(await pagesOf(`/$filter(${filter})?$top=4`)).toEqual(expected.slice(0, 4));
  });

  test('CSV, passed over rows, parts of a batch', async () => {
    const { lines, walked } = await csvOf(stage, `${call}?$top=10`);
    expect(lines).toBe(10);
    expect(walked - 1).toBeLessThanOrEqual(most * 12);
    const url = `${call}?$skip=20&$top=5&$format=application/json`;
    const { send } = jsonBatches(stage.app);
    const { result, ...cost } = await stage.costOf(async () => await send([{ id: '1', method: 'GET', url }]));
    expect((result[0]!.body as unknown as Page).value).toEqual(whole.slice(20, 25));
    expect(cost.walked - 1).toBeLessThanOrEqual(most * 27);
  });

  test('what is about more than the days is of all of them', async () => {
    const { json: read } = reading(stage.app);
    const counted = await read(`${call}?$count=true&$top=5`, json);
    expect(counted).toMatchObject({ '@odata.count': whole.length, value: whole.slice(0, 5) });
    expect((await read(`${call}?$filter=reportPeriod eq '180'&$top=5`, json)).value).toEqual(whole.slice(0, 5));
    const ids = whole.map(({ id }) => String(id)).sort();
    expect((await read(`${call}?$orderby=id&$top=5`, json)).value.map(({ id }) => id)).toEqual(ids.slice(0, 5));
    expect((await read(`${call}?$apply=aggregate($count as n)`, json)).value).toEqual([
      expect.objectContaining({ n: whole.length }),
    ]);
  });
});

test('days that were stored more often than once: those that are shown, and no others', async () => {
  const times = 20;
  const entities = Array.from({ length: 190 * times }, (_, at) =>
    entityOf(counts, `id-${(at * 7919) % 100_003}`, {
      reportDate: dateBack(Math.floor(at / times)),
      reportRefreshDate: dateBack(Math.floor(at / times)),
      reportPeriod: ['7', '30', '90', '180'][at % 4]!,
    }),
  );
  const stage = await walkedStage(counts, entities);
  try {
    const { json: read } = reading(stage.app);
    const call = `reports/${counts.reportFunction!.name}(period='D180')`;
    const { value: whole } = await read(call, { Accept: 'application/json' });
    for (const top of [1, 5, 60]) {
      const { result, walked, requests } = await stage.costOf(
        async () => await read(`${call}?$top=${top}`, { Accept: 'application/json' }),
      );
      expect(result.value).toEqual(whole.slice(0, top));
      expect(walked).toBeLessThanOrEqual(Math.max(1000, (top + 2) * times) + top + 3);
      expect(requests).toBeLessThanOrEqual(3 + Math.ceil(walked / 1000));
    }
  } finally {
    await stage.app.stop();
  }
});

test('the refresh date of a page whose rows have none is that of all days', async () => {
  const entities = Array.from({ length: 30 }, (_, back) =>
    entityOf(counts, `id-${back}`, {
      reportDate: dateBack(back),
      reportRefreshDate: back < 10 ? null : dateBack(back),
      reportPeriod: '30',
    }),
  );
  const stage = await walkedStage(counts, entities);
  try {
    const { json: read } = reading(stage.app);
    const { value } = await read(`reports/${counts.reportFunction!.name}(period='D30')?$top=2`, {
      Accept: 'application/json',
    });
    expect(value.map(({ reportRefreshDate }) => reportRefreshDate)).toEqual([dateBack(10), dateBack(10)]);
  } finally {
    await stage.app.stop();
  }
});
