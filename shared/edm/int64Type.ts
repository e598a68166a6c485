import type { PrimitiveType } from './primitiveType.ts';

const canonicalText = /^(?:0|-?[1-9][0-9]{0,18})$/;
const signBit = 1n << 63n;

/** True for integers of 64 bits, -2^63 to 2^63-1. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

function fromText(text: string): bigint | undefined {
  if (!canonicalText.test(text)) return undefined;
  const value = BigInt(text);
  return text.length < 19 || isInt64(value) ? value : undefined;
}

/** The digits of an integer. Those of one of 32 bits are made by way of a number, in two thirds of the time a bigint takes. */
function toText(value: bigint): string {
  const number = Number(value);
  return (number | 0) === number ? String(number) : value.toString();
}

/** Edm.Int64 (CSDL 4.01, 3.3.1), exact over its whole range; strings in JSON under IEEE754Compatible=true. */
export const int64Type: PrimitiveType<bigint> = {
  name: 'Edm.Int64',
  validationSchema: () => ({ int64: true }),
  publishedSchema: () => ({ type: 'integer', format: 'int64' }),
  expectation: () =>
    'an integer from -9223372036854775808 to 9223372036854775807, written as a JSON number without fraction or exponent, ' +
    'or as a string of its digits, as under Content-Type: application/json;IEEE754Compatible=true',
  fromJson: (json) => (typeof json === 'string' ? BigInt(json) : (json as bigint)),
  toJson: (value, { ieee754Compatible }) => (ieee754Compatible ? `"${toText(value)}"` : toText(value)),
  toText,
  fromText,
  toUrlLiteral: toText,
  toTable: (value) => value,
  fromTable: (stored) => (typeof stored === 'bigint' && isInt64(stored) ? stored : undefined),
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText: (value) => (value + signBit).toString(16).padStart(16, '0'),
};
