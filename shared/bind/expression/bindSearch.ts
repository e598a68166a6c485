import type { EdmTypeName, ValueTypeName } from '../../edm/edmValue.ts';
import { isCollection, itemType } from '../../expression/functions/signature.ts';
import type { Search, SearchColumn, SearchCondition } from '../../expression/typedExpression.ts';
import { textIndex } from '../../expression/values/textIndex.ts';
import { valueType } from '../../expression/values/valueType.ts';
import type { SearchExpression } from '../../url/syntax/syntaxTree.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** How terms are sought in the values of a type. */
export type SearchMatcher = Pick<SearchColumn, 'toText' | 'matches'>;

type Matches = SearchMatcher['matches'];

const contains: Matches = (text, term) => textIndex(text, term) >= 0;

/** A number is found by its whole text only: `5` must not find 15. */
const equals: Matches = (text, term) => text === term;

/** `2024-01` finds every day of that January. */
const begins: Matches = (text, term) => text.startsWith(term);

function matcher(type: EdmTypeName, matches: Matches): SearchMatcher {
  const { toText } = valueType(type);
  return { toText: (value) => toText(value).toLowerCase(), matches };
}

/** How a term is sought in a value of each type; Boolean values have no text worth searching. */
const matchers: Partial<Record<EdmTypeName, SearchMatcher>> = {
  'Edm.String': matcher('Edm.String', contains),
  'Edm.Date': matcher('Edm.Date', begins),
  'Edm.Int64': matcher('Edm.Int64', equals),
  'Edm.Int32': matcher('Edm.Int32', equals),
  'Edm.Decimal': matcher('Edm.Decimal', equals),
};

/** The key is an identifier: it is found when it is given whole, not when a digit occurs in it. */
const keyMatcher = matcher('Edm.String', equals);

/** How a term is sought in a value, or in an item of a collection; undefined where there is nothing to find. */
export function searchMatcher(type: ValueTypeName): SearchMatcher | undefined {
  if (type === 'null') return undefined;
  return matchers[isCollection(type) ? itemType(type) : type];
}

function columnsOf(shape: RowShape): readonly SearchColumn[] {
  return [...shape.columns.values()].flatMap(({ name, type }) => {
    const found = name === 'id' ? keyMatcher : searchMatcher(type);
    return found === undefined ? [] : [{ name, ...found }];
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
