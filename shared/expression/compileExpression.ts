import type { EdmValue } from '../edm/edmValue.ts';
import { comparisonTest, isScalar } from './comparisonTest.ts';
import { compileSearch } from './compileSearch.ts';
import { sameValue } from './sameValue.ts';
import type { Call, Junction, Lambda, Membership, Row, TypedExpression } from './typedExpression.ts';

/** A compiled expression: the value for one row. Throws 400 for an overflow or an integer division by zero. */
export type Evaluator = (row: Row) => EdmValue;

type Kind = TypedExpression['kind'];
type Compiler<K extends Kind> = (
  expression: Extract<TypedExpression, { readonly kind: K }>,
  variables: EdmValue[],
) => Evaluator;

/** Three-valued: the deciding value wins over null, null over the rest (URL Conventions 4.01, 5.1.1.1.7 and 5.1.1.1.8). */
function junction({ operands }: Junction, deciding: boolean, variables: EdmValue[]): Evaluator {
  const evaluators = operands.map((operand) => compile(operand, variables));
  return (row) => {
    let result: EdmValue = !deciding;
    for (const evaluate of evaluators) {
      const value = evaluate(row);
      if (value === deciding) return deciding;
      if (value === null) result = null;
    }
    return result;
  };
}

function membership({ operand, items }: Membership, variables: EdmValue[]): Evaluator {
  const read = compile(operand, variables);
  const constants = items.flatMap((item) => (item.kind === 'constant' ? [item.value] : []));
  if (constants.length === items.length && isScalar(operand.type)) {
    // A Set would find NaN, which equals nothing.
    const set = new Set(constants.filter((value) => !Number.isNaN(value)));
    return (row) => set.has(read(row));
  }
  const others = items.map((item) => compile(item, variables));
  return (row) => {
    const value = read(row);
    return others.some((other) => sameValue(value, other(row)));
  };
}

function call({ evaluate, arguments: args }: Call, variables: EdmValue[]): Evaluator {
  const [first, second, ...rest] = args.map((argument) => compile(argument, variables));
  if (first === undefined) return () => evaluate();
  if (second === undefined) {
    return (row) => {
      const value = first(row);
      return value === null ? null : evaluate(value);
    };
  }
  if (rest.length === 0) {
    return (row) => {
      const left = first(row);
      if (left === null) return null;
      const right = second(row);
      return right === null ? null : evaluate(left, right);
    };
  }
  const all = [first, second, ...rest];
  return (row) => {
    const values = all.map((argument) => argument(row));
    return values.includes(null) ? null : evaluate(...values);
  };
}

function items(value: EdmValue): readonly EdmValue[] {
  return Array.isArray(value) ? (value as readonly EdmValue[]) : [];
}

/** The condition with the item in its slot. */
function itemCondition(
  { slot, condition }: { readonly slot: number; readonly condition?: TypedExpression },
  variables: EdmValue[],
): (item: EdmValue, row: Row) => boolean {
  if (condition === undefined) return () => true;
  const holds = compile(condition, variables);
  return (item, row) => {
    variables[slot] = item;
    return holds(row) === true;
  };
}

function lambda(expression: Lambda, variables: EdmValue[]): Evaluator {
  const read = compile(expression.collection, variables);
  const holds = itemCondition(expression, variables);
  return expression.kind === 'any'
    ? (row) => items(read(row)).some((item) => holds(item, row))
    : (row) => items(read(row)).every((item) => holds(item, row));
}

const compilers: { readonly [K in Kind]: Compiler<K> } = {
  constant:
    ({ value }) =>
    () =>
      value,
  property:
    ({ name }) =>
    (row) =>
      row[name] ?? null,
  computed:
    ({ name }) =>
    (row) =>
      row[name] ?? null,
  variable:
    ({ slot }, variables) =>
    () =>
      variables[slot] ?? null,
  and: (expression, variables) => junction(expression, false, variables),
  or: (expression, variables) => junction(expression, true, variables),
  not: ({ operand }, variables) => {
    const evaluate = compile(operand, variables);
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : !value;
    };
  },
  comparison: ({ operator, left, right }, variables) => {
    const test = comparisonTest(operator, left.type === 'null' ? right.type : left.type);
    const readLeft = compile(left, variables);
    if (right.kind === 'constant') {
      const { value } = right;
      return (row) => test(readLeft(row), value);
    }
    const readRight = compile(right, variables);
    return (row) => test(readLeft(row), readRight(row));
  },
  in: membership,
  inCollection: ({ operand, collection }, variables) => {
    const read = compile(operand, variables);
    const readItems = compile(collection, variables);
    return (row) => {
      const value = read(row);
      return items(readItems(row)).some((item) => sameValue(value, item));
    };
  },
  call,
  case: ({ branches }, variables) => {
    const compiled = branches.map(({ when, then }) => [compile(when, variables), compile(then, variables)] as const);
    return (row) => {
      for (const [when, then] of compiled) if (when(row) === true) return then(row);
      return null;
    };
  },
  collection: (expression, variables) => {
    const evaluators = expression.items.map((item) => compile(item, variables));
    // Items of a collection are never collections.
    return (row) => evaluators.map((evaluate) => evaluate(row)) as EdmValue;
  },
  any: lambda,
  all: lambda,
  count: (expression, variables) => {
    const read = compile(expression.collection, variables);
    const holds = itemCondition(expression, variables);
    return (row) => BigInt(items(read(row)).filter((item) => holds(item, row)).length);
  },
  entitySet: ({ aggregate }) => {
    throw new Error(`${aggregate} over an entity set must be resolved before evaluation`);
  },
  search: compileSearch,
};

function compile(expression: TypedExpression, variables: EdmValue[]): Evaluator {
  // The row of a kind takes the expressions of that kind.
  return (compilers[expression.kind] as Compiler<Kind>)(expression, variables);
}

/** Turns an expression into a function of a row; do it once per request. */
export function compileExpression(expression: TypedExpression): Evaluator {
  return compile(expression, []);
}

/** Turns a Boolean expression into a filter: only true passes, null does not (URL Conventions 4.01, 5.1.2). */
export function compilePredicate(expression: TypedExpression): (row: Row) => boolean {
  const evaluate = compileExpression(expression);
  return (row) => evaluate(row) === true;
}

/**
 * Turns an expression over the items of a collection, the variable in slot 0, into a function of an item and the row the
 * collection is in.
 */
export function compileItemExpression(expression: TypedExpression): (item: EdmValue, row: Row) => EdmValue {
  const variables: EdmValue[] = [null];
  const evaluate = compile(expression, variables);
  return (item, row) => {
    variables[0] = item;
    return evaluate(row);
  };
}
