import type { ValueTypeName } from '../edm/edmValue.ts';
import type { ComparisonTest } from './comparisonTest.ts';
import type { Meter } from './cost/meter.ts';
import type { TypedExpression } from './typedExpression.ts';

/** Texts up to this length are compared as fast as anything, in UTF-16 units. */
const shortText = 256;

/** True for two expressions whose values may both be long texts. */
export function mayBeLong(type: ValueTypeName, right: TypedExpression): boolean {
  if (type !== 'Edm.String') return false;
  return right.kind !== 'constant' || (typeof right.value === 'string' && right.value.length > shortText);
}

/** Two long texts are charged as far as the shorter one goes, and the verdict is remembered; others are compared at once. */
export function longComparison(part: object, test: ComparisonTest, meter: Meter): ComparisonTest {
  return (left, right) => {
    const isLong = typeof left === 'string' && typeof right === 'string' && left.length > shortText;
    if (!isLong || right.length <= shortText) return test(left, right);
    const charged = (): boolean => {
      meter.charge(Math.min(left.length, right.length));
      return test(left, right);
    };
    return meter.isReplaying ? meter.remember(part, charged) : charged();
  };
}
