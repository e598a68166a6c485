/**
 * What a page of a series walks whose days have rows of several kinds, such as site types: kinds x rows it shows and two for each request.
 * Of one kind it is less than kinds x two more: another row has to be seen, up to so many behind, or the page could be the last; and storage
 * looks on for one behind that.
 */
import { oneDriveUsageStorage as storage } from '../../../shared/model/oneDrive/oneDriveUsageStorage.ts';
import { type Page, reading } from '../../support/reading.ts';
import { seriesDays } from '../../support/seriesDays.ts';
import { type WalkedStage, walkedStage } from '../../support/walkedStage.ts';
import { dateBack } from '../../support/walkedTables.ts';

type Json = Readonly<Record<string, unknown>>;

describe.each([1, 2, 3, 5, 9])('kinds a day: %i', (most) => {
  const some = ['All', 'Group', 'OneDrive', 'Other', 'Team', 'U', 'V', 'W', 'X'].slice(0, most);
  const call = `reports/${storage.reportFunction!.name}(period='D180')`;
  const read = async (target: string, headers?: Readonly<Record<string, string>>): Promise<Page> =>
    await reading(stage.app).json(target, { Accept: 'application/json', ...headers });
  let stage: WalkedStage;
  let whole: readonly Json[];
  /** The same in orders that begin with the day. */
  const inOrders = new Map<string, readonly Json[]>();
  beforeAll(async () => {
    stage = await walkedStage(storage, seriesDays(storage, some));
    const all = async (order: string): Promise<readonly Json[]> =>
      (await reading(stage.app).pages(`${call}?$count=false${order}`, { Accept: 'application/json' })).flatMap(
        ({ value }) => value,
      );
    whole = await all('');
    inOrders.set('', whole);
    for (const order of ['&$orderby=reportDate', '&$orderby=reportDate desc,siteType desc'])
      inOrders.set(order, await all(order));
  });
  afterAll(async () => {
    await stage.app.stop();
  });

  /** The pages of a call, and what each cost. */
  async function costs(options: string, size: number) {
    const pages: { readonly value: readonly Json[]; readonly walked: number; readonly requests: number }[] = [];
    let next: string | undefined = `${call}${options}`;
    while (next !== undefined) {
      const target: string = next;
      const work = async (): Promise<Page> => await read(target, { Prefer: `maxpagesize=${size}` });
      const { result, walked, requests } = await stage.costOf(work);
      pages.push({ value: result.value, walked, requests });
      next = result['@odata.nextLink'];
    }
    return pages;
  }

  test.each([1, 2, 3, 7])('pages of %i: kinds x rows they show, and two for each request', async (size) => {
    for (const [order, ordered] of inOrders) {
      const pages = await costs(`?$top=${4 * size}${order}`, size);
      expect(pages.flatMap(({ value }) => value)).toEqual(ordered.slice(0, 4 * size));
      expect(pages).toHaveLength(4);
      for (const [at, { value, walked, requests }] of pages.entries()) {
        expect(value).toHaveLength(size);
        expect(walked).toBeLessThanOrEqual(most * size + 2 * requests);
        // How many kinds a day has is known behind the first page, which also asks for the newest day; of more than three kinds more than once.
        expect(requests).toBeLessThanOrEqual(at > 0 ? 1 : 2 + Math.ceil(Math.max(0, most - 3) / 5));
      }
    }
  });

  test.each([1, 2, 3, 7])('CSV of %i rows, and passed over as many: the same', async (top) => {
    for (const [options, passed] of [
      [`$top=${top}`, 0],
      [`$top=${top}&$skip=${top}&$orderby=reportDate`, top],
    ] as const) {
      const work = async (): Promise<string> =>
        await reading(stage.app).text(`${call}?${options}`, { Accept: 'text/csv' });
      const { result, walked, requests } = await stage.costOf(work);
      expect(result.trimEnd().split('\r\n')).toHaveLength(1 + top);
      expect(walked).toBeLessThanOrEqual(most * (top + passed) + 2 * requests);
    }
  });

  describe.each([
    ['whole answers', 1000],
    ['answers of 7 rows', 7],
  ])('%s', (_storage, looked) => {
    beforeAll(() => stage.endAnswers(() => looked));
    afterAll(() => stage.endAnswers(() => 1000));

    test.each([
      ["siteType eq '?'", 1, 4],
      ["siteType eq '?'", 25, 60],
      [`reportDate ge ${dateBack(99)} and siteType eq '?'`, 7, 30],
      ["siteType eq '?'&$orderby=reportDate", 2, 8],
      ["siteType eq '?'&$orderby=reportDate desc", 50, 180],
    ])('%s in pages of %i, of %i rows: the kinds of each row, and of less than two more', async (filter, size, top) => {
      for (const kind of [some[0]!, some.at(-1)!]) {
        const pages = await costs(`?$filter=${filter.replace('?', kind)}&$top=${top}`, size);
        const ofKind = whole.filter(({ siteType }) => siteType === kind);
        const ordered = filter.endsWith('reportDate') ? ofKind.toReversed() : ofKind;
        expect(pages.flatMap(({ value }) => value)).toEqual(ordered.slice(0, top));
        for (const [at, { value, walked, requests }] of pages.entries()) {
          // Of each page one row more, which tells that a day is over and another page follows, and what storage looks at behind it.
          expect(walked - Number(at === 0)).toBeLessThan(most * (value.length + 2));
          if (looked === 1000) expect(requests).toBe(1 + Number(at === 0));
        }
      }
    });

    test.each([
      ["siteType in ('All','Other')", (kind: string) => ['All', 'Other'].includes(kind)],
      ["siteType ne 'All'", (kind: string) => kind !== 'All'],
      ["startswith(siteType,'O')", (kind: string) => kind.startsWith('O')],
    ])('%s', async (filter, holds) => {
      const expected = whole.filter(({ siteType }) => holds(String(siteType)));
      expect((await read(`${call}?$filter=${filter}`)).value).toEqual(expected.slice(0, 1000));
      for (const size of [1, 5]) {
        const pages = await costs(`?$filter=${filter}&$top=12`, size);
        expect(pages.flatMap(({ value }) => value)).toEqual(expected.slice(0, 12));
        if (!filter.includes(' in ')) continue;
        for (const { value, walked, requests } of pages)
          expect(walked).toBeLessThan(most * (value.length + 2) + 2 * requests);
      }
    });
  });
});

