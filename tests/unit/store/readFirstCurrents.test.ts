/** Rows that are read by their keys, for a filter that names them or for changes that point to them, are held a page at a time. */
import { office365ActiveUserDetail as type } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import type { Position } from '../../../shared/store/contract/entityQuery.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { Row, Rows } from '../../../shared/store/rows/rows.ts';
import { readPage } from '../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../support/bindEntityQuery.ts';
import { entityOf } from '../../support/changes.ts';
import { storageScope } from '../../support/storageScope.ts';
import { writeEntities } from '../../support/writeEntities.ts';
import { rowsWith } from '../../support/rowsWith.ts';

const pageCharacters = 4 << 20;
const text = 'x'.repeat(4096);
const large = { displayName: text, userPrincipalName: text, assignedProducts: Array.from({ length: 7 }, () => text) };
const charactersOfRow = 9 * text.length;
const count = 400;
const keys = Array.from({ length: count }, (_each, at) => `k${String(at).padStart(3, '0')}`);

const charactersOf = (rows: readonly Row[]): number =>
  rows.reduce(
    (sum, { properties }) => sum + JSON.stringify(properties, (_name, value: unknown) => String(value)).length,
    0,
  );

/** Large rows under the keys, each with so many small ones behind it; and what storage has answered since it was last asked. */
async function filled(between: number) {
  const memory = createMemoryRows();
  const scope = storageScope();
  const begun = Date.now() - 60_000;
  const entities = keys.flatMap((key) => [
    entityOf(type, key, large),
    ...Array.from({ length: between }, (_each, at) => entityOf(type, `${key}-${at}`)),
  ]);
  await writeEntities(memory, scope, type, entities);
  let [given, most] = [0, 0];
  const seen = (rows: readonly Row[]): void => {
    const characters = charactersOf(rows);
    given += characters;
    most = Math.max(most, characters);
  };
  const rows: Rows = rowsWith(memory, (partition) => ({
    async get(rowKey) {
      const outcome = await partition.get(rowKey);
      if (outcome.ok && outcome.value.row !== undefined) seen([outcome.value.row]);
      return outcome;
    },
    async range(query) {
      const outcome = await partition.range(query);
      if (outcome.ok) seen(outcome.value.rows);
      return outcome;
    },
  }));
  const taken = (): { readonly given: number; readonly most: number } => {
    const all = { given, most };
    [given, most] = [0, 0];
    return all;
  };
  return { rows, scope, begun, taken };
}

/** What is read for a page: its rows, as many again to find out that they are too many, and the answer it was found out with. */
function expectBounded({ given, most }: { readonly given: number; readonly most: number }, isFirst: boolean): void {
  expect(given).toBeLessThan(2 * pageCharacters + most + 64 * charactersOfRow);
  if (isFirst) expect(given).toBeLessThan(charactersOfRow * count);
}

test.each([0, 12])('a filter that names keys, between which are %i others each', async (between) => {
  const { rows, scope, taken } = await filled(between);
  const query = bindEntityQuery(type, `$filter=id in (${keys.map((key) => `'${key}'`).join(',')})`);
  const found: string[] = [];
  let after: Position | undefined;
  for (let page = 0; page === 0 || after !== undefined; page += 1) {
    expect(page).toBeLessThan(12);
    const { entities, next } = await readPage(rows, scope, type, query, {
      ...(after && { after }),
      skip: 0,
      limit: 1000,
      complete: false,
    });
    expect(entities.length).toBeGreaterThan(next === undefined ? 0 : 50);
    expect(entities.length * charactersOfRow).toBeLessThan(pageCharacters + charactersOfRow);
    expectBounded(taken(), page === 0 && between > 0);
    found.push(...entities.map(({ entity }) => entity.id));
    after = next?.position;
  }
  expect(found).toEqual(keys);
});

test('changes that point to their entities', async () => {
  const { rows, scope, begun, taken } = await filled(0);
  const store = createStore(rows);
  const found: string[] = [];
  let cursor = { since: begun };
  for (let page = 0; found.length < count; page += 1) {
    expect(page).toBeLessThan(12);
    const { changes, cursor: next } = await store.changes(scope, type, cursor, 1000);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.length * charactersOfRow).toBeLessThan(pageCharacters + charactersOfRow);
    expectBounded(taken(), false);
    found.push(...changes.map((change) => (change.kind === 'changed' ? change.stored.entity.id : '')));
    cursor = next;
  }
  expect(found).toEqual(keys);
});
