import type { EntityType } from '../../edm/entityType.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';
import type { ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
import type { Plan } from './choosePlan.ts';
import { hasSteps } from './keyScan.ts';
import { conjuncts } from './conjuncts.ts';
import { countComparisons, maxComparisons, type RowFilter } from '../rows/rowFilter.ts';

/** A filter for storage, and whether it passes exactly what the expression passes or more. */
export interface StorageFilter {
  readonly filter: RowFilter | undefined;
  readonly exact: boolean;
}

interface Term {
  readonly filter: RowFilter;
  readonly exact: boolean;
}

const operators: Partial<Record<ComparisonOperator, (RowFilter & { kind: 'compare' })['operator']>> = {
  eq: 'eq',
  gt: 'gt',
  ge: 'ge',
  lt: 'lt',
  le: 'le',
};

/** A comparison of a stored property with a constant of its own type; storage has neither null nor other types. */
function comparison(
  type: EntityType,
  left: TypedExpression,
  operator: ComparisonOperator,
  right: TypedExpression,
): RowFilter | undefined {
  const stored = operators[operator];
  if (stored === undefined || left.kind !== 'property' || right.kind !== 'constant') return undefined;
  const property = left.name === 'id' ? { type: 'Edm.String' as const } : type.properties[left.name];
  const { value } = right;
  if (property === undefined || 'collection' in property || left.type !== property.type || right.type !== property.type)
    return undefined;
  if (typeof value !== 'string' && typeof value !== 'bigint' && typeof value !== 'boolean') return undefined;
  if (typeof value === 'string' && !value.isWellFormed()) return undefined;
  // Order of booleans, and of texts outside ASCII, is not promised to be the same everywhere.
  if (stored !== 'eq' && (typeof value === 'boolean' || (typeof value === 'string' && !/^[\x20-\x7e]+$/.test(value))))
    return undefined;
  return {
    kind: 'compare',
    property: left.name,
    operator: stored,
    value: primitiveTypes[property.type].toTable(value),
  };
}

function translate(type: EntityType, expression: TypedExpression): Term | undefined {
  if (expression.kind === 'comparison') {
    const filter = comparison(type, expression.left, expression.operator, expression.right);
    return filter && { filter, exact: true };
  }
  if (expression.kind === 'in') {
    const terms = expression.items.map((item) => comparison(type, expression.operand, 'eq', item));
    return every(terms) && terms.length > 0 ? { filter: { kind: 'or', terms }, exact: true } : undefined;
  }
  if (expression.kind === 'or') {
    const terms: readonly (Term | undefined)[] = expression.operands.map((operand) => translate(type, operand));
    if (!every(terms)) return undefined;
    return {
      filter: { kind: 'or', terms: terms.map(({ filter }) => filter) },
      exact: terms.every(({ exact }) => exact),
    };
  }
  if (expression.kind === 'and') {
    const terms = expression.operands.flatMap((operand) => translate(type, operand) ?? []);
    if (terms.length === 0) return undefined;
    return {
      filter: { kind: 'and', terms: terms.map(({ filter }) => filter) },
      exact: terms.length === expression.operands.length && terms.every(({ exact }) => exact),
    };
  }
  return undefined;
}

function every<T extends object>(items: readonly (T | undefined)[]): items is readonly T[] {
  return items.every((item) => item !== undefined);
}

/** What storage evaluates of a whole filter, for a plan that walks rows outside its scan; nothing for others, which have no use for it. */
export function everyTermFor(plan: Plan, type: EntityType, filter: TypedExpression | undefined): RowFilter | undefined {
  const isNeeded = 'scan' in plan && hasSteps(plan.scan);
  return isNeeded ? storageFilter(type, conjuncts(filter)).filter : undefined;
}

/** Most characters of the values of a filter, encoded in a URL: it has 4,000 in all, and the row keys take some, too. */
const maxEncodedLength = 1800;

/** Characters the constants of a filter take in a URL. */
function encodedLength(filter: RowFilter): number {
  if (filter.kind !== 'compare') return filter.terms.reduce((sum, term) => sum + encodedLength(term), 0);
  return encodeURIComponent(`${filter.property} ${filter.operator} ${String(filter.value)}`).length;
}

/**
 * The part of a conjunction storage can evaluate as OData does: a superset of what it passes, of at most the comparisons
 * and the length storage takes. Terms that do not fit are left to the evaluator.
 */
export function storageFilter(type: EntityType, terms: readonly TypedExpression[]): StorageFilter {
  const chosen: Term[] = [];
  let comparisons = 0;
  let length = 0;
  for (const term of terms) {
    const translated = translate(type, term);
    if (translated === undefined) continue;
    const size = countComparisons(translated.filter);
    const characters = encodedLength(translated.filter);
    if (comparisons + size > maxComparisons || length + characters > maxEncodedLength) continue;
    comparisons += size;
    length += characters;
    chosen.push(translated);
  }
  const [first] = chosen;
  const exact = chosen.length === terms.length && chosen.every((term) => term.exact);
  if (first === undefined) return { filter: undefined, exact };
  return {
    filter: chosen.length === 1 ? first.filter : { kind: 'and', terms: chosen.map(({ filter }) => filter) },
    exact,
  };
}
