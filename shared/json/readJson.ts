import { isUtf8 } from 'node:buffer';
import { ODataError } from '../errors/odataError.ts';
import { JsonReader } from './jsonReader.ts';
import type { JsonValue } from './jsonValue.ts';

/** Characters of a long text that are read without a pause. */
const atOnce = 64 * 1024;

/**
 * Told of so many characters that were looked at, which are to be paid for; undefined when more may be done at once, else what
 * that has to wait for.
 */
export type TakeTurn = (units: number) => Promise<void> | undefined;

/**
 * Reads a JSON text strictly (RFC 8259: no duplicate names, no lone surrogates, bounded depth, at most 200,000 values) and
 * without loss.
 * Throws a 400 ODataError that names the member and the offset in UTF-16 units.
 */
export function readJson(text: string): JsonValue {
  const reader = new JsonReader(text);
  reader.readOn();
  return reader.value ?? null;
}

/** Like it, of a text that may be long: piece by piece, and others have their turn between. */
export async function readJsonInTurns(text: string, takeTurn: TakeTurn): Promise<JsonValue> {
  return await readIn(new JsonReader(text), takeTurn);
}

async function readIn(reader: JsonReader, takeTurn: TakeTurn): Promise<JsonValue> {
  while (reader.value === undefined) {
    const { at } = reader;
    reader.readOn(atOnce);
    await takeTurn(reader.at - at);
  }
  return reader.value;
}

const decoder = new TextDecoder('utf-8');

function notUtf8(): ODataError {
  return new ODataError('RequestBodyRead', 'The body is not valid UTF-8; JSON is sent as UTF-8.');
}

/** Like readJson, from bytes, which must be UTF-8; a byte order mark in front is passed over (RFC 8259, 8.1). */
export function readJsonBytes(bytes: Uint8Array): JsonValue {
  const text = decoder.decode(bytes);
  if (isUtf8(bytes)) return readJson(text);
  // With replacement characters, so that the message can name the member.
  new JsonReader(text, '\uFFFD').readOn();
  throw notUtf8();
}

/** The same of a body, which may be long. */
export async function readJsonBody(bytes: Uint8Array, takeTurn: TakeTurn): Promise<JsonValue> {
  const text = decoder.decode(bytes);
  if (isUtf8(bytes)) return await readJsonInTurns(text, takeTurn);
  await readIn(new JsonReader(text, '\uFFFD'), takeTurn);
  throw notUtf8();
}
