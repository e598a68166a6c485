import type { Property } from '../edm/entityType.ts';

/** One column of a report file and the property it goes to. */
export interface ReportColumn {
  /** As the file names it. */
  readonly header: string;
  readonly name: string;
  readonly property: Property;
}
