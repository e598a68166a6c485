/** What a write writes, by the shape of the report: rows, and the bytes they take in storage (docs/scale.md). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';
import type { Entity, EntityType } from '../../../shared/edm/entityType.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';
import { reportRequests } from '../../../shared/collect/graph/reportRequests.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { NewRow, RowOperation } from '../../../shared/store/rows/rows.ts';
import type { Change } from '../../../shared/store/contract/store.ts';
import { entityOf } from '../../support/changes.ts';
import { recordedRows } from '../../support/recordedRows.ts';
import { storageScope } from '../../support/storageScope.ts';
import { storedBytes } from '../../support/storedBytes.ts';
import { writtenBytes } from '../../support/writtenBytes.ts';

const text = readFileSync(path.join(projectPaths.root, 'docs', 'scale.md'), 'utf8');
const prose = text.replaceAll('\n', ' ');

const typeOf = (wanted: string): EntityType => model.find(({ name }) => name === wanted)!;

/** A store that remembers the operations of its transactions. */
function recording() {
  const clock = { now: Date.parse('2026-01-10T02:00:00Z') };
  const { rows, take } = recordedRows({ now: () => clock.now });
  return { clock, store: createStore(rows), take };
}

/** What docs/scale.md calls the shapes, and the rows its table has of each. */
const shapesTold: Readonly<Record<string, string>> = {
  'a series': 'a series: a day, with two indexes',
  'a total': 'a total, a detail: with one index',
  'a detail': 'a total, a detail: with one index',
};

/** The kind of a row by its name: `e`, `i1`, `c`; `-` before one that is deleted. */
const named = (operation: RowOperation): string =>
  'row' in operation ? (operation.row.rowKey.split('_')[0] ?? '') : `-${operation.rowKey.split('_')[0] ?? ''}`;
const rowOf = (operations: readonly RowOperation[], name: string): NewRow => {
  const found = operations.find((operation) => named(operation) === name);
  if (found === undefined || !('row' in found)) throw new Error(`no row ${name} was written`);
  return found.row;
};

const night = { reportRefreshDate: '2026-01-09', reportPeriod: '30' };
const series = {
  type: typeOf('office365ActiveUserCounts'),
  values: {
    ...night,
    reportDate: '2026-01-05',
    office365: 9n,
    exchange: 8n,
    oneDrive: 8n,
    sharePoint: 10n,
    skypeForBusiness: 0n,
    yammer: 6n,
    teams: 5n,
  },
  figure: 'teams',
};
const total = {
  type: typeOf('office365ServicesUserCounts'),
  values: { ...night, exchangeActive: 9n, exchangeInactive: 1n },
  figure: 'exchangeActive',
};
const detail = {
  type: typeOf('office365GroupsActivityDetail'),
  values: {
    ...night,
    groupId: '7ac2e2a4-5b1d-4c8e-9f30-1d2c4e9b7a5e',
    groupDisplayName: 'Sales and Marketing',
    isDeleted: false,
    ownerPrincipalName: 'ada@contoso.example',
    lastActivityDate: '2026-01-08',
    groupType: 'Private',
    memberCount: 25n,
  },
  figure: 'memberCount',
};

test.each([
  ['a series', series, ['e', 'i1', 'i2', 'c'], { main: 718, index: 706, change: 746, tombstone: 443 }],
  ['a total', total, ['e', 'i1', 'c'], { main: 532, index: 534, change: 566, tombstone: 459 }],
  ['a detail', detail, ['e', 'i1', 'c'], { main: 1031, index: 1083, change: 545, tombstone: 611 }],
])('%s', async (what, { type, values, figure }, rows, bytes) => {
  const { clock, store, take } = recording();
  const scope = storageScope();
  const id = naturalId(type, values)!;
  const put = async (more: Partial<Entity> = {}) => {
    const entity = entityOf(type, id, { ...values, ...more });
    const decide: Change['decide'] = (current) =>
      current !== undefined && current.entity[figure] === entity[figure] ? { kind: 'keep' } : { kind: 'put', entity };
    await store.commit(scope, type, [{ key: id, decide }]);
    return take();
  };
  await store.begin(scope, type);
  take();
  const created = await put();
  expect(created.map(named)).toEqual(rows);
  expect(await put()).toEqual([]);
  const changed = await put({ [figure]: 7n });
  expect(changed.map(named)).toEqual([...rows.slice(0, -1), '-c', 'c']);
  const indexes = rows.filter((name) => name.startsWith('i'));
  await store.commit(scope, type, [{ key: id, decide: () => ({ kind: 'delete' }) }]);
  const deleted = take();
  expect(deleted.map(named)).toEqual(['-e', ...indexes.map((name) => `-${name}`), '-c', 'c']);
  clock.now += 31 * 86_400_000;
  expect(await store.maintain(storageScope({ tenant: scope.tenant }), type)).toMatchObject({ purged: 1 });
  const purged = take();
  expect(purged.map(named)).toEqual(['-c']);
  const rowsTold = [created.length, changed.length, 0, `${deleted.length}, ${purged.length}`];
  expect(text).toContain(`| ${shapesTold[what] ?? what} | ${rowsTold.join(' | ')} |`);
  const bytesOf = (operations: readonly RowOperation[]) => ({
    main: storedBytes(rowOf(operations, 'e')),
    indexes: indexes.map((name) => storedBytes(rowOf(operations, name))),
    change: storedBytes(rowOf(operations, 'c')),
  });
  const { main, index, change, tombstone } = bytes;
  expect(bytesOf(created)).toEqual({ main, indexes: indexes.map(() => index), change });
  // Each also names the version before it.
  const more = 2 * String(rowOf(created, 'e').properties['_version']).length;
  expect(bytesOf(changed)).toEqual({
    main: main + more,
    indexes: indexes.map(() => index + more),
    change: change + more,
  });
  expect(storedBytes(rowOf(deleted, 'c'))).toBe(tombstone);
});

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** A number as the document has it: two digits, or those of the whole part. */
function rounded(value: number): string {
  const digits = value >= 10 ? Math.round(value) : Number(value.toPrecision(2));
  return digits.toLocaleString('en', { minimumFractionDigits: value < 10 ? 1 : 0 });
}
const stored = (bytes: number): string =>
  bytes >= 1e12 ? `${rounded(bytes / 1e12)} TB` : `${Math.round(bytes / 1e9)} GB`;

