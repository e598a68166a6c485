import type { EntityType } from '../edm/entityType.ts';
import { type CurrentState, mainRowKey } from './layout.ts';
import { readWithRetries } from './readWithRetries.ts';
import { decodeEntity } from './rowCodec.ts';
import type { Partition } from './rows.ts';
import type { StorageScope } from './store.ts';

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
): Promise<Current> {
  const rowKey = mainRowKey(key);
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(rowKey));
  if (row === undefined) return { state: undefined, answered };
  const state = decodeEntity(type, row);
  if (state === undefined) throw new Error(`The main row ${rowKey} of ${type.name} cannot be read`);
  return { state: { ...state, etag: row.etag }, answered };
}
