import type { EdmTypeName, ValueTypeName } from '../edm/edmValue.ts';
import { isCollection, itemType } from '../expression/signature.ts';
import type { Search, SearchColumn, SearchCondition } from '../expression/typedExpression.ts';
import { valueType } from '../expression/valueType.ts';
import type { SearchExpression } from '../url/syntaxTree.ts';
import type { RowShape } from './rowShape.ts';

type Matches = SearchColumn['matches'];

const contains: Matches = (value, term) => (value as string).toLowerCase().includes(term);

/** A number is found by its whole text only: `5` must not find 15. */
function equals(type: EdmTypeName): Matches {
  const { toText } = valueType(type);
  return (value, term) => toText(value).toLowerCase() === term;
}

/** `2024-01` finds every day of that January. */
const begins: Matches = (value, term) => (value as string).startsWith(term);

/** How a term is sought in a value of each type; Boolean values have no text worth searching. */
const matchers: Partial<Record<EdmTypeName, Matches>> = {
  'Edm.String': contains,
  'Edm.Date': begins,
  'Edm.Int64': equals('Edm.Int64'),
  'Edm.Int32': equals('Edm.Int32'),
  'Edm.Decimal': equals('Edm.Decimal'),
};

/** The key is an identifier: it is found when it is given whole, not when a digit occurs in it. */
const matchesKey: Matches = equals('Edm.String');

/** How a term is sought in a value, or in an item of a collection; undefined where there is nothing to find. */
export function searchMatcher(type: ValueTypeName): Matches | undefined {
  if (type === 'null') return undefined;
  return matchers[isCollection(type) ? itemType(type) : type];
}

function columnsOf(shape: RowShape): readonly SearchColumn[] {
  return [...shape.columns.values()].flatMap(({ name, type }) => {
    const matches = name === 'id' ? matchesKey : searchMatcher(type);
    return matches === undefined ? [] : [{ name, matches }];
  });
}

/** The tree of a search, chains of one operator in one node: they lean to the left and may be long. */
export function searchCondition(search: SearchExpression): SearchCondition {
  switch (search.kind) {
    case 'term':
      return { kind: 'term', term: search.text.toLowerCase() };
    case 'not':
      return { kind: 'not', operand: searchCondition(search.operand) };
    default: {
      const operands: SearchCondition[] = [];
      let rest: SearchExpression = search;
      while (rest.kind === search.kind) {
        operands.push(searchCondition(rest.right));
        rest = rest.left;
      }
      return { kind: search.kind, operands: [searchCondition(rest), ...operands.reverse()] };
    }
  }
}

/**
 * Binds `$search` (URL Conventions 4.01, 5.1.7). A term is found, case ignored, in a string that contains it, in a date
 * that begins with it, and in a number or key that equals it; a phrase is a term with blanks in it. A row matches when
 * the terms are found in any of its columns as AND, OR and NOT demand.
 */
export function bindSearch(search: SearchExpression, shape: RowShape): Search {
  return { kind: 'search', type: 'Edm.Boolean', condition: searchCondition(search), columns: columnsOf(shape) };
}
