import type { EdmPrimitive, EdmTypeName, EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import { isCollection } from './functions/signature.ts';
import { sameValue } from './values/sameValue.ts';
import type { ComparisonOperator } from './typedExpression.ts';
import { valueType } from './values/valueType.ts';

/** Whether a comparison holds for two values. */
export type ComparisonTest = (left: EdmValue, right: EdmValue) => boolean;

/** The order of two values that are not null, as a verdict. */
const verdicts: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Types whose values JavaScript itself compares as OData does; the tests below are the inner loop of every scan. */
const scalars: ReadonlySet<string> = new Set<EdmTypeName>([
  'Edm.String',
  'Edm.Boolean',
  'Edm.SByte',
  'Edm.Byte',
  'Edm.Int16',
  'Edm.Int32',
  'Edm.Int64',
  'Edm.Single',
  'Edm.Double',
  'Edm.Date',
  'Edm.TimeOfDay',
  'Edm.Duration',
  'Edm.Guid',
]);

const scalarTests: Readonly<Record<ComparisonOperator, ComparisonTest>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: (left, right) => left !== null && right !== null && left > right,
  ge: (left, right) => (left === null || right === null ? left === right : left >= right),
  lt: (left, right) => left !== null && right !== null && left < right,
  le: (left, right) => (left === null || right === null ? left === right : left <= right),
};

/** True when values of the type can be looked up in a Set. */
export function isScalar(type: ValueTypeName): boolean {
  return scalars.has(type);
}

/**
 * The comparison of two values of one type (URL Conventions 4.01, 5.1.1.1.1 to 5.1.1.1.6): null equals only itself, so
 * that `ge` and `le` hold for null and null, and every other comparison with null is false.
 */
export function comparisonTest(operator: ComparisonOperator, type: ValueTypeName): ComparisonTest {
  if (type === 'null' || scalars.has(type)) return scalarTests[operator];
  const onNull = operator === 'ne';
  const verdict = verdicts[operator];
  const onNulls = verdict(0);
  if (isCollection(type)) {
    return operator === 'ne' ? (left, right) => !sameValue(left, right) : sameValue;
  }
  const { compare } = valueType(type);
  return (left, right) => {
    if (left === null || right === null) return left === right ? onNulls : onNull;
    return verdict(compare(left as EdmPrimitive, right as EdmPrimitive));
  };
}
