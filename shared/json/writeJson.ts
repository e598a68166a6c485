import { isJsonObject, RawNumber, type JsonValue } from './jsonValue.ts';
import type { TakeTurn } from './readJson.ts';

/** How deep values are taken apart to be written piece by piece: an object, its arrays, their items. */
const deepest = 3;

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

/** The same of a value that may be large: piece by piece, and others have their turn between. */
export async function writeJsonInTurns(value: JsonValue, takeTurn: TakeTurn, depth = 0): Promise<string> {
  if (typeof value !== 'object' || value === null || value instanceof RawNumber || depth >= deepest) {
    const text = writeJson(value);
    await takeTurn(text.length);
    return text;
  }
  const parts: string[] = [];
  if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      parts.push(`${JSON.stringify(name)}:${await writeJsonInTurns(member, takeTurn, depth + 1)}`);
    }
    return `{${parts.join(',')}}`;
  }
  for (const item of value) parts.push(await writeJsonInTurns(item, takeTurn, depth + 1));
  return `[${parts.join(',')}]`;
}
