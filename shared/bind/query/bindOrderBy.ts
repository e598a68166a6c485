import { isCollection } from '../../expression/functions/signature.ts';
import type { OrderByItem } from '../../url/syntax/syntaxTree.ts';
import { invalid, type BindScope } from '../expression/bindScope.ts';
import type { OrderTerm } from '../bound/boundQuery.ts';
import { described } from '../expression/described.ts';

/** Most terms of `$orderby`. */
const maxTerms = 20;

/** Binds `$orderby` (URL Conventions 4.01, 5.1.6): expressions with values that have an order. */
export function bindOrderBy(items: readonly OrderByItem[], scope: BindScope): readonly OrderTerm[] {
  if (items.length > maxTerms) throw invalid(scope, `at most ${maxTerms} terms are allowed, not ${items.length}`);
  return items.map(({ expression, descending, at }) => {
    const bound = scope.bind(expression, scope);
    if (isCollection(bound.type) || bound.type === 'Edm.Binary') {
      throw invalid(scope, `${described(bound)} has no order`, at);
    }
    return { expression: bound, descending };
  });
}
