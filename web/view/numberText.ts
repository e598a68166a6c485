/** A number as people read it, every digit of it; a dash for none. */
export function numberText(value: string | null | undefined): string {
  return value === null || value === undefined ? '–' : BigInt(value).toLocaleString();
}
