import type { EntityType } from '../edm/entityType.ts';
import type { StoredEntity } from '../store/store.ts';

interface OfEntity {
  readonly type: EntityType;
  readonly stored: StoredEntity;
}

/** `name` is `id` or a declared property. */
interface OfProperty extends OfEntity {
  readonly name: string;
}

/** What an operation may come to, by kind, before it is represented in the format of the answer. */
interface Results {
  serviceDocument: unknown;
  metadata: unknown;
  entity: OfEntity;
  /** An entity that was written; `created` tells whether the key was new. */
  written: OfEntity & { readonly created: boolean };
  property: OfProperty;
  propertyValue: OfProperty;
  propertyCount: OfProperty;
  reference: OfEntity;
  /** The entity has the version the caller knows. */
  notModified: { readonly stored: StoredEntity };
  /** Nothing to say; `stored` when there is an entity tag. */
  noContent: { readonly stored?: StoredEntity; readonly preferenceApplied?: string };
}

/** The result of an operation. */
export type Result<K extends keyof Results = keyof Results> = { [N in K]: { readonly kind: N } & Results[N] }[K];

export type ResultKind = keyof Results;
