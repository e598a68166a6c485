import type { PropertyTypeName, PropertyValue } from './edmValue.ts';

/** One declared property. Every property but the key is nullable (collections hold no null and are never null). */
export interface Property {
  readonly type: PropertyTypeName;
  /** Collection(...) of the type. */
  readonly collection?: true;
  /** Edm.String only, in UTF-16 units; 4,096 unless given. */
  readonly maxLength?: number;
  /** Column name in Graph's CSV; a property without one is not in the CSV. */
  readonly csvColumn?: string;
  /** Other names of the column in files that are imported. */
  readonly csvAliases?: readonly string[];
  readonly description: string;
  /** A value for documentation, as text in the form of `$value`; one item for a collection. */
  readonly example?: string;
}

/** The report function of Microsoft Graph that serves this type: its parameters, and the properties they are about. */
export interface ReportFunction {
  readonly name: string;
  readonly parameters: readonly ('period' | 'date')[];
  /** The Edm.Date, with an index, of which `period` takes the newest and `date` names one. */
  readonly refreshDate: string;
  /** The Edm.String that holds the days of `period`, `7` for D7; without one the period selects nothing. */
  readonly period?: string;
  /** The Edm.Date rows are ordered by, the newest first; by id without one. */
  readonly newestFirst?: string;
}

/** The declaration of an entity type and of its one entity set, from which everything else is derived. */
export interface EntityType {
  /** Name of the type (namespace microsoft.graph) and of its entity set. */
  readonly name: string;
  readonly description: string;
  /** In documented order, without `id`. */
  readonly properties: Readonly<Record<string, Property>>;
  /** The properties that identify a row in the report itself; the id of an imported row is made from them. */
  readonly naturalKey: readonly string[];
  /** The properties an index row is kept for; each must be single-valued. */
  readonly indexes: readonly string[];
  /** The properties with a CSV column in the order of the columns, where that is not the documented order. */
  readonly csvOrder?: readonly string[];
  readonly reportFunction?: ReportFunction;
}

// These are left out of the wide type, whose index signature would swallow the declared names.
type Declared<P> = Omit<EntityType, 'properties' | 'naturalKey' | 'indexes' | 'csvOrder'> & {
  readonly properties: P;
  readonly naturalKey: readonly (keyof P & string)[];
  readonly indexes: readonly (keyof P & string)[];
  readonly csvOrder?: readonly (keyof P & string)[];
};

/** An entity as the service holds it: `id` and every declared property, null where it has no value. */
export type Entity = { readonly id: string } & Readonly<Record<string, PropertyValue>>;

interface ValueOf {
  'Edm.String': string;
  'Edm.Date': string;
  'Edm.Int64': bigint;
  'Edm.Boolean': boolean;
}

/** The TypeScript type of an entity of a declared type. */
export type EntityOf<T extends EntityType> = { readonly id: string } & {
  readonly [N in keyof T['properties']]: T['properties'][N] extends { readonly collection: true }
    ? readonly ValueOf[T['properties'][N]['type']][]
    : ValueOf[T['properties'][N]['type']] | null;
};

/** Declares an entity type; returns it as it is, so that its literal types survive. */
export function entityType<const P extends Readonly<Record<string, Property>>>(declaration: Declared<P>): Declared<P> {
  return declaration;
}
