import type { EntityType } from '../edm/entityType.ts';
import { decodeEntity } from './rowCodec.ts';
import type { Row } from './rows.ts';
import type { PlacedEntity } from './scanStep.ts';
import type { StorageScope } from './store.ts';

/** The entities in some rows. A row that cannot be read is reported to the operator and left out. */
export function placeEntities(scope: StorageScope, type: EntityType, rows: readonly Row[]): PlacedEntity[] {
  const placed: PlacedEntity[] = [];
  for (const row of rows) {
    const state = decodeEntity(type, row);
    if (state === undefined) scope.log('error', `A row of ${type.name} cannot be read`, { rowKey: row.rowKey });
    else placed.push({ stored: state.stored, position: row.rowKey });
  }
  return placed;
}
