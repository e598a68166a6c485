/**
 * Where a page ends before its rows do: when the request has spent its units or its time, when its rows have 4 Mi characters,
 * and when 16 MiB of rows are kept. The pages together are the whole result; what has no place to go on from is refused.
 */
import type { Burden } from '../support/burdenedRows.ts';
import { burdenedRows } from '../support/burdenedRows.ts';
import { expectError } from '../support/expectError.ts';
import { startInProcess } from '../support/inProcess.ts';
import { escaped, reading, type Page } from '../support/reading.ts';
import type { StartedApp } from '../support/testApp.ts';
import { virtualClock, type VirtualClock } from '../support/virtualClock.ts';

const set = 'office365ActiveUserCounts';
const other = 'teamsUserActivityUserCounts';
const count = 70;
const ids = Array.from({ length: count }, (_each, at) => `row${String(at).padStart(2, '0')}`);
const units = 2_000_000_000;
const keptByRequest = 16 * 1024 * 1024;
const pageCharacters = 4 * 1024 * 1024;

const rows = burdenedRows();
const clocks = new WeakSet<VirtualClock>();
let app: StartedApp;

beforeAll(async () => {
  app = await startInProcess({
    rows,
    startClock: () => {
      const clock = virtualClock(Date.now());
      clocks.add(clock);
      return clock;
    },
  });
  const store = async (name: string, id: string, teams: number): Promise<void> => {
    const body = JSON.stringify(
      name === set ? { reportDate: '2024-01-01', reportPeriod: '7', teams } : { reportDate: '2024-01-01' },
    );
    const answer = await app.fetch(`/v1.0/${name}/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(201);
  };
  // In an order of their own, so that neither key nor change has the one that is asked for.
  for (const [at, id] of ids.entries()) await store(set, id, (at * 37) % count);
  for (const id of ids.slice(0, 5)) await store(other, id, 0);
});
afterEach(() => {
  rows.burden = () => undefined;
});
afterAll(async () => await app.stop());

/** Leaves a request so many units. */
const unitsLeft =
  (left: number): Burden =>
  ({ meter }) =>
    meter.charge(units - left);

/** Leaves a request so many bytes for rows; what it keeps otherwise is given back. */
const given: (() => void)[] = [];
const bytesLeft =
  (left: number): Burden =>
  ({ meter }) => {
    meter.kept.add(keptByRequest - left);
    given.push(() => meter.kept.add(left - keptByRequest));
  };
afterEach(() => {
  for (const giveBack of given.splice(0)) giveBack();
});

/** Lets the time of a request pass, all but a second. */
const late: Burden = ({ clock }) => {
  if (clocks.has(clock as VirtualClock)) (clock as VirtualClock).pass(24_000);
};

const allIds = (pages: readonly Page[]): readonly unknown[] => pages.flatMap(({ value }) => value.map(({ id }) => id));

/** A delta link by which all rows are told again, which were stored within the last minute. */
async function deltaLink(options = ''): Promise<string> {
  const { query, pages } = reading(app);
  const tracked = (await (await query(set, options, { Prefer: 'track-changes' })).json()) as Page;
  const next = tracked['@odata.nextLink'];
  const last = next === undefined ? tracked : (await pages(next)).at(-1);
  return String(last?.['@odata.deltaLink']);
}

const long = 'a'.repeat(8000);
const dear = escaped(`contains(concat('${'b'.repeat(1500)}',id),'${'ab'.repeat(50)}')`);

describe('the meter', () => {
  test.each<[string, () => Promise<string>, Burden]>([
    ['a page of a set, its units spent', () => Promise.resolve(set), unitsLeft(units / 8)],
    ['a page of changes, its units spent', async () => await deltaLink(), unitsLeft(units / 8)],
    ['a page of changes, its time over', async () => await deltaLink(), late],
    ['a page of a set with a dear row', () => Promise.resolve(`${set}?$filter=not ${dear}`), unitsLeft(40_000)],
    ['a page of changes with a dear row', async () => await deltaLink(`$filter=not ${dear}`), unitsLeft(40_000)],
  ])('ends %s with a link', async (_what, target, burden) => {
    const first = await target();
    rows.burden = burden;
    const pages = await reading(app).pages(first);
    expect(pages.length).toBeGreaterThan(1);
    for (const { value } of pages.slice(0, -1)) expect(value.length).toBeGreaterThan(0);
    expect([...allIds(pages)].sort()).toEqual(ids);
  });

  test.each<[string, () => Promise<string>]>([
    ['a page of a set', () => Promise.resolve(`${set}?$filter=not ${dear}`)],
    ['a page of changes', async () => await deltaLink(`$filter=not ${dear}`)],
    ['an order that has to see all', () => Promise.resolve(`${set}?$filter=not ${dear}&$orderby=teams`)],
    ['groups', () => Promise.resolve(`${set}?$apply=filter(not ${dear})/aggregate($count as c)`)],
  ])('refuses %s when it is spent before the first row', async (_what, target) => {
    const first = await target();
    rows.burden = unitsLeft(1000);
    await expectError(await reading(app).get(first), 'invalidQueryOption', {
      message: /Filter by an indexed property/,
    });
  });
});

const column = (at: number): string => `concat(@a,concat(@a,id)) as c${at}`;
/** 800,000 characters for each row. */
const compute = `$compute=${Array.from({ length: 50 }, (_each, at) => column(at)).join(',')}`;
const alias = `@a='${long}'`;

/** Characters of the computed texts of rows. */
function charactersOf(some: Page['value']): number {
  const texts = some.flatMap((row) => Object.entries(row).flatMap(([name, text]) => (/^c\d/.test(name) ? [text] : [])));
  return texts.reduce<number>((sum, text) => sum + String(text).length, 0);
}

/** The row at which a page comes to 4 Mi characters is its last. */
function expectFull(some: Page['value']): void {
  expect(charactersOf(some)).toBeGreaterThanOrEqual(pageCharacters);
  expect(charactersOf(some.slice(0, -1))).toBeLessThan(pageCharacters);
}

describe('4 Mi characters', () => {
  test.each([
    ['a page in the order of the keys', `${compute}&$top=9`],
    ['a page in an order no index has', `${compute}&$top=9&$orderby=teams desc`],
    ['a page of groups', `$apply=filter(teams lt 9)/groupby((id,teams))&${compute}&$top=9&$orderby=teams desc`],
  ])('end %s', async (_what, options) => {
    const plain = options.replace(compute, '').replace('&&', '&').replace(/^&/, '');
    const expected = await reading(app).ids(`${set}?${plain}`);
    expect(expected).toHaveLength(9);
    const pages = await reading(app).pages(`${set}?${alias}&${options}`);
    expect(allIds(pages)).toEqual(expected);
    expect(pages).toHaveLength(2);
    for (const { value } of pages.slice(0, -1)) expectFull(value);
  });

  test('end a page of changes', async () => {
    const link = await deltaLink(`${alias}&${compute}&$filter=teams lt 8`);
    const isChange = (row: Page['value'][number]): boolean => !('@odata.removed' in row || '@removed' in row);
    const pages = await reading(app).pages(link);
    const changed = pages.map(({ value }) => value.filter(isChange));
    expect(changed.flat()).toHaveLength(8);
    expectFull(changed.find((some) => some.length > 0) ?? []);
  });

  test('end all sets but for a row when the singleton expands them', async () => {
    const options = `$expand=${set}($top=15;${compute}),${other}($top=5;${compute})&${alias}`;
    const answer = await reading(app).query('reports', options);
    const body = (await answer.json()) as Record<string, Page['value'] & string>;
    expectFull(body[set] ?? []);
    expect(body[other]).toHaveLength(1);
    const links = Object.entries(body).filter(([name]) => name.endsWith('nextLink'));
    expect(links.map(([name]) => name)).toEqual([`${set}@odata.nextLink`, `${other}@odata.nextLink`]);
    const following = await Promise.all(links.map(async ([, link]) => await reading(app).pages(link)));
    expect(allIds(following.flat())).toHaveLength(15 + 5 - (body[set] ?? []).length - 1);
  });

  test('do not end CSV, which has no pages', async () => {
    const answer = await app.fetch(
      `/v1.0/${set}?${escaped(`${alias}&${compute}&$apply=filter(teams lt 9)/groupby((id,teams))&$format=csv`)}`,
    );
    expect((await answer.text()).trim().split('\n')).toHaveLength(10);
  });
});

describe('memory for rows', () => {
  const few = bytesLeft(3000);
  test.each([
    ['sorted', '$orderby=teams'],
    ['sorted by a made text', `$orderby=concat(id,@a)&${alias}`],
    ['sorted, and passed over', '$orderby=teams&$skip=5'],
    ['sorted behind an index', '$orderby=reportDate,teams'],
    ['sorted behind an index, and passed over', '$orderby=reportDate,teams&$skip=60'],
    ['of several values', '$filter=reportDate in (2024-01-01,2024-01-02)&$orderby=reportDate,teams&$skip=20'],
    ['by their keys', `$filter=id in (${ids.map((id) => `'${id}'`).join(',')})&$orderby=teams&$skip=5`],
  ])('divides rows %s into pages', async (_what, options) => {
    const expected = await reading(app).ids(`${set}?${options}`);
    rows.burden = options.includes('@a') ? bytesLeft(100_000) : few;
    const pages = await reading(app).pages(`${set}?${options}`);
    expect(allIds(pages)).toEqual(expected);
    expect(pages.length).toBeGreaterThan(expected.length / 13);
  });

  test('divides rows that are made, with what is computed over them, into pages', async () => {
    const apply = '$apply=filter(teams lt 9)/groupby((id,teams))';
    const expected = await reading(app).ids(`${set}?${apply}&$orderby=teams desc`);
    rows.burden = bytesLeft(6_000_000);
    const pages = await reading(app).pages(`${set}?${alias}&${apply}&${compute}&$orderby=teams desc`);
    expect(allIds(pages)).toEqual(expected);
    expect(pages.length).toBeGreaterThan(2);
  });

  test('divides such rows for CSV, which is whole', async () => {
    const apply = '$apply=filter(teams lt 14)/groupby((id,teams))';
    const text = await reading(app).text(`${set}?${alias}&${compute}&${apply}&$orderby=teams desc&$format=csv`);
    const found = text.trim().split('\r\n').slice(1);
    expect(found.map((line) => Number(line.split(',')[1]))).toEqual(Array.from({ length: 14 }, (_each, at) => 13 - at));
  });

  test.each([
    [
      'what is passed over',
      `${set}?$orderby=teams&$skip=30`,
      /\$skip passes over more entities than there is memory for\. The indexed orders of .* are: id; reportDate; reportDate desc\. Order by one of them/,
    ],
    ['groups', `${set}?$apply=groupby((id))`, /16 MiB/],
    ['different values', `${set}?$apply=aggregate(id with countdistinct as c)`, /16 MiB/],
    ['made rows', `${set}?$apply=groupby((teams))&$orderby=teams`, /16 MiB/],
    ['rows of a function', "reports/getOffice365ActiveUserCounts(period='D7')", /16 MiB/],
  ])('refuses %s', async (_what, target, message) => {
    rows.burden = few;
    await expectError(await reading(app).get(target), 'invalidQueryOption', { message });
  });

  test('is given back, so that the process has it for others', async () => {
    const before: number[] = [];
    rows.burden = ({ meter }) => void before.push(meter.kept.bytes);
    for (let at = 0; at < 20; at += 1)
      expect(await reading(app).ids(`${set}?$orderby=reportDate,teams`)).toHaveLength(count);
    expect(before).toEqual(Array.from({ length: 20 }, () => 0));
  });
});
