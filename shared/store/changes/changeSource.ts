import type { EntityType } from '../../edm/entityType.ts';
import type { Partition } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** Where changes are read, and for whom. */
export interface ChangeSource {
  readonly partition: Partition;
  readonly scope: StorageScope;
  readonly type: EntityType;
}
