import type { DateTimeOffset, PropertyTypeName, PropertyValue } from './edmValue.ts';

/**
 * What a number measures, which says what may be done with it: `flow` happened on the day and may be added over days;
 * `distinct` are people, files, sites active on the day, never added over days; `level` is a state; `period` was counted
 * over the period of the report and is compared only with the same period of another date.
 */
export type Measure = 'flow' | 'distinct' | 'level' | 'period';

/** What a number counts; an Edm.Duration is its own unit. */
export type Unit = 'count' | 'bytes' | 'duration' | 'minutes' | 'seconds';

/** One declared property. Every property but the key is nullable (collections hold no null and are never null). */
export interface Property {
  readonly type: PropertyTypeName;
  /** Collection(...) of the type. */
  readonly collection?: true;
  /** Edm.String only, in UTF-16 units; 4,096 unless given. */
  readonly maxLength?: number;
  /** What people call it, such as "Channel messages". */
  readonly label?: string;
  /** Numbers and durations of reports only. */
  readonly measure?: Measure;
  /** With a measure only; `count` unless given. */
  readonly unit?: Unit;
  /** Column name in Graph's CSV; a property without one never was in it. */
  readonly csvColumn?: string;
  /**
   * What the text can hold of a person: `subject`, whom the row is about, by name or id; `site`, the address of a site, which
   * names its owner where it is a personal one; `owner`, who owns what the row is about. Details only.
   */
  readonly person?: 'subject' | 'site' | 'owner';
  /** The newest header line of Graph lacks the column: it stands behind those the line has. */
  readonly isLeftOut?: true;
  /** Edm.Boolean only: the column says Yes and No, not True and False. */
  readonly isYesNo?: true;
  /** Other names of the column in files that are imported. */
  readonly csvAliases?: readonly string[];
  readonly description: string;
  /** The service says it: a value in the body of a POST is ignored (Core.Computed). */
  readonly computed?: true;
  /** A value for documentation, as text in the form of `$value`; one item for a collection. */
  readonly example?: string;
}

/**
 * What a row of a report is: `series`, one day; `total`, the state of a date for a period; `detail`, a user, group, team,
 * site or mailbox on a date.
 */
export type Shape = 'series' | 'total' | 'detail';

/** The report function of Microsoft Graph that serves this type: its parameters, and the properties they are about. */
export interface ReportFunction {
  readonly name: string;
  /** Exactly one of them is given in a call; none for a report that has neither. */
  readonly parameters: readonly ('period' | 'date')[];
  /** The values of `period`, such as D7; `ALL` stands for all of them together. */
  readonly periods: readonly string[];
  /** The values of `period` by those of the optional parameter `version`; the first is the default. */
  readonly versions?: Readonly<Record<string, readonly string[]>>;
  /** The path it is called below. */
  readonly root: 'reports' | 'copilot/reports';
  /** The version of Microsoft Graph it is fetched from. */
  readonly apiVersion: 'v1.0' | 'beta';
  /**
   * The Edm.Date of which `period` takes the newest and `date` names one; of totals and details a part of the index, and of a
   * series what all its rows say.
   */
  readonly refreshDate: string;
  /** The Edm.String that holds the days of `period`, `7` for D7; without one the period selects nothing. */
  readonly period?: string;
  /** The Edm.Date of the day a row is about, by which rows come, the newest first; without one they come as the index has them. */
  readonly newestFirst?: string;
}

/** What a row of a detail is about: `id` alone where it says something, else the names. */
export interface Subject {
  readonly id?: string;
  /** The first is the one people know and rows are ordered by. */
  readonly names: readonly [string, ...string[]];
}

/** What rows of an index stand in the order of: a single-valued property, upwards with null first unless it says otherwise. */
export interface IndexPart {
  readonly property: string;
  /** Edm.Date only: the newest first, null behind all. */
  readonly newestFirst?: true;
}

/** An order in which a copy of every entity is kept: by its parts in turn, then by the key. */
export interface Index {
  readonly parts: readonly IndexPart[];
  /** Every writer keeps it, no query uses it yet. */
  readonly building?: true;
}

/** A header line of Graph's CSV that is not the newest. */
export interface OtherHeader {
  /** Exactly, blanks and odd spellings included. */
  readonly line: string;
  /** The month, such as `2019-07`, before which files have it; missing where none is known. */
  readonly before?: string;
  /** Not of earlier files, but of those of Graph's beta, or of the second version of the function. */
  readonly of?: 'beta' | 'version v2';
}

/** The declaration of an entity type and of its one entity set, from which everything else is derived. */
export interface EntityType {
  /** Name of the type (namespace microsoft.graph) and of its entity set. */
  readonly name: string;
  /** What people call it, such as "Teams user activity: people by activity". */
  readonly title?: string;
  readonly description: string;
  /** The part of Microsoft 365 it is about, by the name of its folder. */
  readonly service?: string;
  /** Reports only. */
  readonly shape?: Shape;
  /** In documented order, without `id`; in a report that is the order of the CSV. */
  readonly properties: Readonly<Record<string, Property>>;
  /** The properties that identify a row in the report itself, but for its subject; ids of rows are made from them. */
  readonly naturalKey: readonly string[];
  /** Details only. */
  readonly subject?: Subject;
  /** Every line of a file is a row: equal keys are told apart by their place among the equals. */
  readonly hasPlaces?: true;
  /** The row keys of an index begin with its place in this list, so that a new one is added at the end. */
  readonly indexes: readonly Index[];
  /** What stands between the names in Graph's header line; a comma unless given. */
  readonly headerSeparator?: string;
  /** The date of a file of Graph with the newest header line; missing where that is known from documentation alone. */
  readonly headerSeen?: string;
  /** The header lines Graph's CSV has had besides the newest, the oldest first. */
  readonly otherHeaders?: readonly OtherHeader[];
  /** Microsoft has ended the service: the collector leaves the report out unless it is asked for it. */
  readonly isRetired?: true;
  readonly reportFunction?: ReportFunction;
  /** Of the persons to forget: the one permission for it opens it, and no other. */
  readonly isRegister?: true;
}

// These are left out of the wide type, whose index signature would swallow the declared names.
type Declared<P> = Omit<EntityType, 'properties' | 'naturalKey' | 'indexes'> & {
  readonly properties: P;
  readonly naturalKey: readonly (keyof P & string)[];
  readonly indexes: readonly DeclaredIndex<keyof P & string>[];
};

type DeclaredIndex<N extends string> = Omit<Index, 'parts'> & {
  readonly parts: readonly (IndexPart & { readonly property: N })[];
};

/** An entity as the service holds it: `id` and every declared property, null where it has no value. */
export type Entity = { readonly id: string } & Readonly<Record<string, PropertyValue>>;

interface ValueOf {
  'Edm.String': string;
  'Edm.Date': string;
  'Edm.Int64': bigint;
  'Edm.Double': number;
  'Edm.Duration': bigint;
  'Edm.DateTimeOffset': DateTimeOffset;
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

/**
 * The Edm.Date by which the age of a row of a report is told: the day it is about, else the refresh date of its report.
 * Undefined for types that are no report.
 */
export function ageProperty({ shape, reportFunction }: EntityType): string | undefined {
  return shape === undefined ? undefined : (reportFunction?.newestFirst ?? reportFunction?.refreshDate);
}
