/** What a write writes, by the shape of the report: rows, and the bytes they take in storage (docs/scale.md). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';
import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import type { Entity, EntityType } from '../../../shared/edm/entityType.ts';
import { primitiveTypes } from '../../../shared/edm/primitiveTypes.ts';
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

const typeOf = (wanted: string): EntityType => model.find(({ name }) => name === wanted)!;

/** A store that remembers the operations of its transactions. */
function recording() {
  const clock = { now: Date.parse('2026-01-10T02:00:00Z') };
  const { rows, take } = recordedRows(() => clock.now);
  return { clock, store: createStore(rows), take };
}

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
  ['a total', total, ['e', 'i1', 'c'], { main: 532, index: 534, change: 393, tombstone: 459 }],
  ['a detail', detail, ['e', 'i1', 'c'], { main: 1031, index: 1083, change: 545, tombstone: 611 }],
])('%s', async (_what, { type, values, figure }, rows, bytes) => {
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
  expect(take().map(named)).toEqual(['-c']);
  expect({
    main: storedBytes(rowOf(created, 'e')),
    index: storedBytes(rowOf(created, 'i1')),
    change: storedBytes(rowOf(created, 'c')),
    tombstone: storedBytes(rowOf(deleted, 'c')),
  }).toEqual(bytes);
});

/** A row of a type with a value in every column: the example of the model. */
function exampleOf({ properties, reportFunction }: EntityType): Readonly<Record<string, PropertyValue>> {
  const given = Object.entries(properties).map(
    ([name, { type, collection, example = '' }]): [string, PropertyValue] => {
      const text =
        name === reportFunction?.period ? '30' : name === reportFunction?.refreshDate ? '2026-01-09' : example;
      const value = primitiveTypes[type].fromText(text);
      if (value === undefined) throw new Error(`${name} has the example '${text}'`);
      return [name, collection === true ? ([value] as PropertyValue) : value];
    },
  );
  return Object.fromEntries(given);
}

/** The bytes of the main row, the index row and the change row of a new entity. */
async function bytesOf(type: EntityType): Promise<readonly [main: number, index: number, change: number]> {
  const { store, take } = recording();
  const values = exampleOf(type);
  const id = naturalId(type, values)!;
  await store.commit(storageScope(), type, [
    { key: id, decide: () => ({ kind: 'put', entity: entityOf(type, id, values) }) },
  ]);
  const written = take();
  const [main, index, change] = ['e', 'i1', 'c'].map((name) => storedBytes(rowOf(written, name)));
  return [main!, index!, change!];
}

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
  const text = readFileSync(path.join(projectPaths.root, 'docs', 'scale.md'), 'utf8');
  const all = reports.filter(({ shape }) => shape === 'detail');
  const collected = all.filter(({ isRetired }) => isRetired !== true);
  const rows = await Promise.all(all.map(bytesOf));
  const [main, index, change] = [0, 1, 2].map((at) => mean(rows.map((each) => each[at] ?? 0))) as [
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
