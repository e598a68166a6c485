import type { EntityType } from '../../edm/entityType.ts';
import type { HeaderMatch } from '../matchHeader.ts';

/** A report file on disk, and what it should be. */
export interface ReportFile {
  readonly type: EntityType;
  readonly path: string;
  /** What it is called in messages. */
  readonly name: string;
  /** The period it was asked for, by the property that rows have it in; undefined where that is not known. */
  readonly period?: { readonly property: string; readonly days: string } | undefined;
  /** What its columns are, where its header line was read before. */
  readonly header?: HeaderMatch | undefined;
}
