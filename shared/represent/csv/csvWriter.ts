import type { BoundQuery, ItemQuery } from '../../bind/bound/boundQuery.ts';
import type { Column } from '../../bind/bound/rowShape.ts';
import { selectItems } from '../../bind/bound/selectItems.ts';
import type { Decimal, EdmPrimitive, EdmTypeName, EdmValue } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueType } from '../../expression/values/valueType.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';
import { checkFiniteDecimal } from '../json/checkFiniteDecimal.ts';
import { cellSeparator, csvCell, neutralised } from './csvCell.ts';

/** Writes a CSV file: the line of column names, then one line per row, each with its line break (RFC 4180). */
export interface CsvWriter {
  readonly header: string;
  readonly line: (row: Row) => string;
}

interface CsvColumn {
  readonly column: Column;
  readonly items?: ItemQuery;
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

/** The columns of a whole row: of an entity what the report says, which is no id, then what `$compute` added. */
function wholeRow({ shape }: BoundQuery, type: EntityType): readonly CsvColumn[] {
  const columns = [...shape.columns.values()];
  const declared = csvProperties(type).flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const isReport = shape.entityType !== undefined;
  const chosen = isReport ? [...declared, ...columns.filter(({ kind }) => kind === 'computed')] : columns;
  return chosen.map((column) => ({ column }));
}

function columnsOf(query: BoundQuery, type: EntityType): readonly CsvColumn[] {
  if (query.select === undefined) return wholeRow(query, type);
  return query.select.flatMap((item) => (item.kind === 'column' ? [item] : []));
}

function nameOf({ column }: CsvColumn): string {
  const declared = column.kind === 'property' ? column.property?.csvColumn : undefined;
  return csvCell(neutralised(declared ?? column.name));
}

/** Writes the values of a column; null is an empty field. Only texts can look like formulas: numbers keep their sign. */
function cellWriter({ column, items }: CsvColumn, version: ODataVersion, meter: Meter): (row: Row) => string {
  const { name, type } = column;
  const item = (/^Collection\((.*)\)$/.exec(type)?.[1] ?? (type === 'null' ? 'Edm.String' : type)) as EdmTypeName;
  const isYesNo = column.kind === 'property' && column.property?.isYesNo === true;
  const toText = isYesNo ? yesNo : (texts[item] ?? valueType(item).toText);
  const finish = item === 'Edm.String' ? (text: string) => csvCell(neutralised(text)) : csvCell;
  const select = items === undefined ? undefined : selectItems<EdmValue>(items, meter);
  const isFinite = item === 'Edm.Decimal' && version === '4.0';
  const itemText = (value: EdmValue): string => {
    if (value === null) return '';
    if (isFinite) checkFiniteDecimal(name, value as Decimal);
    return toText(value as EdmPrimitive);
  };
  return (row) => {
    const value = row[name] ?? null;
    if (!Array.isArray(value)) return finish(itemText(value));
    const all = value as readonly EdmValue[];
    return finish((select?.(all, row).items ?? all).map(itemText).join(cellSeparator));
  };
}

/**
 * The writer of the rows of a query: `$select` restricts the columns and orders them. In 4.0 a line with a decimal that is
 * not finite throws a 400.
 */
export function csvWriter(query: BoundQuery, type: EntityType, version: ODataVersion, meter: Meter): CsvWriter {
  const columns = columnsOf(query, type);
  const cells = columns.map((column) => cellWriter(column, version, meter));
  return {
    header: columns.map(nameOf).join(type.headerSeparator ?? ',') + lineBreak,
    line: (row) => cells.map((cell) => cell(row)).join(',') + lineBreak,
  };
}
