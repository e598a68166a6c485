import type { Property } from '../../shared/edm/entityType.ts';

/** One column of a file and the property it goes to. */
export interface ImportedColumn {
  /** As the file names it. */
  readonly header: string;
  readonly name: string;
  readonly property: Property;
}
