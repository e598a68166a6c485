import type { EdmValue } from '../../edm/edmValue.ts';
import { isJsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readJson } from '../../json/readJson.ts';
import type { Position, SortKey } from '../entityQuery.ts';
import { foreignPosition } from './rowPosition.ts';
import type { SortTuple } from './sortOrder.ts';

/** Writes a value with its JavaScript type, so that reading gives the same value. */
function write(value: EdmValue): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { i: value.toString() };
  if (typeof value === 'number') return { n: String(value) };
  if (Array.isArray(value)) return { a: value.map((item) => write(item as EdmValue)) };
  if ('instant' in value) return { t: value.instant.toString(), o: value.offset };
  return 'unscaled' in value ? { d: value.unscaled.toString(), s: String(value.scale) } : null;
}

const digits = /^-?\d{1,400}$/;

function integer(value: JsonValue | undefined): bigint {
  if (typeof value !== 'string' || !digits.test(value)) throw foreignPosition();
  return BigInt(value);
}

function number(value: JsonValue | undefined): number {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') throw foreignPosition();
  return Number(value);
}

function read(value: JsonValue | undefined): EdmValue {
  if (value === undefined) throw foreignPosition();
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (!isJsonObject(value)) throw foreignPosition();
  if ('i' in value) return integer(value['i']);
  if ('n' in value) return number(value['n']);
  if ('t' in value) return { instant: integer(value['t']), offset: number(value['o']) };
  if ('d' in value) return { unscaled: integer(value['d']), scale: number(value['s']) };
  throw foreignPosition();
}

/** Writes the place behind a tuple. */
export function toSortPosition({ values, id }: SortTuple): Position {
  return ['sorted', id, JSON.stringify(values.map(write))];
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

/** Reads such a place; throws a 400 for any other, and for values that are not of the types of the sort keys. */
export function fromSortPosition(position: Position, orderby: readonly SortKey[]): SortTuple {
  const [kind, id, text] = position;
  if (kind !== 'sorted' || position.length !== 3 || id === undefined || text === undefined) throw foreignPosition();
  const items = readJson(text);
  if (!Array.isArray(items) || items.length !== orderby.length) throw foreignPosition();
  const values = (items as readonly JsonValue[]).map(read);
  const fits = orderby.every(({ expression }, index) => {
    const value = values[index] ?? null;
    return value === null || kindOf(value) === (kinds[expression.type] ?? 'bigint');
  });
  if (!fits) throw foreignPosition();
  return { id, values };
}
