import type { StoredEntity } from '../contract/storedEntity.ts';
import type { RowValue } from '../rows/rowValue.ts';

/** One version of an entity, with what its rows remember besides its values. */
export interface EntityState {
  readonly stored: StoredEntity;
  /** When it was written, in milliseconds since the epoch by the clock of storage; grows with every version of a key. */
  readonly stamp: number;
  /** The versions before this one, newest first, at most `maxEarlier`: tells a write that took effect from one that did not. */
  readonly earlier: readonly string[];
  /** The names of the indexes it has rows in, as its main row lists them; unknown of rows of a version before. */
  readonly indexes?: readonly string[];
  /**
   * Properties of its rows that the type does not declare: those of a later version of the service, which writes the same rows
   * while both run, or before the later one was taken back. They stay with the entity until it is deleted.
   */
  readonly undeclared?: Readonly<Record<string, RowValue>>;
}

/** What a row remembers of a key that holds no values of its entity. */
export interface KeyHistory {
  readonly key: string;
  readonly version: string;
  readonly stamp: number;
  readonly earlier: readonly string[];
}

/** A deleted entity: what its tombstone remembers. */
export type Tombstone = KeyHistory;

/** Most earlier versions a row remembers. */
export const maxEarlier = 6;
