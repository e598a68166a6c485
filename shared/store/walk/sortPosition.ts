import type { Decimal, EdmValue } from '../../edm/edmValue.ts';
import { ODataError } from '../../errors/odataError.ts';
import { isJsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readJson } from '../../json/readJson.ts';
import type { Position, SortKey } from '../contract/entityQuery.ts';
import { foreignPosition } from './rowPosition.ts';
import { type SortPlace, textShare } from './sortPlace.ts';

/** Longest id of a place: the key of an entity, or of a group that `$apply` made. */
const maxKey = 4096;

/** Writes a value with its JavaScript type, so that reading gives the same value. */
function write(value: EdmValue): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { i: value.toString() };
  if (typeof value === 'number') return { n: String(value) };
  if (Array.isArray(value)) return { a: value.map((item) => write(item as EdmValue)) };
  if ('instant' in value) return { t: value.instant.toString(), o: value.offset };
  return 'unscaled' in value ? { d: value.unscaled.toString(), s: String(value.scale) } : null;
}

/** Digits of the longest integer of any type: picoseconds of a duration or a point in time. */
const integerText = /^-?\d{1,40}$/;
const decimalText = /^-?\d{1,100}$/;
const scaleText = /^(?:[1-3]?\d{1,2}|400)$/;

function integer(value: JsonValue | undefined, pattern = integerText): bigint {
  if (typeof value !== 'string' || !pattern.test(value)) throw foreignPosition();
  return BigInt(value);
}

function number(value: JsonValue | undefined): number {
  if (typeof value !== 'string' || String(Number(value)) !== value) throw foreignPosition();
  return Number(value);
}

/** Minutes; of a point in time at most 14 hours. */
function offset(value: JsonValue | undefined): number {
  if (typeof value !== 'bigint' || value < -840n || value > 840n) throw foreignPosition();
  return Number(value);
}

function decimal(unscaled: JsonValue | undefined, scale: JsonValue | undefined): Decimal {
  const whole = integer(unscaled, decimalText);
  if (scale === '-Infinity' && whole >= -1n && whole <= 1n) return { unscaled: whole, scale: -Infinity };
  if (typeof scale !== 'string' || !scaleText.test(scale)) throw foreignPosition();
  return { unscaled: whole, scale: Number(scale) };
}

function read(value: JsonValue | undefined, share: number): EdmValue {
  if (value === undefined) throw foreignPosition();
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (value.length > share || !value.isWellFormed()) throw foreignPosition();
    return value;
  }
  if (!isJsonObject(value)) throw foreignPosition();
  if ('i' in value) return integer(value['i']);
  if ('n' in value) return number(value['n']);
  if ('t' in value) return { instant: integer(value['t']), offset: offset(value['o']) };
  if ('d' in value) return decimal(value['d'], value['s']);
  throw foreignPosition();
}

/** Writes a place. Throws a 400 for a number that no link can hold. */
export function toSortPosition({ values, id, before }: SortPlace): Position {
  const written = values.map(write);
  if (values.some((value) => !fits(value))) {
    throw new ODataError(
      'invalidQueryOption',
      'The result has no next page in this order: a decimal number in it has more than 100 digits. Round it, or order by another.',
      { target: '$orderby' },
    );
  }
  return ['sorted', id, JSON.stringify(written), ...(before === 0 ? [] : [String(before)])];
}

function fits(value: EdmValue): boolean {
  if (value === null || typeof value !== 'object' || !('unscaled' in value)) return true;
  return (
    value.scale === -Infinity || (decimalText.test(value.unscaled.toString()) && scaleText.test(String(value.scale)))
  );
}

/** The JavaScript type of a value, by which a comparison tells values apart. */
function kindOf(value: EdmValue): string {
  return value !== null && typeof value === 'object' ? Object.keys(value).join() : typeof value;
}

const kinds: Readonly<Record<string, string>> = {
  'Edm.String': 'string',
  'Edm.Date': 'string',
  'Edm.Guid': 'string',
  'Edm.Binary': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Double': 'number',
  'Edm.Single': 'number',
  'Edm.Decimal': 'unscaled,scale',
  'Edm.DateTimeOffset': 'instant,offset',
};

/** Most entities that come before a place whose texts were cut. */
const mostBefore = 100_000;

/** Longest JSON text of the values: they are bounded each, and so is their number. */
const longestText = 16_384;

/** Reads such a place; throws a 400 for any other, and for values that are not of the types of the sort keys. */
export function fromSortPosition(position: Position, orderby: readonly SortKey[]): SortPlace {
  const [kind, id, text, before = '0', ...more] = position;
  if (kind !== 'sorted' || more.length > 0 || id === undefined || text === undefined) throw foreignPosition();
  if (id.length > maxKey || !id.isWellFormed() || text.length > longestText) throw foreignPosition();
  if (!/^\d{1,6}$/.test(before) || Number(before) > mostBefore) throw foreignPosition();
  const items = jsonOf(text);
  const isCut = Number(before) > 0;
  if (!Array.isArray(items) || items.length > orderby.length) throw foreignPosition();
  if (isCut ? typeof items.at(-1) !== 'string' : items.length < orderby.length) throw foreignPosition();
  const share = textShare(orderby);
  const values = (items as readonly JsonValue[]).map((item) => read(item, share));
  const isOfTypes = values.every(
    (value, index) => value === null || kindOf(value) === (kinds[orderby[index]?.expression.type ?? ''] ?? 'bigint'),
  );
  if (!isOfTypes) throw foreignPosition();
  return { id, values, before: Number(before) };
}

function jsonOf(text: string): JsonValue {
  try {
    return readJson(text);
  } catch {
    throw foreignPosition();
  }
}
