import type { Entity } from '../../edm/entityType.ts';

/** An entity and its version: `W/"<version>"` is the entity tag (Protocol 4.01, 8.2.6). */
export interface StoredEntity {
  readonly entity: Entity;
  readonly version: string;
}