/** Files of a night of some details, in some periods. */
const filesOf = (details: readonly EntityType[], periods: readonly string[]): number =>
  details.flatMap((type) => reportRequests(type, { details: periods, isLong: false })).length;

test('docs/scale.md says once what a year of details takes', async () => {
  const all = reports.filter(({ shape }) => shape === 'detail');
  const collected = all.filter(({ isRetired }) => isRetired !== true);
  const rows = await Promise.all(all.map(writtenBytes));
  const [main, index, change] = ['e', 'i1', 'c'].map((kind) => mean(rows.map((each) => each[kind] ?? NaN))) as [
    number,
    number,
    number,
  ];
  const bytes = main + index + change;
  const line = (name: string, cell: (nights: number) => string): string =>
    `| ${[name, ...[1000, 10_000, 100_000].map((users) => cell(users * 365))].join(' | ')} |`;
  const million = (count: number): string => `${rounded(count / 1e6)} million`;
  const [one, four] = [['D30'], ['D7', 'D30', 'D90', 'D180']];
  const files = filesOf(all, one);
  const takes = (name: string, count: number): string => line(name, (nights) => stored(nights * count * bytes));
  expect(text.match(/^\|[^|]*(?:\| [\d,.]+ (?:GB|TB|million) ){3}\|$/gm)?.join('\n')).toBe(
    [
      line(`entities: ${files} details x users x nights`, (nights) => million(nights * files)),
      line('rows: 3 for each', (nights) => million(nights * files * 3)),
      line('transactions of 99 rows', (nights) => million((nights * files) / 33)),
      takes('stored', files),
      takes(`in four periods instead of one, ${filesOf(all, four)} files a night`, filesOf(all, four)),
      takes(`the ${collected.length} that are collected unless others are asked for`, filesOf(collected, one)),
      takes(`those in four periods, ${filesOf(collected, four)} files a night`, filesOf(collected, four)),
      line('one more index would add', (nights) => stored(nights * files * index)),
    ].join('\n'),
  );
  const told = [main, index, change].map((each) => Math.round(each).toLocaleString('en'));
  expect(/Each of the \d+ details.*?user and report\./.exec(text.replaceAll('\n', ' '))?.[0]).toBe(
    `Each of the ${files} details with the example of the model in every column has ${told[0] ?? ''} bytes on average, its index ` +
      `row ${told[1] ?? ''} and its change row ${told[2] ?? ''} [C]: ${(bytes / 1000).toFixed(1)} kB for each user and report.`,
  );
});

test('docs/scale.md says what series and totals take, and what that comes to for a partition and an account', async () => {
  const ofShape = (shape: EntityType['shape']): readonly EntityType[] => reports.filter((type) => type.shape === shape);
  const [series, totals, details] = [ofShape('series'), ofShape('total'), ofShape('detail')];
  const ofDay = mean(
    (await Promise.all(series.map(writtenBytes))).map((rows) => Object.values(rows).reduce((sum, one) => sum + one, 0)),
  );
  const files = filesOf(totals, ['D7', 'D30', 'D90', 'D180']);
  const days = series.length * 365;
  const nightly = { series: series.length * 30 * 5, totals: files * 3, details: details.length * 10 * 3 };
  const shown = (value: number): string => value.toLocaleString('en');
  const perSecond = ((nightly.series + nightly.totals + nightly.details) * 10_000) / 86_400;
  for (const said of [
    `A row of a series has ${(ofDay / 1000).toFixed(1)} kB with its copies.`,
    `${series.length} series come to ${shown(Math.round(days / 1000) * 1000)} days and ${((days * ofDay) / 1e6).toFixed(0)} MB in a year [C]`,
    `${series.length} x 30 x 5 = ${shown(nightly.series)} rows. The ${files} files of ${totals.length} totals in their periods ` +
      `add ${files} x 3 = ${nightly.totals} rows a night.`,
    `(${shown(nightly.series)} + ${nightly.totals} + ${nightly.details}) x 10,000 / 86,400 = ` +
      `${shown(Number(perSecond.toPrecision(3)))} rows/s`,
    `Writing is 3 rows for each new row of a detail, ${details.length} details, four sets at a time: ` +
      `${details.length} x users x 3 / 2,000 / 4 seconds`,
    `${reports.length} reports, ${details.length} of which have a row for each user`,
  ]) {
    expect(prose).toContain(said);
  }
});

test('docs/scale.md divides as it says', () => {
  const number = (told: string): number => Number(told.replaceAll(',', ''));
  const lines = [...text.matchAll(/\| ([\d,]+)(?: rows)? \| \[C\] ([\d,]+) \/ (\d+) \|/g)];
  expect(lines.map(([, , , by]) => by)).toEqual(['1', '5', '6', '4', '3']);
  for (const [, told = '', of = '', by = ''] of lines) {
    expect(number(told) / Number((number(of) / Number(by)).toPrecision(2))).toBeCloseTo(1, 1);
    // Two digits, and no more than it is.
    expect(number(told)).toBeLessThanOrEqual(number(of) / Number(by));
  }
});
