/**
 * What a page of a series walks whose days have rows of several kinds, such as site types: of all kinds the rows it shows and a few
 * beside them; of one kind, that of the days it shows.
 */
import { oneDriveUsageStorage as storage } from '../../../shared/model/oneDrive/oneDriveUsageStorage.ts';
import { type Page, reading } from '../../support/reading.ts';
import { seriesDays } from '../../support/seriesDays.ts';
import { type WalkedStage, walkedStage } from '../../support/walkedStage.ts';
import { dateBack } from '../../support/walkedTables.ts';

type Json = Readonly<Record<string, unknown>>;

describe.each([1, 2, 3, 4, 5])('kinds a day: %i', (most) => {
  const some = ['All', 'Group', 'OneDrive', 'Other', 'Team'].slice(0, most);
  const call = `reports/${storage.reportFunction!.name}(period='D180')`;
  const read = async (target: string, headers?: Readonly<Record<string, string>>): Promise<Page> =>
    await reading(stage.app).json(target, { Accept: 'application/json', ...headers });
  let stage: WalkedStage;
  let whole: readonly Json[];
  beforeAll(async () => {
    stage = await walkedStage(storage, seriesDays(storage, some));
    ({ value: whole } = await read(call));
  });
  afterAll(async () => {
    await stage.app.stop();
  });

  /** The pages of a call, and what each cost beside the newest day, which the first asks for. */
  async function costs(options: string, size: number) {
    const pages: { readonly value: readonly Json[]; readonly walked: number; readonly requests: number }[] = [];
    let next: string | undefined = `${call}${options}`;
    while (next !== undefined) {
      const target: string = next;
      const work = async (): Promise<Page> => await read(target, { Prefer: `maxpagesize=${size}` });
      const { result, walked, requests } = await stage.costOf(work);
      const newest = Number(pages.length === 0);
      pages.push({ value: result.value, walked: walked - newest, requests: requests - newest });
      next = result['@odata.nextLink'];
    }
    return pages;
  }

  test.each([1, 2, 3, 7, 40])('pages of %i: their rows, and those of the days they begin and end in', async (size) => {
    for (const order of ['', '&$orderby=reportDate']) {
      const pages = await costs(`?$top=${4 * size}${order}`, size);
      const newest = whole.slice(0, 4 * size);
      if (order === '') expect(pages.flatMap(({ value }) => value)).toEqual(newest);
      expect(pages).toHaveLength(4);
      for (const [at, { value, walked, requests }] of pages.entries()) {
        expect(value).toHaveLength(size);
        // How many kinds a day has is known behind the first page, where more than three may want another request.
        if (at > 0) expect({ walked, requests }).toEqual({ walked: size + 2 * most, requests: 1 });
        else if (most <= 3) expect({ walked, requests }).toEqual({ walked: size + 3, requests: 1 });
        expect(walked).toBeLessThanOrEqual(Math.max(size + 3, most * (size + 2)));
        expect(requests).toBeLessThanOrEqual(2);
      }
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
      for (const kind of some) {
        const pages = await costs(`?$filter=${filter.replace('?', kind)}&$top=${top}`, size);
        const ofKind = whole.filter(({ siteType }) => siteType === kind);
        const ordered = filter.endsWith('reportDate') ? ofKind.toReversed() : ofKind;
        expect(pages.flatMap(({ value }) => value)).toEqual(ordered.slice(0, top));
        for (const { value, walked, requests } of pages) {
          // Of each page one row more, which tells that a day is over, and what storage looks at behind it.
          expect(walked).toBeLessThan(most * (value.length + 2));
          if (looked === 1000) expect(requests).toBe(1);
        }
      }
    });

    test.each([
      ["siteType in ('All','Other')", (kind: string) => ['All', 'Other'].includes(kind)],
      ["siteType ne 'All'", (kind: string) => kind !== 'All'],
      ["startswith(siteType,'O')", (kind: string) => kind.startsWith('O')],
    ])('%s', async (filter, holds) => {
      const expected = whole.filter(({ siteType }) => holds(String(siteType)));
      expect((await read(`${call}?$filter=${filter}`)).value).toEqual(expected);
      const pages = await costs(`?$filter=${filter}&$top=12`, 5);
      expect(pages.flatMap(({ value }) => value)).toEqual(expected.slice(0, 12));
    });
  });
});
