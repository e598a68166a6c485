import type { EntityType } from '../../shared/edm/entityType.ts';
import { isFence } from '../../shared/store/write/fence.ts';
import { changePrefix, changeRowKey, mainPrefix, mainRowKey, rowsOf } from '../../shared/store/keys/layout.ts';
import { decodeEntity, decodePointer, decodeTombstone } from '../../shared/store/keys/decodeRow.ts';
import type { Row, Rows } from '../../shared/store/rows/rows.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** What a look at all rows of a tenant found. */
export interface RowsReport {
  readonly entities: number;
  readonly tombstones: number;
  /** Rows that keep an insert of unknown outcome from coming late. Absent when there are none, which is usual. */
  readonly fences?: number;
  /** One line for each thing that is wrong; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Reads every row a tenant has in the table of a type and checks that each entity has its main row, exactly its index
 * rows and one change row, all equal but for change rows that are pointers, and that there are no other rows but tombstones and fences. Works on any adapter that gives no
 * faults itself; nobody may be writing meanwhile.
 */
export async function checkRows(rows: Rows, scope: StorageScope, type: EntityType): Promise<RowsReport> {
  const all = new Map<string, Row>();
  for await (const { rows: page } of scanRows(rows.partition(scope, type.name), scope, { from: '!', to: '\uffff' })) {
    // What upkeep remembers of itself, and a set of its beginning, is no row of an entity.
    for (const row of page) if (!row.rowKey.startsWith('m_') && row.rowKey !== changePrefix) all.set(row.rowKey, row);
  }
  // In memory rows have their properties in common.
  const texts = new Map<Row['properties'], string>();
  const text = ({ properties }: Row): string => {
    const known = texts.get(properties) ?? textOf(properties);
    texts.set(properties, known);
    return known;
  };
  const faults: string[] = [];
  const expected = new Set<string>();
  let entities = 0;
  let tombstones = 0;
  let fences = 0;
  for (const [rowKey, row] of all) {
    if (isFence(row) && rowKey.startsWith(changePrefix)) {
      fences += 1;
      expected.add(rowKey);
    }
    const tombstone = decodeTombstone(row);
    if (tombstone !== undefined) {
      tombstones += 1;
      expected.add(changeRowKey(tombstone.stamp, tombstone.version, tombstone.key));
    }
    if (!rowKey.startsWith(mainPrefix)) continue;
    entities += 1;
    const state = decodeEntity(type, row);
    if (state === undefined) {
      faults.push(`${rowKey} cannot be read`);
      continue;
    }
    const { entity, version } = state.stored;
    const change = changeRowKey(state.stamp, version, entity.id);
    const pointer = all.get(change) && decodePointer(all.get(change)!);
    const isPointed = type.shape === 'detail';
    if ((pointer !== undefined) !== isPointed) faults.push(`${change} is ${isPointed ? 'no' : 'a'} pointer`);
    if (pointer !== undefined) {
      expected.add(change);
      const { key, ...history } = pointer;
      const expectedHistory = { version, stamp: state.stamp, earlier: state.earlier };
      if (key !== entity.id || JSON.stringify(history) !== JSON.stringify(expectedHistory))
        faults.push(`${change} names another state`);
    }
    const indexed = rowsOf(type, state).indexed.map((copied) => copied.rowKey);
    const copies = [mainRowKey(entity.id), ...indexed, ...(pointer === undefined ? [change] : [])];
    const own = text(row);
    for (const copy of copies) {
      expected.add(copy);
      const found = all.get(copy);
      if (found === undefined) faults.push(`${copy} is missing`);
      else if (text(found) !== own) faults.push(`${copy} differs from ${rowKey}`);
    }
  }
  for (const rowKey of all.keys()) if (!expected.has(rowKey)) faults.push(`${rowKey} belongs to nothing`);
  return { entities, tombstones, ...(fences > 0 && { fences }), faults };
}

/** What the copies of an entity have in common: only the main row lists its indexes. */
function textOf(properties: Row['properties']): string {
  const common = Object.entries(properties).filter(([name]) => name !== '_indexes');
  const sorted = common.sort(([left], [right]) => (left < right ? -1 : 1));
  const written = (value: unknown): string => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value));
  return sorted.map(([name, value]) => `${name} ${written(value)}`).join();
}
