import type { SelectItem } from '../../bind/bound/boundQuery.ts';
import type { Column } from '../../bind/bound/rowShape.ts';
import { selectItems } from '../../bind/bound/selectItems.ts';
import type { Decimal, EdmPrimitive, EdmTypeName, EdmValue } from '../../edm/edmValue.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueType, type ValueType } from '../../expression/values/valueType.ts';
import { checkFiniteDecimal } from './checkFiniteDecimal.ts';
import { jsonMembers } from './controlMember.ts';
import { controlName } from './controlName.ts';
import { countMember } from './countMember.ts';
import type { JsonOptions } from './jsonOptions.ts';

/**
 * Writes one member of a row, `"name":value` with its annotations, behind the members written so far; nothing when the
 * preference leaves it out.
 */
export type ColumnWriter = (before: string, row: Row) => string;

/** Types that JSON itself tells apart, for which no type annotation is written (JSON Format 4.01, 4.6.3). */
const selfDescribing: readonly string[] = ['Edm.String', 'Edm.Boolean', 'Edm.Double'];

interface ColumnType {
  readonly item: EdmTypeName;
  readonly isCollection: boolean;
}

/** The type of a column, or of the items of one that is a collection. */
export function columnType({ type }: Column): ColumnType {
  const inner = /^Collection\((.*)\)$/.exec(type)?.[1];
  // A column that is always null has no type of its own.
  const name = inner ?? (type === 'null' ? 'Edm.String' : type);
  return { item: name as EdmTypeName, isCollection: inner !== undefined };
}

/**
 * The type annotation of a column, with a comma behind it: under full metadata, and always for what `$compute` and
 * `$apply` made, whose type no metadata tells. 4.01 has no hash before `Edm` types.
 */
export function typeAnnotation(column: Column, { metadata, version }: JsonOptions): string {
  if (metadata === 'none' || (metadata === 'minimal' && column.kind === 'property')) return '';
  const { item, isCollection } = columnType(column);
  if (!isCollection && selfDescribing.includes(item)) return '';
  const short = item.slice('Edm.'.length);
  const hash = version === '4.0' ? '#' : '';
  return `"${column.name}${controlName(version, 'type')}":"${hash}${isCollection ? `Collection(${short})` : short}",`;
}

/** Writes decimals of a column in 4.0; throws a 400 for those 4.0 has no form for. */
function finiteDecimal({ name }: Column): ValueType<EdmPrimitive>['toJson'] {
  const { toJson } = valueType('Edm.Decimal');
  return (value, options) => {
    checkFiniteDecimal(name, value as Decimal);
    return toJson(value, options);
  };
}

/** A column as JSON has it. */
export interface JsonColumn {
  readonly name: string;
  /** What stands before the value: the type annotation, if any, and the name. */
  readonly head: string;
  readonly isNullable: boolean;
  /** The text of a value that is not null. */
  readonly toJson: (value: EdmValue, options: JsonOptions) => string;
}

/** How a column is written. */
export function jsonColumn(column: Column, options: JsonOptions): JsonColumn {
  const { item, isCollection } = columnType(column);
  const toJson = item === 'Edm.Decimal' && options.version === '4.0' ? finiteDecimal(column) : valueType(item).toJson;
  const head = `${typeAnnotation(column, options)}${JSON.stringify(column.name)}:`;
  const isNullable = column.name !== 'id' || column.kind !== 'property';
  // A value is always paired with the type of its own column.
  if (!isCollection) return { name: column.name, head, isNullable, toJson: toJson as JsonColumn['toJson'] };
  const listToJson = (value: EdmValue): string => {
    const items = value as readonly (EdmPrimitive | null)[];
    return `[${items.map((each) => (each === null ? 'null' : toJson(each, options))).join(',')}]`;
  };
  return { name: column.name, head, isNullable, toJson: listToJson };
}

/** Writes values of a column's type. */
export function valueWriter(column: Column, options: JsonOptions): (value: EdmValue) => string {
  const { toJson } = jsonColumn(column, options);
  return (value) => (value === null ? 'null' : toJson(value, options));
}

/** Makes the writer of a column; `items` are the options `$select` gives a collection. */
export function columnWriter(
  column: Column,
  options: JsonOptions,
  items: Extract<SelectItem, { readonly kind: 'column' }>['items'],
  meter: Meter,
): ColumnWriter {
  const { name } = column;
  const { head: first } = jsonColumn(column, options);
  const further = `,${first}`;
  const write = valueWriter(column, options);
  const { omitNulls } = options;
  if (items === undefined) {
    return (before, row) => {
      const value = row[name] ?? null;
      if (value === null && omitNulls) return before;
      return before === '' ? first + write(value) : before + further + write(value);
    };
  }
  const select = selectItems(items, meter);
  return (before, row) => {
    const value = row[name] ?? [];
    const chosen = select((Array.isArray(value) ? value : []) as readonly EdmPrimitive[], row);
    return jsonMembers(before, countMember(chosen.count, options, name), first + write(chosen.items as EdmValue));
  };
}
