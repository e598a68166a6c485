import type { Evaluator } from './evaluator.ts';
import type { Call } from './typedExpression.ts';

/** The evaluator of a call over those of its arguments: null if one of them is null. */
export function callEvaluator(evaluate: Call['evaluate'], args: readonly Evaluator[]): Evaluator {
  const [first, second, ...rest] = args;
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
  return (row) => {
    const values = args.map((argument) => argument(row));
    return values.includes(null) ? null : evaluate(...values);
  };
}
