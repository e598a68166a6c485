import type { EdmPrimitive } from '../../edm/edmValue.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import { searchUnits } from '../../expression/values/textIndex.ts';
import type { SearchCondition, TypedExpression, Variable } from '../../expression/typedExpression.ts';
import type { SearchExpression } from '../../url/syntax/syntaxTree.ts';
import { searchCondition, searchMatcher } from './bindSearch.ts';

/**
 * `$search` over a collection of values: the condition on an item, which terms are found in as in a property of its type
 * (URL Conventions 4.01, 5.1.7).
 */
export function bindItemSearch(search: SearchExpression, item: Variable): TypedExpression {
  const matcher = searchMatcher(item.type);
  if (matcher === undefined) return constant('Edm.Boolean', false);
  const bind = (condition: SearchCondition): TypedExpression => {
    switch (condition.kind) {
      case 'term':
        return {
          kind: 'call',
          type: 'Edm.Boolean',
          name: 'search',
          evaluate: (value, term) => matcher.matches(matcher.toText(value as EdmPrimitive), term as string),
          cost: (value, term) => 1 + searchUnits(matcher.toText(value as EdmPrimitive), term as string),
          arguments: [item, constant('Edm.String', condition.term)],
        };
      case 'not':
        return { kind: 'not', type: 'Edm.Boolean', operand: bind(condition.operand) };
      default:
        return junction(condition.kind, condition.operands.map(bind));
    }
  };
  return bind(searchCondition(search));
}
