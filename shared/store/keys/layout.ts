import type { EntityType } from '../../edm/entityType.ts';
import type { EntityState, Tombstone } from './entityState.ts';
import { indexLayouts, indexRowKeysOf } from './indexKey.ts';
import { storageKey } from '../rows/keyEncoding.ts';
import { encodeEntity, encodePointer, encodeTombstone } from './encodeRow.ts';
import type { NewRow, RowOperation } from '../rows/rows.ts';

/** What main rows are called: `e_<key>`. */
export const mainPrefix = 'e_';

/** What change rows are called: `c_<stamp>_<version>_<key>`, in the order of their stamps. */
export const changePrefix = 'c_';

/** Digits of a stamp in a row key. */
const stampDigits = 15;

/** Row key of the main row of an entity. */
export function mainRowKey(key: string): string {
  return mainPrefix + storageKey(key);
}

/** What change rows of a moment start with; `stamp` in milliseconds since the epoch. */
export function changeRowPrefix(stamp: number): string {
  return `${changePrefix}${String(stamp).padStart(stampDigits, '0')}_`;
}

/** The stamp in the row key of a change row, or in its beginning. */
export function changeRowStamp(rowKey: string): number {
  return Number(rowKey.slice(changePrefix.length, changePrefix.length + stampDigits));
}

/** Row key of a change row: new at every write, which makes deleting it the guard of the write after it. */
export function changeRowKey(stamp: number, version: string, key: string): string {
  return `${changeRowPrefix(stamp)}${version}_${storageKey(key)}`;
}

/**
 * Whether change rows of a type only name the entity, which followers then read by its key. Rows of details are many and
 * seldom followed, and the change row would be a third of what they take.
 */
function pointsToEntity({ shape }: EntityType): boolean {
  return shape === 'detail';
}

/** An entity as it stands in storage, with the storage ETag of its main row. */
export type CurrentState = EntityState & { readonly etag: string };

/**
 * The operations that take one entity from a state to the next, to be carried out in one transaction. The main row, one for
 * each declared index, and one change row are full copies, but for the change rows of details. The guards: a new main row must
 * not exist; an existing one must have its ETag; the change row before must still be there, which also guards deletes,
 * because deletes in a transaction cannot carry an ETag.
 */
export function layout(
  type: EntityType,
  before: CurrentState | undefined,
  after: EntityState | Tombstone | undefined,
): RowOperation[] {
  if (after === undefined) return [];
  if ('key' in after) {
    const { key, stamp, version } = after;
    const removed = deletes(before === undefined ? [] : staleRowKeys(type, before, []));
    const tombstone = { rowKey: changeRowKey(stamp, version, key), properties: encodeTombstone(after) };
    return [{ kind: 'delete', rowKey: mainRowKey(key) }, ...removed, { kind: 'insert', row: tombstone }];
  }
  const { main, indexed, change } = rowsOf(type, after);
  const kept = indexed.map(({ rowKey }) => rowKey);
  return [
    before === undefined ? { kind: 'insert', row: main } : { kind: 'replace', row: main, etag: before.etag },
    ...indexed.map((row): RowOperation => ({ kind: 'upsert', row })),
    ...deletes(before === undefined ? [] : staleRowKeys(type, before, kept)),
    { kind: 'insert', row: change },
  ];
}

function deletes(rowKeys: readonly string[]): RowOperation[] {
  return rowKeys.map((rowKey): RowOperation => ({ kind: 'delete', rowKey }));
}

/** The rows of a state of an entity. */
interface EntityRows {
  /** Lists the indexes of the type, because the others are written with it. */
  readonly main: NewRow;
  /** In the order the indexes are declared. */
  readonly indexed: readonly NewRow[];
  readonly change: NewRow;
}

/** The rows that a state of an entity has. */
export function rowsOf(type: EntityType, state: EntityState): EntityRows {
  const { stored, stamp } = state;
  const names = indexLayouts(type).map(({ name }) => name);
  const properties = encodeEntity(type, state);
  const key = storageKey(stored.entity.id);
  return {
    main: { rowKey: mainPrefix + key, properties: encodeEntity(type, state, names) },
    indexed: indexRowKeysOf(type, stored.entity, key).map((rowKey) => ({ rowKey, properties })),
    change: {
      rowKey: `${changeRowPrefix(stamp)}${stored.version}_${key}`,
      properties: pointsToEntity(type) ? encodePointer(state) : properties,
    },
  };
}

/**
 * The rows of a state that the next one, with these index rows, leaves no use for. Of a main row of a version before, which
 * does not list its indexes, it is presumed that it has rows in those that queries use.
 */
function staleRowKeys(type: EntityType, before: EntityState, kept: readonly string[]): string[] {
  const { entity, version } = before.stored;
  const has = indexLayouts(type).map(({ name, index }) => before.indexes?.includes(name) ?? index.building !== true);
  return [
    ...indexRowKeys(type, before).filter((rowKey, at) => has[at] === true && !kept.includes(rowKey)),
    changeRowKey(before.stamp, version, entity.id),
  ];
}

/** Row keys of the index rows of an entity, in the order the indexes are declared. */
function indexRowKeys(type: EntityType, { stored: { entity } }: EntityState): string[] {
  return indexRowKeysOf(type, entity, storageKey(entity.id));
}
