import type { PropertyTypeName } from '../edm/edmValue.ts';
import type { Measure, Shape, Unit } from '../edm/entityType.ts';

/** A property of a report, as the list of reports tells of it. */
export interface ListedColumn {
  /** Name of the property. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  /** Edm.Int64 unless given. */
  readonly type?: Exclude<PropertyTypeName, 'Edm.Int64'>;
  /** Collection(...) of the type. */
  readonly collection?: true;
  /** Numbers and durations only; says what may be done with them. */
  readonly measure?: Measure;
  /** With a measure only; `count` unless given. */
  readonly unit?: Exclude<Unit, 'count'>;
}

/**
 * A report of the service. The build writes all of them, an array of these, from the model into `/assets/reports-HASH.json`,
 * so that a page knows what there is without reading `$metadata`. The page finds the address in its own markup, in the
 * `href` of `<link id="reports">`, where the build puts it as it does with scripts and styles; the file is served without
 * a token and may be kept for ever.
 */
export interface ListedReport {
  /** Name of the entity set and its type. */
  readonly set: string;
  /** Name of the report function, below `reports`, or below `copilot/reports` where `root` says so. */
  readonly function: string;
  readonly root?: 'copilot/reports';
  /** What people call it: the part of Microsoft 365, a colon, and what a row tells. */
  readonly title: string;
  /** The part of Microsoft 365 by the name of its folder in the model. */
  readonly service: string;
  readonly shape: Shape;
  /** The values the function takes for `period`, such as `D7`; empty for a report without that parameter. */
  readonly periods: readonly string[];
  /** What tells rows of one day, or of one refresh date and period, apart: a kind of site, a product, a person. */
  readonly keyParts: readonly string[];
  /** Details only: the property with the name people know a row by; rows of a refresh date are in its order. */
  readonly subject?: string;
  /** Microsoft has ended the service. */
  readonly isRetired?: true;
  /** In the order of the CSV, dates and keys included, without `id`. */
  readonly columns: readonly ListedColumn[];
}
