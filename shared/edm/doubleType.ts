import { RawNumber } from '../json/jsonValue.ts';
import { sortableInteger } from './sortableInteger.ts';
import type { PrimitiveType } from './primitiveType.ts';

const special: ReadonlyMap<string, number> = new Map([
  ['INF', Infinity],
  ['-INF', -Infinity],
  ['NaN', NaN],
]);

function toText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'INF' : '-INF';
}

function fromText(text: string): number | undefined {
  if (special.has(text)) return special.get(text);
  if (!/^[+-]?\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,4})?$/i.test(text)) return undefined;
  const value = Number(text);
  // Zero has no sign, or storage would tell two apart.
  return Number.isFinite(value) ? value + 0 : undefined;
}

const bits = sortableInteger(64);
const view = new DataView(new ArrayBuffer(8));

/** The bits of a number as an integer whose order is that of the numbers: those of negative ones are turned round. */
function toSortableText(value: number): string {
  view.setFloat64(0, value + 0);
  const whole = view.getBigInt64(0);
  return bits.toText(whole < 0n ? -(whole & 0x7fff_ffff_ffff_ffffn) - 1n : whole);
}

function fromTable(stored: unknown): number | undefined {
  const ordered = bits.fromText(stored);
  if (ordered === undefined) return undefined;
  view.setBigInt64(0, ordered < 0n ? BigInt.asIntN(64, (1n << 63n) | (-ordered - 1n)) : ordered);
  return view.getFloat64(0);
}

/** The text of a JSON value that may be a double; of any other nothing, which is none. */
const scalarText = (json: unknown): string =>
  typeof json === 'string' || typeof json === 'bigint' ? String(json) : '';

/** Edm.Double (CSDL 4.01, 3.3.1); INF, -INF and NaN are strings in JSON (JSON Format 4.01, 7.1). */
export const doubleType: PrimitiveType<number> = {
  name: 'Edm.Double',
  validationSchema: () => ({ double: true }),
  publishedSchema: () => ({ type: 'number', format: 'double' }),
  expectation: () => 'a number such as 36.4, or "INF", "-INF" or "NaN"',
  fromJson: (json) => fromText(json instanceof RawNumber ? json.text : scalarText(json)) ?? NaN,
  toJson: (value) => (Number.isFinite(value) ? toText(value) : `"${toText(value)}"`),
  toText,
  fromText,
  toUrlLiteral: toText,
  toTable: toSortableText,
  fromTable,
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText,
};
