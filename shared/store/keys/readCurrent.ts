import type { EntityType } from '../../edm/entityType.ts';
import { type CurrentState, mainRowKey } from './layout.ts';
import type { ReadTime } from '../rows/readRange.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import { decodeEntity } from './decodeRow.ts';
import type { Partition, Row } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import { loggedRow } from './loggedRow.ts';

/** The state of one key, and the time of the storage answer that said so, in milliseconds since the epoch. */
export interface Current {
  readonly state: CurrentState | undefined;
  readonly answered: number;
}

/**
 * Reads the main row of a key: one request to storage. A row that cannot be read is an error of the service (500), for
 * reading as well as for writing: what its index rows are called is not known, so nothing may replace it.
 */
export async function readCurrent(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  key: string,
  mayRepeat?: ReadTime['mayRepeat'],
): Promise<Current> {
  const rowKey = mainRowKey(key);
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(rowKey), mayRepeat);
  const current = decodeCurrent(type, row, answered);
  if (current === undefined) throw new Error(`The main row ${loggedRow(rowKey)} of ${type.name} cannot be read`);
  return current;
}

/** The state in a main row, or that there is none; undefined for a row that cannot be read. */
export function decodeCurrent(type: EntityType, row: Row | undefined, answered: number): Current | undefined {
  if (row === undefined) return { state: undefined, answered };
  const state = decodeEntity(type, row);
  return state && { state: { ...state, etag: row.etag }, answered };
}
