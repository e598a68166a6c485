import type { JsonValue } from '../json/jsonValue.ts';
import type { PropertyTypeName } from './edmValue.ts';

/** How Int64 values are written in JSON: numbers, or strings under IEEE754Compatible=true (JSON Format 4.01, 3.2). */
export interface NumberFormat {
  readonly ieee754Compatible: boolean;
}

/** What a property adds to its type. */
export interface Facets {
  readonly maxLength?: number;
}

/** Everything the service needs to know about one primitive type of the model, in one row. */
export interface PrimitiveType<V> {
  readonly name: PropertyTypeName;
  /** The schema ajv compiles; it accepts the lossless JSON values of `shared/json`, and no null. */
  validationSchema(facets: Facets): Readonly<Record<string, unknown>>;
  /** The schema published in OpenAPI (JSON Schema 2020-12). */
  publishedSchema(facets: Facets): Readonly<Record<string, unknown>>;
  /** What a right value looks like, for messages: "an integer between ...". */
  readonly expectation: (facets: Facets) => string;
  /** A JSON value that passed `validationSchema`. */
  fromJson(json: JsonValue): V;
  /** The JSON text of a value. */
  toJson(value: V, format: NumberFormat): string;
  /** The text of a value as in `$value` (Protocol 4.01, 11.2.4.1), CSV and casts to string. */
  toText(value: V): string;
  /** Reads such a text; undefined when it is not a value of the type. */
  fromText(text: string): V | undefined;
  /** The literal in a URL (URL Conventions 4.01, 5.1.1.13.1). */
  toUrlLiteral(value: V): string;
  /** The value in a table row: string, Edm.Int64 as bigint, or boolean; what has an order has the same order there. */
  toTable(value: V): string | bigint | boolean;
  /** Reads a stored value; undefined when it is not a canonical value of the type. */
  readonly fromTable: (stored: unknown) => V | undefined;
  /** Order of values: negative, zero or positive. */
  compare(left: V, right: V): number;
  /** A text whose ordinal order (UTF-16) is the order of values, for index row keys; not yet escaped for storage. */
  toSortableText(value: V): string;
}
