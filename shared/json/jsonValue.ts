/** A number token that is not a plain integer (`1.0`, `1e2`, `-0`): kept as text, so that nothing is rounded. */
export class RawNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object read from JSON: no prototype, members in document order, no duplicate names. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** A JSON value read without loss: integer tokens are bigint, every other number a RawNumber. */
export type JsonValue = null | boolean | string | bigint | RawNumber | readonly JsonValue[] | JsonObject;

/** True for an object value (not null, an array or a number). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber);
}
