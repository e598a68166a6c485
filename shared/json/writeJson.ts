import { isJsonObject, RawNumber, type JsonValue } from './jsonValue.ts';
import type { TakeTurn } from './readJson.ts';

/** How deep values are taken apart to be written piece by piece: an object, its arrays, their items. */
const deepest = 3;

/** Characters after which others have their turn: to ask costs as much as some hundred of them. */
const enough = 16 * 1024;

/** Writes a value as JSON text without loss: bigint as its digits, raw numbers as they were. */
export function writeJson(value: JsonValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof RawNumber) return value.text;
  if (isJsonObject(value)) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`)
      .join(',')}}`;
  }
  if (typeof value === 'object' && value !== null) return `[${value.map(writeJson).join(',')}]`;
  return JSON.stringify(value);
}

/** The text of a value in pieces, each that of a value which is not taken apart, with what stands before it. */
function* piecesOf(value: JsonValue, depth = 0): Generator<string, void, undefined> {
  if (typeof value !== 'object' || value === null || value instanceof RawNumber || depth >= deepest) {
    yield writeJson(value);
    return;
  }
  let separator = '';
  if (isJsonObject(value)) {
    yield '{';
    for (const [name, member] of Object.entries(value)) {
      yield `${separator}${JSON.stringify(name)}:`;
      yield* piecesOf(member, depth + 1);
      separator = ',';
    }
    yield '}';
    return;
  }
  yield '[';
  for (const item of value) {
    yield separator;
    yield* piecesOf(item, depth + 1);
    separator = ',';
  }
  yield ']';
}

/** The same of a value that may be large: some characters at a time, and others have their turn between. */
export async function writeJsonInTurns(value: JsonValue, takeTurn: TakeTurn): Promise<string> {
  let text = '';
  let taken = 0;
  const take = async (): Promise<void> => {
    await takeTurn(text.length - taken);
    taken = text.length;
  };
  for (const piece of piecesOf(value)) {
    text += piece;
    if (text.length - taken >= enough) await take();
  }
  await take();
  return text;
}
