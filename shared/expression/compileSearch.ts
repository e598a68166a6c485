import type { EdmPrimitive } from '../edm/edmValue.ts';
import type { Row, Search, SearchColumn, SearchCondition } from './typedExpression.ts';

type RowTest = (row: Row) => boolean;

/** True when the term is found in the value, or in an item of a collection. */
function found({ name, matches }: SearchColumn, term: string, row: Row): boolean {
  const value = row[name] ?? null;
  if (value === null) return false;
  if (Array.isArray(value)) return (value as readonly EdmPrimitive[]).some((item) => matches(item, term));
  return matches(value as EdmPrimitive, term);
}

function compileCondition(condition: SearchCondition, columns: readonly SearchColumn[]): RowTest {
  switch (condition.kind) {
    case 'term':
      return (row) => columns.some((column) => found(column, condition.term, row));
    case 'not': {
      const operand = compileCondition(condition.operand, columns);
      return (row) => !operand(row);
    }
    case 'and': {
      const operands = condition.operands.map((operand) => compileCondition(operand, columns));
      return (row) => operands.every((test) => test(row));
    }
    case 'or': {
      const operands = condition.operands.map((operand) => compileCondition(operand, columns));
      return (row) => operands.some((test) => test(row));
    }
  }
}

/** Turns a bound `$search` into a function of a row. */
export function compileSearch({ condition, columns }: Search): RowTest {
  return compileCondition(condition, columns);
}
