import { controlMember } from './controlMember.ts';
import type { JsonOptions } from './jsonOptions.ts';

/**
 * The total of a collection: a string under IEEE754Compatible, and written whatever the metadata
 * (JSON Format 4.01, 3.1.3, 3.2 and 4.6.5); empty when it was not asked for.
 */
export function countMember(total: number | undefined, options: JsonOptions, property = ''): string {
  if (total === undefined) return '';
  return controlMember('count', options.ieee754Compatible ? `"${total}"` : String(total), options, property);
}