test.each(['', '&$orderby=reportDate,siteType desc', '&$orderby=reportDate desc,siteType'])(
  'pages have each row that stays once, whatever is written and deleted between them%s',
  async (order) => {
    const some = ['B', 'D', 'F', 'H'];
    const stage = await walkedStage(storage, seriesDays(storage, some));
    const { app } = stage;
    const call = `reports/${storage.reportFunction!.name}(period='D7')?$count=false${order}`;
    const { value: before } = await reading(app).json(call, { Accept: 'application/json' });
    const write = async (siteType: string, day: unknown, id: string): Promise<void> => {
      const body = { reportDate: day, reportRefreshDate: dateBack(0), reportPeriod: '7', siteType };
      const headers = { 'Content-Type': 'application/json' };
      await app.fetch(`/v1.0/${storage.name}/${id}`, { method: 'PATCH', headers, body: JSON.stringify(body) });
    };
    for (const size of [1, 2, 5]) {
      const shown: Json[] = [];
      const gone = new Set<unknown>();
      let next: string | undefined = call;
      for (let page = 0; next !== undefined; page += 1) {
        const headers = { Accept: 'application/json', Prefer: `maxpagesize=${size}` };
        const { value, '@odata.nextLink': link }: Page = await reading(app).json(next, headers);
        shown.push(...value);
        next = link;
        const last = value.at(-1);
        // Kinds before and behind the place, one of them stored twice, and those shown or not, which go.
        for (const kind of ['A', 'C', 'I']) await write(kind, last?.['reportDate'], `new-${size}-${page}-${kind}`);
        const victim = before[(page * 5 + size) % before.length]?.['id'];
        if (page % 2 === 0) gone.add(victim);
        if (page % 2 === 0) await app.fetch(`/v1.0/${storage.name}/${String(victim)}`, { method: 'DELETE' });
      }
      const stayed = before.map(({ id }) => id).filter((id) => !gone.has(id));
      const ids = shown.map(({ id }) => id);
      expect(gone.size).toBeGreaterThan(1);
      expect(ids.filter((id) => stayed.includes(id))).toEqual(stayed);
      // They are there again for pages of another size.
      for (const { id, ...body } of before)
        if (gone.has(id)) await write(String(body['siteType']), body['reportDate'], String(id));
    }
    await app.stop();
  },
);
