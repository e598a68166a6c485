import type { EdmValue } from '../edm/edmValue.ts';
import { constant } from './constant.ts';
import type { EntitySetAggregate, TypedExpression } from './typedExpression.ts';

type Resolve = (aggregate: EntitySetAggregate) => Promise<EdmValue>;

async function resolveAll(expressions: readonly TypedExpression[], resolve: Resolve): Promise<TypedExpression[]> {
  const resolved: TypedExpression[] = [];
  for (const expression of expressions) resolved.push(await resolveEntitySets(expression, resolve));
  return resolved;
}

/**
 * Replaces every any, all and $count over an entity set by the value `resolve` reads for it, one after the other.
 * Needed only for expressions over the singleton, before they are compiled.
 */
export async function resolveEntitySets(expression: TypedExpression, resolve: Resolve): Promise<TypedExpression> {
  switch (expression.kind) {
    case 'entitySet':
      return constant(expression.type, await resolve(expression));
    case 'and':
    case 'or':
      return { ...expression, operands: await resolveAll(expression.operands, resolve) };
    case 'not':
      return { ...expression, operand: await resolveEntitySets(expression.operand, resolve) };
    case 'comparison': {
      const [left = expression.left, right = expression.right] = await resolveAll(
        [expression.left, expression.right],
        resolve,
      );
      return { ...expression, left, right };
    }
    case 'in': {
      const operand = await resolveEntitySets(expression.operand, resolve);
      return { ...expression, operand, items: await resolveAll(expression.items, resolve) };
    }
    case 'call':
      return { ...expression, arguments: await resolveAll(expression.arguments, resolve) };
    case 'case': {
      const branches: { when: TypedExpression; then: TypedExpression }[] = [];
      for (const { when, then } of expression.branches) {
        const [resolvedWhen = when, resolvedThen = then] = await resolveAll([when, then], resolve);
        branches.push({ when: resolvedWhen, then: resolvedThen });
      }
      return { ...expression, branches };
    }
    case 'collection':
      return { ...expression, items: await resolveAll(expression.items, resolve) };
    case 'inCollection':
      return { ...expression, operand: await resolveEntitySets(expression.operand, resolve) };
    default:
      return expression;
  }
}
