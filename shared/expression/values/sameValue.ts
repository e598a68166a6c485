import type { EdmValue } from '../../edm/edmValue.ts';
import { compareDecimals } from './decimal.ts';

/** `eq` for two values of one type: null equals null, NaN equals nothing (URL Conventions 4.01, 5.1.1.1.1). */
export function sameValue(left: EdmValue, right: EdmValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if ('instant' in left) return 'instant' in right && left.instant === right.instant;
  if ('unscaled' in left) return 'unscaled' in right && compareDecimals(left, right) === 0;
  if (!('length' in right) || left.length !== right.length) return false;
  return left.every((item, index) => sameValue(item, right[index] ?? null));
}
