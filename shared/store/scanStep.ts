import type { StoredEntity } from './storedEntity.ts';

/** An entity and its place in a scan, from which the scan can go on. */
export interface PlacedEntity {
  readonly stored: StoredEntity;
  readonly position: string;
}

/** What one step of a scan saw. Steps may be empty. */
export interface ScanStep {
  readonly entities: readonly PlacedEntity[];
  /** Everything up to here has been seen; undefined while nothing has. */
  readonly position: string | undefined;
  /** True when the scan is at its end. */
  readonly done: boolean;
}
