import type { EdmPrimitive } from '../../edm/edmValue.ts';
import { identityText } from '../../expression/values/identityText.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Column } from '../bound/rowShape.ts';

/**
 * A text that is the same for rows with the same values in the columns, and for no others; null is a value of its own.
 * Charges the characters of each part, which is remembered when the evaluation is broken off.
 */
export function groupKey(columns: readonly Column[], meter: Meter): (row: Row) => string {
  const parts = columns.map(({ name, type }) => {
    const toText = type === 'null' || isCollection(type) ? () => '' : identityText(type);
    const part = (row: Row): string => {
      const value = row[name] ?? null;
      if (value === null) return '-';
      const text = toText(value as EdmPrimitive);
      meter.charge(text.length);
      return `${text.length}:${text}`;
    };
    return (row: Row) => (meter.isReplaying ? meter.remember(part, () => part(row)) : part(row));
  });
  return (row) => parts.map((part) => part(row)).join('');
}
