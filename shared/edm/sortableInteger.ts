/** Texts of one length in hexadecimal digits whose ordinal order is the order of the integers of `bits` bits, signed. */
export function sortableInteger(bits: number) {
  const half = 1n << BigInt(bits - 1);
  const digits = new RegExp(`^[0-9a-f]{${bits / 4}}$`);
  return {
    toText: (value: bigint): string => (value + half).toString(16).padStart(bits / 4, '0'),
    /** Undefined when `stored` is no such text. */
    fromText: (stored: unknown): bigint | undefined =>
      typeof stored === 'string' && digits.test(stored) ? BigInt(`0x${stored}`) - half : undefined,
  };
}
