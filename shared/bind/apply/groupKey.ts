import type { EdmPrimitive } from '../../edm/edmValue.ts';
import { identityText } from '../../expression/values/identityText.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Column } from '../bound/rowShape.ts';

/** A text that is the same for rows with the same values in the columns, and for no others; null is a value of its own. */
export function groupKey(columns: readonly Column[]): (row: Row) => string {
  const parts = columns.map(({ name, type }) => {
    const toText = type === 'null' || isCollection(type) ? () => '' : identityText(type);
    return (row: Row): string => {
      const value = row[name] ?? null;
      if (value === null) return '-';
      const text = toText(value as EdmPrimitive);
      return `${text.length}:${text}`;
    };
  });
  return (row) => parts.map((part) => part(row)).join('');
}
