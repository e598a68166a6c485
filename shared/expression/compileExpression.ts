import type { EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import { comparisonTest, isScalar } from './comparisonTest.ts';
import { callEvaluator } from './callEvaluator.ts';
import { compileSearch } from './compileSearch.ts';
import { sameValue } from './values/sameValue.ts';
import { isCollection } from './functions/signature.ts';
import { countNodes } from './countNodes.ts';
import type { Evaluator } from './evaluator.ts';
import { longComparison, mayBeLong } from './longComparison.ts';
import type { Meter } from './cost/meter.ts';
import type { Call, Junction, Lambda, Membership, Row, TypedExpression } from './typedExpression.ts';
import { valueUnits } from './values/valueUnits.ts';

type Kind = TypedExpression['kind'];
type Compiler<K extends Kind> = (
  expression: Extract<TypedExpression, { readonly kind: K }>,
  context: Context,
) => Evaluator;

/** What all parts of an expression share. */
interface Context {
  /** The current items of lambdas, by their slots. */
  readonly variables: EdmValue[];
  /** Charged by what is dear before it is evaluated; plain nodes are charged by who evaluates rows, see `inTurns`. */
  readonly meter: Meter;
}

/** An evaluator of something dear, whose value is remembered when the evaluation is broken off behind it. */
function remembered(part: object, { meter }: Context, evaluate: Evaluator): Evaluator {
  return (row) => (meter.isReplaying ? meter.remember(part, () => evaluate(row)) : evaluate(row));
}

/** Lists of values are compared one after the other where they cannot be looked up. */
function chargeItems(meter: Meter, values: readonly EdmValue[]): void {
  let units = 0;
  for (const value of values) units += valueUnits(value);
  meter.charge(units);
}

/** Three-valued: the deciding value wins over null, null over the rest (URL Conventions 4.01, 5.1.1.1.7 and 5.1.1.1.8). */
function junction({ operands }: Junction, deciding: boolean, context: Context): Evaluator {
  const evaluators = operands.map((operand) => compile(operand, context));
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

function membership({ operand, items }: Membership, context: Context): Evaluator {
  const read = compile(operand, context);
  const constants = items.flatMap((item) => (item.kind === 'constant' ? [item.value] : []));
  if (constants.length === items.length && isScalar(operand.type)) {
    // A Set would find NaN, which equals nothing.
    const set = new Set(constants.filter((value) => !Number.isNaN(value)));
    return (row) => set.has(read(row));
  }
  const others = items.map((item) => compile(item, context));
  return (row) => {
    const value = read(row);
    context.meter.charge(others.length * valueUnits(value));
    return others.some((other) => sameValue(value, other(row)));
  };
}

/** A call that costs something is charged when its arguments are known, before it is carried out. */
function call(expression: Call, context: Context): Evaluator {
  const { evaluate, cost } = expression;
  const args = expression.arguments.map((argument) => compile(argument, context));
  if (cost === undefined) return callEvaluator(evaluate, args);
  const charged = (...values: readonly EdmValue[]): EdmValue => {
    context.meter.charge(cost(...values));
    return evaluate(...values);
  };
  return remembered(expression, context, callEvaluator(charged, args));
}

function items(value: EdmValue): readonly EdmValue[] {
  return Array.isArray(value) ? (value as readonly EdmValue[]) : [];
}

/** The condition with the item in its slot. */
function itemCondition(
  { slot, condition }: { readonly slot: number; readonly condition?: TypedExpression },
  context: Context,
): (item: EdmValue, row: Row) => boolean {
  if (condition === undefined) return () => true;
  const { variables, meter } = context;
  const units = countNodes(condition);
  const evaluate = compile(condition, context);
  const holds = remembered({}, context, (row) => {
    meter.charge(units);
    return evaluate(row);
  });
  return (item, row) => {
    variables[slot] = item;
    return holds(row) === true;
  };
}

function lambda(expression: Lambda, context: Context): Evaluator {
  const read = compile(expression.collection, context);
  const holds = itemCondition(expression, context);
  return remembered(
    expression,
    context,
    expression.kind === 'any'
      ? (row) => items(read(row)).some((item) => holds(item, row))
      : (row) => items(read(row)).every((item) => holds(item, row)),
  );
}

/** Decimals and collections are dear to compare; of texts the long ones are, everything else is not. */
function isDear(type: ValueTypeName): boolean {
  return type === 'Edm.Decimal' || isCollection(type);
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
    ({ slot }, { variables }) =>
    () =>
      variables[slot] ?? null,
  and: (expression, context) => junction(expression, false, context),
  or: (expression, context) => junction(expression, true, context),
  not: ({ operand }, context) => {
    const evaluate = compile(operand, context);
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : !value;
    };
  },
  comparison: (expression, context) => {
    const { operator, left, right } = expression;
    const type = left.type === 'null' ? right.type : left.type;
    const test = comparisonTest(operator, type);
    const readLeft = compile(left, context);
    if (isDear(type)) {
      const readRight = compile(right, context);
      return remembered(expression, context, (row) => {
        const [a, b] = [readLeft(row), readRight(row)];
        context.meter.charge(valueUnits(a) + valueUnits(b));
        return test(a, b);
      });
    }
    if (mayBeLong(type, right)) {
      const readRight = compile(right, context);
      const compare = longComparison(expression, test, context.meter);
      return (row) => compare(readLeft(row), readRight(row));
    }
    if (right.kind === 'constant') {
      const { value } = right;
      return (row) => test(readLeft(row), value);
    }
    const readRight = compile(right, context);
    return (row) => test(readLeft(row), readRight(row));
  },
  in: membership,
  inCollection: (expression, context) => {
    const read = compile(expression.operand, context);
    const readItems = compile(expression.collection, context);
    return remembered(expression, context, (row) => {
      const value = read(row);
      const all = items(readItems(row));
      chargeItems(context.meter, all);
      return all.some((item) => sameValue(value, item));
    });
  },
  call,
  case: ({ branches }, context) => {
    const compiled = branches.map(({ when, then }) => [compile(when, context), compile(then, context)] as const);
    return (row) => {
      for (const [when, then] of compiled) if (when(row) === true) return then(row);
      return null;
    };
  },
  collection: (expression, context) => {
    const evaluators = expression.items.map((item) => compile(item, context));
    // Items of a collection are never collections.
    return (row) => evaluators.map((evaluate) => evaluate(row)) as EdmValue;
  },
  any: lambda,
  all: lambda,
  count: (expression, context) => {
    const read = compile(expression.collection, context);
    const holds = itemCondition(expression, context);
    return remembered(expression, context, (row) => BigInt(items(read(row)).filter((item) => holds(item, row)).length));
  },
  entitySet: ({ aggregate }) => {
    throw new Error(`${aggregate} over an entity set must be resolved before evaluation`);
  },
  search: (expression, { meter }) => compileSearch(expression, meter),
};

function compile(expression: TypedExpression, context: Context): Evaluator {
  // The row of a kind takes the expressions of that kind.
  return (compilers[expression.kind] as Compiler<Kind>)(expression, context);
}

/**
 * Turns an expression into a function of a row; do it once per request. What is dear in it charges the meter; whoever calls
 * the function charges `countNodes` of it for each row and calls it within `meter.run`, which `inTurns` does.
 */
export function compileExpression(expression: TypedExpression, meter: Meter): Evaluator {
  return compile(expression, { variables: [], meter });
}

/** Turns a Boolean expression into a filter: only true passes, null does not (URL Conventions 4.01, 5.1.2). */
export function compilePredicate(expression: TypedExpression, meter: Meter): (row: Row) => boolean {
  const evaluate = compileExpression(expression, meter);
  return (row) => evaluate(row) === true;
}

/**
 * Turns an expression over the items of a collection, the variable in slot 0, into a function of an item and the row the
 * collection is in.
 */
export function compileItemExpression(
  expression: TypedExpression,
  meter: Meter,
): (item: EdmValue, row: Row) => EdmValue {
  const variables: EdmValue[] = [null];
  const units = countNodes(expression);
  const evaluate = remembered({}, { variables, meter }, compile(expression, { variables, meter }));
  return (item, row) => {
    meter.charge(units);
    variables[0] = item;
    return evaluate(row);
  };
}
