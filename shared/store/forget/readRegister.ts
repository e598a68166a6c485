import type { EntityType } from '../../edm/entityType.ts';
import type { RegisterEntry, RegisterReading } from '../contract/forgetting.ts';
import type { StorageScope } from '../contract/store.ts';
import { decodeEntity } from '../keys/decodeRow.ts';
import { keyRange } from '../keys/keyRange.ts';
import { mainPrefix } from '../keys/layout.ts';
import type { Rows } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';

/** Reads the register of the tenant, one request for 1,000 entries. Throws when an entry cannot be read: whom it names is not known then. */
export async function readRegister(rows: Rows, scope: StorageScope, type: EntityType): Promise<RegisterReading> {
  const entries: RegisterEntry[] = [];
  let answered = 0;
  for await (const page of scanRows(rows.partition(scope, type.name), scope, keyRange(mainPrefix))) {
    ({ answered } = page);
    for (const row of page.rows) {
      const state = decodeEntity(type, row);
      if (state === undefined) throw new Error(`An entry of ${type.name} cannot be read`);
      entries.push({ entity: state.stored.entity, stamp: state.stamp });
    }
  }
  return { entries, answered };
}
