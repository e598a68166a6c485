import type { ItemQuery } from '../../bind/bound/boundQuery.ts';
import { selectItems } from '../../bind/bound/selectItems.ts';
import type { Decimal, EdmPrimitive } from '../../edm/edmValue.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { checkFiniteDecimal } from './checkFiniteDecimal.ts';
import { columnType } from './columnWriter.ts';
import type { JsonOptions } from './jsonOptions.ts';
import { projectedColumns, type Projected, type Projection } from './projectedColumns.ts';

/** Throws what the writer of a row would throw, a 400, and writes nothing. */
type RowCheck = (row: Row) => void;

function itemsCheck(name: string, items: ItemQuery, meter: Meter): RowCheck {
  const select = selectItems<EdmPrimitive>(items, meter);
  return (row) => {
    const value = row[name];
    if (Array.isArray(value)) select(value as readonly EdmPrimitive[], row);
  };
}

function decimalCheck(name: string): RowCheck {
  return (row) => {
    const value = row[name] ?? null;
    const all = Array.isArray(value) ? (value as readonly (EdmPrimitive | null)[]) : [value as EdmPrimitive | null];
    for (const each of all) if (each !== null) checkFiniteDecimal(name, each as Decimal);
  };
}

function columnChecks({ column, items }: Projected, { version }: JsonOptions, meter: Meter): readonly RowCheck[] {
  return [
    ...(items === undefined ? [] : [itemsCheck(column.name, items, meter)]),
    ...(version === '4.0' && columnType(column).item === 'Edm.Decimal' ? [decimalCheck(column.name)] : []),
  ];
}

/**
 * Checks the rows of an answer to HEAD: it has the status of the one to GET, and nothing is written for it. Most projections
 * have nothing that could fail.
 */
export async function checkRows(
  projection: Projection,
  rows: readonly { readonly row: Row }[],
  options: JsonOptions,
  meter: Meter,
): Promise<void> {
  const checks = projectedColumns(projection).flatMap((column) => columnChecks(column, options, meter));
  if (checks.length === 0) return;
  const checkAll = ({ row }: { readonly row: Row }): void => checks.forEach((check) => check(row));
  const portions = inTurns(meter, rows, checks.length, checkAll);
  while ((await portions.next()).done !== true);
}
