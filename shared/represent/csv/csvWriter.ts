import type { BoundQuery, ItemQuery } from '../../bind/bound/boundQuery.ts';
import type { Column } from '../../bind/bound/rowShape.ts';
import { selectItems } from '../../bind/bound/selectItems.ts';
import type { Decimal, EdmPrimitive, EdmTypeName, EdmValue } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueType } from '../../expression/values/valueType.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';
import { checkFiniteDecimal } from '../json/checkFiniteDecimal.ts';
import { chargedPart } from '../../expression/cost/chargedPart.ts';
import { joinedItems } from './collectionItems.ts';
import { csvCell, neutralised } from './csvCell.ts';

/** Writes a CSV file: the line of column names, then one line per row, each with its line break (RFC 4180). */
export interface CsvWriter {
  readonly header: string;
  readonly line: (row: Row) => string;
}

interface CsvColumn {
  readonly column: Column;
  readonly items?: ItemQuery;
}

/** What a file holds. */
export interface CsvFile {
  readonly type: EntityType;
  /** The rows are entities of a set, and their ids part of the file. */
  readonly hasIds?: true;
}

const lineBreak = '\r\n';

/** Texts Microsoft Graph writes otherwise than `$value` does. */
const texts: Partial<Record<EdmTypeName, (value: EdmPrimitive) => string>> = {
  'Edm.Boolean': (value) => (value === true ? 'True' : 'False'),
};

const yesNo = (value: EdmPrimitive): string => (value === true ? 'Yes' : 'No');

/** The properties of a type in the order of its CSV: the columns of Graph's file, then those that the file lacks. */
function csvProperties({ properties }: EntityType): readonly string[] {
  const names = Object.keys(properties);
  const isInFile = (name: string): boolean =>
    properties[name]?.csvColumn !== undefined && properties[name].isLeftOut !== true;
  return [...names.filter(isInFile), ...names.filter((name) => !isInFile(name))];
}

/**
 * The columns of a whole row: of an entity what the report says, then what `$compute` added, and last the id, which the
 * file of a report has not.
 */
function wholeRow({ shape }: BoundQuery, { type, hasIds }: CsvFile): readonly CsvColumn[] {
  const columns = [...shape.columns.values()];
  const named = (name: string): readonly Column[] => columns.filter((column) => column.name === name);
  const declared = csvProperties(type).flatMap(named);
  const computed = columns.filter(({ kind }) => kind === 'computed');
  const chosen =
    shape.entityType === undefined ? columns : [...declared, ...computed, ...(hasIds === true ? named('id') : [])];
  return chosen.map((column) => ({ column }));
}

function columnsOf(query: BoundQuery, file: CsvFile): readonly CsvColumn[] {
  if (query.select === undefined) return wholeRow(query, file);
  return query.select.flatMap((item) => (item.kind === 'column' ? [item] : []));
}

function nameOf({ column }: CsvColumn): string {
  const declared = column.kind === 'property' ? column.property?.csvColumn : undefined;
  return csvCell(neutralised(declared ?? column.name));
}

/** A text no spreadsheet runs; an empty one in quotes, which tell it from null. */
const textCell = (text: string): string => (text === '' ? '""' : csvCell(neutralised(text)));

/**
 * Writes the values of a column; null and an empty collection are an empty field. Only texts can look like formulas:
 * numbers keep their sign.
 */
function cellWriter({ column, items }: CsvColumn, version: ODataVersion, meter: Meter): (row: Row) => string {
  const { name, type } = column;
  const item = (/^Collection\((.*)\)$/.exec(type)?.[1] ?? (type === 'null' ? 'Edm.String' : type)) as EdmTypeName;
  const isYesNo = column.kind === 'property' && column.property?.isYesNo === true;
  const toText = isYesNo ? yesNo : (texts[item] ?? valueType(item).toText);
  const finish = item === 'Edm.String' ? textCell : csvCell;
  const select = items === undefined ? undefined : selectItems<EdmValue>(items, meter);
  const isFinite = item === 'Edm.Decimal' && version === '4.0';
  const itemText = (value: EdmValue): string => {
    if (value === null) return '';
    if (isFinite) checkFiniteDecimal(name, value as Decimal);
    return toText(value as EdmPrimitive);
  };
  return (row) => {
    const value = row[name] ?? null;
    if (value === null) return '';
    if (!Array.isArray(value)) return finish(itemText(value));
    const all = value as readonly EdmValue[];
    const texts = (select?.(all, row).items ?? all).map(itemText);
    return texts.length === 0 ? '' : finish(joinedItems(texts));
  };
}

/**
 * The writer of the rows of a query: `$select` restricts the columns and orders them. In 4.0 a line with a decimal that is
 * not finite throws a 400.
 */
export function csvWriter(query: BoundQuery, file: CsvFile, version: ODataVersion, meter: Meter): CsvWriter {
  const columns = columnsOf(query, file);
  const cells = columns.map((each) => {
    const { kind, name } = each.column;
    const write = cellWriter(each, version, meter);
    return kind === 'computed' ? chargedPart(write, (row) => valueUnits(row[name] ?? null), meter) : write;
  });
  return {
    header: columns.map(nameOf).join(file.type.headerSeparator ?? ',') + lineBreak,
    line: (row) => cells.map((cell) => cell(row)).join(',') + lineBreak,
  };
}
