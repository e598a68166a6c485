import type { EdmPrimitive } from '../edm/edmValue.ts';
import type { Meter } from './cost/meter.ts';
import { searchUnits } from './values/textIndex.ts';
import type { Row, Search, SearchColumn, SearchCondition } from './typedExpression.ts';

/** A column of a row as terms are sought in it. */
interface SearchedColumn {
  readonly texts: readonly string[];
  readonly matches: SearchColumn['matches'];
}

type Test = (columns: readonly SearchedColumn[]) => boolean;

/** The texts of a column, of each item if it is a collection, worked out once for all terms. */
function searched({ name, toText, matches }: SearchColumn, row: Row, meter: Meter): SearchedColumn {
  const value = row[name] ?? null;
  if (value === null) return { texts: [], matches };
  const texts = (Array.isArray(value) ? (value as readonly EdmPrimitive[]) : [value as EdmPrimitive]).map(toText);
  meter.charge(texts.reduce((characters, text) => characters + text.length, 0));
  return { texts, matches };
}

function compileTerm(term: string, meter: Meter): Test {
  // What is remembered when an evaluation is broken off: the verdict on a text, and the one on all of them.
  const [ofText, ofAll] = [{}, {}];
  const isIn = (text: string, matches: SearchColumn['matches']): boolean => {
    meter.charge(1 + searchUnits(text, term));
    return matches(text, term);
  };
  const find: Test = (columns) =>
    columns.some(({ texts, matches }) =>
      texts.some((text) =>
        meter.isReplaying ? meter.remember(ofText, () => isIn(text, matches)) : isIn(text, matches),
      ),
    );
  return (columns) => (meter.isReplaying ? meter.remember(ofAll, () => find(columns)) : find(columns));
}

function compileCondition(condition: SearchCondition, meter: Meter): Test {
  switch (condition.kind) {
    case 'term':
      return compileTerm(condition.term, meter);
    case 'not': {
      const operand = compileCondition(condition.operand, meter);
      return (columns) => !operand(columns);
    }
    case 'and': {
      const operands = condition.operands.map((operand) => compileCondition(operand, meter));
      return (columns) => operands.every((test) => test(columns));
    }
    case 'or': {
      const operands = condition.operands.map((operand) => compileCondition(operand, meter));
      return (columns) => operands.some((test) => test(columns));
    }
  }
}

/** Turns a bound `$search` into a function of a row. */
export function compileSearch({ condition, columns }: Search, meter: Meter): (row: Row) => boolean {
  const test = compileCondition(condition, meter);
  return (row) => test(columns.map((column) => searched(column, row, meter)));
}
