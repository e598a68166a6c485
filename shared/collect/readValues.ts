import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { laidOut } from '../json/laidOut.ts';
import { naturalId } from '../edm/naturalId.ts';
import { requiredKey } from '../edm/requiredKey.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { splitItems } from '../represent/csv/collectionItems.ts';
import { restored } from '../represent/csv/csvCell.ts';
import type { ReportColumn } from './reportColumn.ts';
import { reportDays } from './reportDays.ts';

/** What a row says, or why it cannot be read; what stands in the file instead may be personal data. */
export type RowValues =
  | {
      readonly id: string;
      readonly values: Readonly<Record<string, PropertyValue>>;
      /** The file is one of this service and gives the row its id. */
      readonly isNamed: boolean;
    }
  | { readonly problem: string; readonly found?: string; readonly id?: undefined };

/** What a row is read with besides its fields. */
export interface Reading {
  /** Places of the fields that are an empty text. */
  readonly emptyTexts?: readonly number[];
  /** Values of properties that the file may lack, such as the period it was asked for. */
  readonly given?: Readonly<Record<string, string>>;
}

/** Graph writes True and False in some columns, Yes and No in others. */
const truths = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

function itemValue(text: string, { type, maxLength = 4096 }: Property): PrimitiveValue | undefined {
  if (type === 'Edm.Boolean') return truths.get(text.toLowerCase());
  const value = primitiveTypes[type].fromText(text);
  return typeof value === 'string' && value.length > maxLength ? undefined : value;
}

/** The value of a field; undefined when it is none of the property. */
function fieldValue(field: string, isEmptyText: boolean, property: Property): PropertyValue | undefined {
  const { type, collection } = property;
  const text = type === 'Edm.String' ? restored(field) : field.trim();
  const isText = type === 'Edm.String' && isEmptyText;
  if (text === '' && !isText) return collection ? [] : null;
  if (!collection) return itemValue(text, property);
  const items = splitItems(text).map((item) => itemValue(item, property));
  return items.includes(undefined) ? undefined : (items as PropertyValue);
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}...` : text);

function expected({ type, ...property }: Property): string {
  if (type === 'Edm.Boolean') return 'True or False, Yes or No';
  return primitiveTypes[type].expectation(property).replace(/, written as .*/, '');
}

const listed = (values: readonly string[]): string => values.join(', ').replace(/, ([^,]*)$/, ' or $1');

/** A column of a file, as it is read in every row. */
interface ReadColumn extends ReportColumn {
  readonly at: number;
  readonly isPeriod: boolean;
  readonly isRequired: boolean;
}

/** What all rows with the same columns have in common. */
interface RowPlan {
  readonly columns: readonly ReadColumn[];
  /** Where the id stands that a file of this service gives its rows. */
  readonly idAt: number | undefined;
  /** Values that copies are filled in. */
  readonly blank: Readonly<Record<string, PropertyValue>>;
  /** What says whom a row is about counts as empty where a file lacks the column. */
  readonly absent: Readonly<Record<string, null>> | undefined;
}

/** Whether each field has its column: what is empty at the end of a line, as spreadsheets leave it there, is nothing. */
function fits(columns: readonly (ReportColumn | undefined)[], fields: readonly string[]): boolean {
  if (fields.length === columns.length) return true;
  const further = fields.slice(columns.length).every((field) => field.trim() === '');
  return further && columns.slice(fields.length).every((column) => column === undefined);
}

const plans = new WeakMap<readonly (ReportColumn | undefined)[], RowPlan>();

function planOf(type: EntityType, columns: readonly (ReportColumn | undefined)[]): RowPlan {
  const required = requiredKey(type);
  const read = columns.flatMap((column, at): ReadColumn[] => {
    if (column === undefined) return [];
    const { name } = column;
    const isPeriod = name === type.reportFunction?.period;
    return [{ ...column, at, isPeriod, isRequired: required.includes(name) }];
  });
  const names = read.map(({ name }) => name);
  const absent = (type.subject?.names ?? []).filter((name) => !names.includes(name));
  const idAt = columns.findIndex((column) => column?.name === 'id');
  return {
    columns: read,
    idAt: idAt < 0 ? undefined : idAt,
    blank: laidOut(Object.fromEntries(names.map((name) => [name, null]))),
    absent: absent.length === 0 ? undefined : Object.fromEntries(absent.map((name) => [name, null])),
  };
}

/**
 * Reads the fields of a record: what they say, and the id of its natural key. An empty field is null. A column that is undefined
 * is left out. A row with an id of its own is a copy of what was stored, whose texts are as callers wrote them; of any other
 * the period is one of the report's.
 */
export function readValues(
  type: EntityType,
  columns: readonly (ReportColumn | undefined)[],
  fields: readonly string[] | undefined,
  { emptyTexts = [], given = {} }: Reading = {},
): RowValues {
  if (fields === undefined) return { problem: 'a quote that begins here or further on is never closed' };
  if (!fits(columns, fields)) {
    return { problem: `has ${fields.length} fields where the header line has ${columns.length}` };
  }
  const plan = plans.get(columns) ?? planOf(type, columns);
  plans.set(columns, plan);
  const named = plan.idAt === undefined ? undefined : restored(fields[plan.idAt] ?? '') || undefined;
  const isCopy = named !== undefined;
  const values: Record<string, PropertyValue> = { ...plan.blank };
  for (const { header, name, property, at, isPeriod, isRequired } of plan.columns) {
    const isChecked = isPeriod && !isCopy;
    const written = fields[at] ?? '';
    const field = isChecked ? written.trim() || (given[name] ?? '') : written;
    const value = fieldValue(field, emptyTexts.includes(at), property);
    if (value === undefined) return { problem: `'${header}' must be ${expected(property)}`, found: shortened(field) };
    if (isRequired && !isCopy && (value === null || value === '')) return { problem: `'${header}' is empty` };
    if (isChecked && typeof value === 'string') {
      const days = given[name] === undefined ? reportDays(type) : [given[name]];
      if (days.length > 0 && !days.includes(value)) {
        return { problem: `'${header}' must be ${listed(days)}`, found: shortened(field) };
      }
    }
    values[name] = value;
  }
  for (const [name, value] of Object.entries(given)) {
    const property = type.properties[name];
    if (property === undefined || name in plan.blank) continue;
    values[name] = value;
  }
  const id = named ?? naturalId(type, plan.absent === undefined ? values : { ...plan.absent, ...values });
  // The header line was held against the type, so that all parts of the key are there.
  if (id === undefined) throw new TypeError(`a row of ${type.name} lacks a part of its key`);
  return { id, values, isNamed: isCopy };
}
