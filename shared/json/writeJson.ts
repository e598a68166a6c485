import { isJsonObject, RawNumber, type JsonValue } from './jsonValue.ts';

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
