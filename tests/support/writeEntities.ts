import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { layout } from '../../shared/store/keys/layout.ts';
import { maxOperations, type RowOperation, type Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** Writes new entities straight to the row port, as many rows at once as a transaction takes. */
export async function writeEntities(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  entities: Iterable<Entity>,
): Promise<void> {
  const partition = rows.partition(scope, type.name);
  const begun = Date.now();
  let operations: RowOperation[] = [];
  const flush = async (): Promise<void> => {
    if (operations.length === 0) return;
    const outcome = await partition.transact(operations);
    if (!outcome.ok) throw new Error(outcome.failure.kind, { cause: outcome.failure.cause });
    operations = [];
  };
  let written = 0;
  for (const entity of entities) {
    written += 1;
    const version = String(written).padStart(16, '0');
    const next = layout(type, undefined, { stored: { entity, version }, stamp: begun + written, earlier: [] });
    if (operations.length + next.length > maxOperations) await flush();
    operations.push(...next);
  }
  await flush();
}
